/** Why an attempt to download brought no file, and who was to blame. */
import type { DownloadBreak, FailureError } from '../../../protocol/failures.ts';
import type { DownloadIo } from './io.ts';

const MOST_REDIRECTS = 10;

/** An attempt ended without a verdict on the file; another may do better. */
export class AttemptFailed extends Error {
  readonly why: DownloadBreak;
  readonly afterMs: number;
  /** To be told when further attempts end the same way. */
  readonly forbidden: FailureError | undefined;
  constructor(why: DownloadBreak, afterMs = 0, forbidden?: FailureError) {
    super(why.name);
    this.why = why;
    this.afterMs = afterMs;
    this.forbidden = forbidden;
  }
}

/** What ended an attempt; `reason` is the network's own message, empty where ours says it all. */
export function breakOf(error: unknown): { readonly why: DownloadBreak; readonly reason: string } {
  if (error instanceof AttemptFailed) return { why: error.why, reason: '' };
  return { why: { name: nameOf(codeOf(error)) }, reason: reasonOf(error) };
}

function nameOf(code: string): 'certificate' | 'unknown-host' | 'unreachable' {
  if (/CERT|SIGNATURE/.test(code)) return 'certificate';
  return /^(ENOTFOUND|EAI_AGAIN)$/.test(code) ? 'unknown-host' : 'unreachable';
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** `fetch` says "fetch failed" and puts what happened below, a proxy's refusal two levels down. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) || error.message : error.message;
}

/** An address without its query, which may hold a secret. */
export const bareAddress = ({ origin, pathname }: URL): string => origin + pathname;

/**
 * The address at which a request fails before there is an answer: `fetch` follows redirects by itself and does not say how
 * far it came. `undefined` where the request fails nowhere now.
 */
export async function failingAddress(
  { fetch }: DownloadIo,
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string | undefined> {
  let at = new URL(url);
  let sent = headers;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await fetch(at.href, { method: 'HEAD', redirect: 'manual', headers: sent, signal }).catch(
      () => undefined,
    );
    if (response === undefined) return bareAddress(at);
    const next = URL.parse(response.headers.get('location') ?? '', at.href);
    if (response.status < 300 || response.status >= 400 || next === null || !/^https?:$/.test(next.protocol)) return;
    // What is meant for one server goes to no other.
    if (next.origin !== at.origin) sent = {};
    at = next;
  }
  return undefined;
}
