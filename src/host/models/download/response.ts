/** What a server's answer to our request means for the file. */
import { FailureError, type DownloadBreak, type Failure } from '../../../protocol/failures.ts';
import { bareAddress } from './interruption.ts';
import type { PartNote } from './partFile.ts';

/** The address that gave the answer: a server may send on to a store elsewhere. Without its query, which may hold a secret. */
export function answeredBy(response: Pick<Response, 'url' | 'redirected'>, asked: string): string {
  const url = response.redirected ? URL.parse(response.url) : null;
  return url === null ? asked : bareAddress(url);
}

export interface Asked {
  /** Who answered. Without its query, which may hold a secret. */
  readonly address: string;
  /** The first byte asked for; 0 for the whole file. */
  readonly offset: number;
  readonly note: PartNote | undefined;
  /** Whether a SHA-256 will tell at the end. */
  readonly hashKnown: boolean;
  /** Bytes the file must have, if known. */
  readonly expectedBytes: number | undefined;
}

export type Verdict =
  /** The body begins at the first byte, of a file of `total` bytes. */
  | { readonly kind: 'whole'; readonly total: number; readonly etag?: string }
  /** The body goes on where we are. */
  | { readonly kind: 'rest' }
  /** What we have cannot be continued: drop it and ask again for the whole. */
  | { readonly kind: 'restart'; readonly why: DownloadBreak }
  /** A passing state; `afterMs` if the server says when. */
  | { readonly kind: 'retry'; readonly why: DownloadBreak; readonly afterMs: number }
  /** Perhaps passing: the signed addresses that Hugging Face redirects to run out, and the next request gets a new one. */
  | { readonly kind: 'forbidden'; readonly failure: FailureError };

const passing = new Set([408, 409, 421, 423, 425, 429]);

/** @throws FailureError `download-refused` or `download-wrong-size` where asking again would not help. */
export function judge(response: Response, asked: Asked): Verdict {
  const { status, headers } = response;
  if (status === 416) return { kind: 'restart', why: { name: 'status', status } };
  if (status >= 500 || passing.has(status))
    return { kind: 'retry', why: { name: 'status', status }, afterMs: retryAfter(headers) };
  if (status === 403) return { kind: 'forbidden', failure: refused(asked, status, response.statusText) };
  if (status !== 200 && status !== 206) throw refused(asked, status, response.statusText);
  if (headers.get('content-type')?.startsWith('text/html'))
    throw refused(asked, status, response.statusText, 'web-page');
  return status === 206 ? judgeRest(headers, asked) : judgeWhole(response, asked);
}

function judgeWhole({ status, headers }: Response, asked: Asked): Verdict {
  // Compressed, the length is not that of the file.
  const encoded = (headers.get('content-encoding') ?? 'identity') !== 'identity';
  const length = encoded ? undefined : wholeNumber(headers.get('content-length'));
  const total = length ?? asked.expectedBytes;
  if (total === undefined) throw refused(asked, status, '', 'no-length');
  checkSize(total, asked);
  const etag = strong(headers.get('etag'));
  return { kind: 'whole', total, ...(etag === undefined || encoded ? {} : { etag }) };
}

function judgeRest(headers: Headers, { offset, note, hashKnown, ...asked }: Asked): Verdict {
  const [, first = '', size = ''] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  const changed: Verdict = { kind: 'restart', why: { name: 'changed' } };
  if (!note || Number(first || -1) !== offset || offset === 0) return changed;
  if (size !== '*' && Number(size) !== note.total) return changed;
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') return changed;
  const etag = strong(headers.get('etag'));
  const same = etag === undefined ? hashKnown : etag === note.etag;
  if (!same) return changed;
  checkSize(note.total, { ...asked, offset, note, hashKnown });
  return { kind: 'rest' };
}

function checkSize(found: number, { address, expectedBytes }: Asked): void {
  if (expectedBytes !== undefined && found !== expectedBytes)
    throw new FailureError({ name: 'download-wrong-size', address, expected: expectedBytes, found });
}

function refused(
  { address }: Asked,
  status: number,
  reason: string,
  problem?: Extract<Failure, { name: 'download-refused' }>['problem'],
): FailureError {
  return new FailureError({ name: 'download-refused', address, status, reason, ...(problem && { problem }) });
}

const strong = (etag: string | null) => (etag?.startsWith('"') ? etag : undefined);

const wholeNumber = (text: string | null) => (text !== null && /^\d+$/.test(text) ? Number(text) : undefined);

/** In ms; seconds or a date (RFC 9110, 10.2.3), at most five minutes; 0 where nothing is said. */
function retryAfter(headers: Headers): number {
  const text = headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Math.min(Math.max(0, Number.isNaN(ms) ? 0 : ms), 300_000);
}
