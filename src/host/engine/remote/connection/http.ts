import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as encryptedRequest, type RequestOptions } from 'node:https';
import { rootCertificates } from 'node:tls';
import { FailureError } from '../../../../protocol/failures.ts';
import { networkFailure } from './networkFailure.ts';
import { refusal } from './refusal.ts';
import type { ServerAddress } from './address.ts';
import type { Connection } from './connection.ts';

/** Until a connection stands; milliseconds. */
const CONNECT_MS = 15_000;
/** Until a short question (tokens, models) is answered; milliseconds. */
const SHORT_MS = 30_000;
/** Bytes of an answer that is read as a whole. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Asks for JSON. @throws FailureError; `signal.reason` when aborted */
export async function callJson(
  connection: Connection,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  const late = AbortSignal.timeout(SHORT_MS);
  const both = signal === undefined ? late : AbortSignal.any([signal, late]);
  try {
    const response = await send(connection, path, body, both);
    const text = await wholeText(response, connection, both);
    return parsedJson(text, response, connection);
  } catch (error) {
    signal?.throwIfAborted();
    if (!late.aborted) throw error;
    throw new FailureError({ name: 'server-unreachable', address: connection.address.root, why: 'late', reason: '' });
  }
}

/**
 * Sends a request on a connection of its own (llama-server ends kept ones while a request is on its way) and gives the response once
 * it has status 200. Follows no redirect: the question would go where nobody agreed to.
 *
 * @throws FailureError; `signal.reason` when aborted
 */
async function send(
  connection: Connection,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const response = await open(connection, path, body, signal);
  if (response.statusCode === 200) return response;
  throw refusal(response, await shortText(response, connection, signal), connection);
}

/** As `send`, for a stream of server-sent events: a 200 with a page or with JSON in it is no answer. @throws FailureError */
export async function sendForEvents(
  connection: Connection,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const response = await send(connection, path, body, signal);
  if (!/^\s*(text\/html|application\/json)/i.test(response.headers['content-type'] ?? '')) return response;
  throw refusal(response, await shortText(response, connection, signal), connection);
}

/** The body of a refusal; empty where it does not come. */
async function shortText(response: IncomingMessage, connection: Connection, signal: AbortSignal): Promise<string> {
  try {
    return await wholeText(response, connection, signal);
  } catch {
    signal.throwIfAborted();
    return '';
  }
}

function open(
  { address, key, certificates }: Connection,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const url = new URL(address.root + path);
  const data = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const options: RequestOptions = {
    method: data === undefined ? 'GET' : 'POST',
    agent: false,
    headers: {
      accept: 'application/json, text/event-stream',
      connection: 'close',
      ...(data && { 'content-type': 'application/json', 'content-length': data.length }),
      ...key.headers,
    },
    ...(certificates !== undefined && { ca: [...rootCertificates, certificates] }),
  };
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = (address.isPlain ? plainRequest : encryptedRequest)(url, options);
    const end = (error: Error) => request.destroy(error);
    const late = setTimeout(() => end(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), CONNECT_MS);
    const abort = () => end(new Error('stopped'));
    signal.addEventListener('abort', abort, { once: true });
    const connected = () => clearTimeout(late);
    if (address.isPlain) {
      request.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', connected);
        else connected();
      });
      // Encrypted bytes are written only after the handshake; its own event may be over when a proxy hands the socket on.
    } else request.on('finish', connected);
    request.on('response', (response) => {
      clearTimeout(late);
      response.once('close', () => signal.removeEventListener('abort', abort));
      resolve(response);
    });
    request.on('error', (error) => {
      clearTimeout(late);
      signal.removeEventListener('abort', abort);
      reject(signal.aborted ? (signal.reason as Error) : networkFailure(error, address.root));
    });
    request.end(data);
  });
}

/** @throws FailureError the connection ends early, or there is too much of it */
async function wholeText(response: IncomingMessage, { address }: Connection, signal: AbortSignal): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      bytes += part.length;
      if (bytes > MOST_BYTES) throw notJson(address, response);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw networkFailure(error, address.root);
  } finally {
    response.destroy();
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsedJson(text: string, response: IncomingMessage, { address }: Connection): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (/^\s*</.test(text)) throw refusedAsPage(address, response);
    throw notJson(address, response);
  }
}

const notJson = ({ root }: ServerAddress, { statusCode = 0 }: IncomingMessage) =>
  new FailureError({ name: 'server-not-api', address: root, found: 'not-json', status: statusCode });
const refusedAsPage = ({ root }: ServerAddress, { statusCode = 0 }: IncomingMessage) =>
  new FailureError({ name: 'server-not-api', address: root, found: 'web-page', status: statusCode });
