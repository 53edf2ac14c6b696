import { isIP } from 'node:net';
import { FailureError } from '../../../../protocol/failures.ts';
import type { ServerAddressProblem } from '../../../../protocol/serverFailures.ts';

export interface ServerAddress {
  /** Without `/v1` and without a slash at its end; `http://127.0.0.1:8080`. */
  readonly root: string;
  /** Host and port, as people name a server. */
  readonly host: string;
  /** The server is on this machine. */
  readonly isLoopback: boolean;
  /** Everybody on the way can read what is sent. */
  readonly isPlain: boolean;
}

/**
 * Reads an address as people type and copy it: without a scheme it is http on this machine and https elsewhere; `/v1`,
 * `/v1/completions` and slashes at the end are left out.
 *
 * @throws FailureError `server-address-invalid`
 */
export function serverAddress(typed: string): ServerAddress {
  const text = typed.trim();
  const url = parsed(text);
  if (url === undefined) throw invalid(text, 'form');
  if (url.username !== '' || url.password !== '') throw invalid('', 'credentials');
  if (url.search !== '' || url.hash !== '') throw invalid('', 'query');
  const path = url.pathname
    .replace(/\/+$/, '')
    .replace(/(\/v1)+(\/(chat\/)?completions|\/models)?$/, '')
    .replace(/\/+$/, '');
  return {
    root: url.origin + path,
    host: url.host,
    isLoopback: isLoopback(url.hostname),
    isPlain: url.protocol === 'http:',
  };
}

function parsed(text: string): URL | undefined {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const bare = hasScheme ? text : `http://${text}`;
  if (!URL.canParse(bare) || /\s/.test(text)) return undefined;
  const url = new URL(bare);
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return undefined;
  return hasScheme || isLoopback(url.hostname) ? url : new URL(`https://${text}`);
}

function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1';
}

const invalid = (address: string, problem: ServerAddressProblem) =>
  new FailureError({ name: 'server-address-invalid', address, problem });
