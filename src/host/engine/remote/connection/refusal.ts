import type { IncomingMessage } from 'node:http';
import { FailureError, type Failure } from '../../../../protocol/failures.ts';
import type { Connection } from './connection.ts';

/** What a server says in an error body, whichever of the usual shapes it has. */
interface Said {
  readonly message: string;
  readonly type: string;
  /** llama-server: tokens of the prompt and of a slot. */
  readonly promptTokens?: number;
  readonly contextSize?: number;
}

/** A response that is not 200, as a failure. Nothing of its body but a short message is kept. */
export function refusal(response: IncomingMessage, body: string, connection: Connection): FailureError {
  return new FailureError(failureOf(response, said(body), body, connection));
}

function failureOf(
  { statusCode: status = 0, headers }: IncomingMessage,
  { message, type, promptTokens, contextSize }: Said,
  body: string,
  { address: { root: address }, key }: Connection,
): Failure {
  if (status === 401 || status === 403) return { name: 'server-key-refused', address, withKey: !key.isEmpty };
  if (status >= 300 && status < 400) return { name: 'server-not-api', address, found: 'redirect', status };
  const long = tooLong(message, promptTokens, contextSize);
  if (long !== undefined) return long;
  if (status === 503 && /loading/i.test(message)) return { name: 'server-loading', address };
  if (status === 429 || status === 503)
    return { name: 'server-busy', address, status, ...retryAfter(headers['retry-after']) };
  if (status === 404 && /model/i.test(message)) return { name: 'server-model-unknown', address, models: [] };
  if (/^\s*<(!doctype|html)/i.test(body)) return { name: 'server-not-api', address, found: 'web-page', status };
  if (status === 200 && message === '') return { name: 'server-not-api', address, found: 'not-json', status };
  if (status === 404 || status === 405) return { name: 'server-not-api', address, found: 'not-found', status };
  return { name: 'server-refused', address, status, reason: key.redact(message === '' ? type : message) };
}

/** vLLM says it in words only: "maximum context length is 4096 tokens … 5000 …". */
function tooLong(message: string, tokens?: number, size?: number): Failure | undefined {
  const said = /maximum context length is (\d+) tokens.*?(\d+)/s.exec(message);
  const contextSize = size ?? (said === null ? undefined : Number(said[1]));
  if (contextSize === undefined) return undefined;
  return { name: 'question-too-long', tokens: tokens ?? Number(said?.[2]), available: contextSize, contextSize };
}

/** Seconds, or a date (RFC 9110, section 10.2.3). */
function retryAfter(value: string | undefined): { readonly retryAfter?: number } {
  if (value === undefined) return {};
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfter: seconds } : {};
}

/** The error inside a body or an event; `undefined` where there is none. */
export function errorIn(value: unknown): Said | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { error, object } = value as Record<string, unknown>;
  // SGLang and old vLLM: the error is the object itself.
  const inside = error ?? (object === 'error' ? value : undefined);
  if (inside === undefined) return undefined;
  if (typeof inside === 'string') return { message: inside, type: '' };
  const { message, type, n_prompt_tokens: tokens, n_ctx: size } = inside as Record<string, unknown>;
  return {
    message: typeof message === 'string' ? message : '',
    type: typeof type === 'string' ? type : '',
    ...(typeof tokens === 'number' && { promptTokens: tokens }),
    ...(typeof size === 'number' && { contextSize: size }),
  };
}

function said(body: string): Said {
  try {
    const value = JSON.parse(body) as unknown;
    const { message, detail } = (value ?? {}) as Record<string, unknown>;
    return errorIn(value) ?? { message: [message, detail].find((one) => typeof one === 'string') ?? '', type: '' };
  } catch {
    return { message: '', type: '' };
  }
}
