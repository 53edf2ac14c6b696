import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture, tail } from './childProcess.ts';
import type { Profile } from './folders.ts';
import { serverMain } from './install.ts';
import { killTree } from './killTree.ts';
import { Problem } from './problem.ts';

/** VS Code's own start-up payload: what to do when the workbench is up. */
export type Payload = readonly (readonly [key: string, value: string])[];

/** A running VS Code server. It also ends with this process, however this process ends. */
export interface Server {
  readonly port: number;
  /** The server's own process; its extension hosts are children of it. */
  readonly pid: number;
  /** The address that opens `folder` in the workbench; `payload` is VS Code's own start-up payload. */
  url(folder: string, payload?: Payload): string;
  /** Ends the server and everything it started; resolves when it is gone. */
  stop(): Promise<void>;
  /** Resolves when the server has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
}

export interface ServerOptions {
  readonly profile: Profile;
  /** Default 127.0.0.1. Any other but localhost asks for the secret that `url` carries. */
  readonly host?: string;
  /** Default: a free one, chosen by the operating system. */
  readonly port?: number;
  /** Lets a page run extension tests, see `hostTests.ts`. */
  readonly smokeTestDriver?: boolean;
  /** Added to the environment of the server and so of its extension hosts. */
  readonly env?: Readonly<Record<string, string>>;
}

const serverProcess = fileURLToPath(new URL('serverProcess.ts', import.meta.url));
const STOP_GRACE_MS = 5_000;
const profileArguments = (profile: Profile) => [
  '--accept-server-license-terms',
  '--telemetry-level',
  'off',
  '--server-data-dir',
  profile.serverData,
  '--extensions-dir',
  profile.extensions,
];

/**
 * Installs a VSIX into a profile, as `code --install-extension` does.
 *
 * @throws {Problem} there is no such file, or VS Code refuses it.
 */
export async function installExtension(profile: Profile, vsix: string): Promise<void> {
  if (!existsSync(vsix)) throw new Problem(`There is no file ${vsix}.`, 'Build one: npm run package.');
  const args = [serverMain, ...profileArguments(profile), '--install-extension', vsix, '--force'];
  const { code, output } = await capture(process.execPath, args);
  if (code !== 0) throw new Problem(`VS Code refused ${vsix}:\n${tail(output)}`, 'Build it again: npm run package.');
}

/**
 * Starts VS Code's server; resolves when it listens.
 *
 * @throws {Problem} the port is taken, or the server ended before it listened.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { profile, host = '127.0.0.1', port = 0 } = options;
  const token = isLoopback(host) ? undefined : randomBytes(16).toString('hex');
  const args = ['--host', host, '--port', String(port), ...profileArguments(profile)];
  args.push(...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]));
  if (options.smokeTestDriver) args.push('--enable-smoke-test-driver');

  const child = spawn(process.execPath, [serverProcess, serverMain, ...args], {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...options.env },
  });
  const ended = once(child, 'exit').then(() => undefined);
  const listening = await portOf(child, join(profile.serverData, 'server.log'), { host, port });
  return {
    port: listening,
    pid: child.pid ?? 0,
    url: (folder, payload) => workbenchUrl({ host, port: listening, token, folder, payload }),
    stop: () => stop(child, ended),
    ended,
  };
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** Waits until the server says on which port it listens; everything it prints goes to `logFile`. */
function portOf(child: ChildProcess, logFile: string, wanted: { host: string; port: number }): Promise<number> {
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = () => {
      // A server that cannot listen says so and stays.
      if (child.pid !== undefined) killTree(child.pid, 'SIGKILL');
      reject(startProblem(printed, wanted));
    };
    const read = (chunk: Buffer) => {
      log.write(chunk);
      printed = (printed + chunk.toString()).slice(-10_000);
      const port = /agent listening on (\d+)/.exec(printed)?.[1];
      if (port !== undefined) resolve(Number(port));
      else if (/Error: (listen|getaddrinfo) E/.test(printed)) fail();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('close', () => {
      log.end();
      fail();
    });
  });
}

function startProblem(printed: string, { host, port }: { host: string; port: number }): Problem {
  if (/EADDRINUSE/.test(printed)) {
    return new Problem(`Port ${port} is taken.`, 'Choose another with --port N, or leave --port out for a free one.');
  }
  if (/EACCES/.test(printed))
    return new Problem(`Port ${port} may not be opened by this user.`, 'Choose one above 1023.');
  if (/EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN/.test(printed)) {
    return new Problem(`This machine has no address "${host}".`, 'Choose another with --host, or leave --host out.');
  }
  return new Problem(
    `VS Code's server ended at once:\n${tail(printed)}\n`,
    'Delete the folder .vscode-test and run the command again; VS Code is then fetched anew.',
  );
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly token: string | undefined;
  readonly folder: string;
  readonly payload: Payload | undefined;
}

function workbenchUrl({ host, port, token, folder, payload }: Address): string {
  const query = new URLSearchParams();
  if (token !== undefined) query.set('tkn', token);
  if (payload !== undefined) query.set('payload', JSON.stringify(payload));
  // The folder comes first and keeps its slashes: people read and click this address.
  const path = encodeURIComponent(folder.replaceAll('\\', '/')).replaceAll('%2F', '/');
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/?folder=${path}${query.size > 0 ? `&${query.toString()}` : ''}`;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  killTree(pid, 'SIGTERM');
  const timer = setTimeout(() => killTree(pid, 'SIGKILL'), STOP_GRACE_MS);
  await ended;
  clearTimeout(timer);
  killTree(pid, 'SIGKILL');
}
