import type { IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';
import { FailureError } from '../../../../protocol/failures.ts';
import type { AnswerBreak } from '../../../../protocol/serverFailures.ts';
import type { Connection } from './connection.ts';
import { errorIn } from './refusal.ts';

/** Characters of one event, far above what any server sends for a token. */
const LONGEST_EVENT = 4 * 1024 * 1024;

/** What ends the reading before the server does. */
export interface ReadLimits {
  /** Bytes of the whole answer. */
  readonly bytes: number;
  readonly signal: AbortSignal;
}

/**
 * The JSON objects of a stream of server-sent events, up to `[DONE]` or the end of the connection. Characters that the network cut
 * are joined again; comments and other fields are left out. Leaving the loop ends the connection, at which servers stop writing.
 *
 * @throws FailureError `server-broke-off`; `signal.reason` when aborted
 */
export async function* jsonEvents(
  response: IncomingMessage,
  { address, key }: Connection,
  { bytes, signal }: ReadLimits,
): AsyncGenerator<Record<string, unknown>, void> {
  const broken = (why: AnswerBreak, reason = '') =>
    new FailureError({ name: 'server-broke-off', address: address.root, why, reason: key.redact(reason) });
  const waiting: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => void waiting.push(data) });
  // A broken character would be a wrong word: better no word.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [read, sinceEvent] = [0, 0];
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      read += part.length;
      sinceEvent += part.length;
      if (read > bytes || sinceEvent > LONGEST_EVENT) throw broken('endless');
      let text: string;
      try {
        text = decoder.decode(part, { stream: true });
      } catch {
        throw broken('format');
      }
      parser.feed(text);
      if (waiting.length > 0) sinceEvent = 0;
      for (const data of waiting.splice(0)) {
        if (data.trim() === '[DONE]') return;
        const event = parsed(data);
        if (event === undefined) throw broken('format');
        const error = errorIn(event);
        if (error !== undefined) throw broken('error', error.message === '' ? error.type : error.message);
        yield event;
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    // Whether the end was clean or not: what is missing is found out by who counts.
    if (error instanceof FailureError) throw error;
    throw broken('cut', codeOf(error));
  } finally {
    response.destroy();
  }
}

function parsed(data: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(data) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
};
