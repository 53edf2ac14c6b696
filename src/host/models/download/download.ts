/**
 * Fetches one large file to disk: resumed across losses and restarts, checked, and in its place only when whole.
 *
 * Written here because what is published lacks, by its source, what test/process/models asks for: `@huggingface/hub` 2.17
 * (`downloadFileToCacheDir`) begins anew each time and checks no hash; `ipull` 3.9 and node-llama-cpp's downloader on
 * top of it compare neither ETag nor hash on resume, so that a file changed on the server becomes a mixture, keep no
 * second process away, take no `fetch` of ours (VS Code's proxy) and resolve with a path after a cancel.
 * From libraries come the lock (proper-lockfile) and HTTP itself (the global `fetch`).
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FailureError } from '../../../protocol/failures.ts';
import { hashFile } from './hashFile.ts';
import { AttemptFailed, bareAddress, breakOf, failingAddress } from './interruption.ts';
import { realIo, wait, type DownloadIo } from './io.ts';
import { withLock } from './lock.ts';
import { PartFile, unwritable } from './partFile.ts';
import { ProgressMeter, type DownloadProgress } from './progressMeter.ts';
import { answeredBy, judge } from './response.ts';

export interface DownloadRequest {
  /** http or https. */
  readonly url: string;
  /** Where the file goes; its folder is made. `.part`, `.part.json` and `.lock` beside it are ours. */
  readonly destination: string;
  /** Size in bytes and SHA-256 in hex, where they are published. Without a hash only the length is checked. */
  readonly bytes?: number | undefined;
  readonly sha256?: string | undefined;
  /** Sent to the host of `url` as a bearer token; `fetch` drops it where a redirect leads to another host. */
  readonly token?: string | undefined;
  /** Put the new file in the place of another one that is there; only once the new one is whole. */
  readonly replace?: boolean | undefined;
}

export interface DownloadOptions {
  /** Stops at once; what has come stays for the next call. `discardDownload` removes it. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Without a byte for so long, an attempt is over; 30 s. */
  readonly stallMs?: number;
  /** Attempts in a row that bring nothing new, before it gives up; 8, which are some three minutes. */
  readonly attempts?: number;
  /** A holder that does not touch its lock for so long is dead (at least 2 s); 10 s. */
  readonly lockStaleMs?: number;
  readonly io?: DownloadIo;
}

export type DownloadOutcome =
  | { readonly outcome: 'complete'; readonly path: string; readonly bytes: number; readonly sha256: string }
  | { readonly outcome: 'stopped' };

const staleMs = 10_000;
/** For what is rather forbidden than passing. */
const forbiddenAttempts = 3;
const firstBackoffMs = 1000;
const longestBackoffMs = 60_000;
/** Virus scanners hold a new file for a moment on Windows. */
const renameAttempts = 6;

/**
 * @throws FailureError `download-…`, `disk-full` or `hash-mismatch`. A file that stood at the destination is untouched
 *   then; what came is kept, except after a wrong size or hash.
 */
export async function download(request: DownloadRequest, options: DownloadOptions): Promise<DownloadOutcome> {
  const { destination } = request;
  try {
    await mkdir(dirname(destination), { recursive: true });
  } catch (error) {
    throw unwritable(destination, error);
  }
  const { signal, lockStaleMs = staleMs, io = realIo } = options;
  try {
    return await withLock(destination, lockStaleMs, io, signal, (working) =>
      new Download(request, options, working).run(),
    );
  } catch (error) {
    if (error instanceof FailureError) throw error;
    if (signal.aborted) return { outcome: 'stopped' };
    throw unwritable(destination, error);
  }
}

/** Forgets what an unfinished download to `destination` has brought. */
export async function discardDownload(destination: string): Promise<void> {
  await withLock(destination, staleMs, realIo, new AbortController().signal, () => PartFile.discard(destination));
}

class Download {
  readonly #request: DownloadRequest;
  readonly #signal: AbortSignal;
  readonly #io: DownloadIo;
  readonly #meter: ProgressMeter;
  readonly #stallMs: number;
  readonly #attempts: number;
  /** Without the query, which may hold a secret. */
  readonly #address: string;
  /** The same of who answered the last attempt; `undefined` where nobody did. */
  #answered: string | undefined;
  /** Whether the bytes come from more than one response, so that a wrong hash may be a mixture. */
  #mixed = false;

  constructor(request: DownloadRequest, options: DownloadOptions, signal: AbortSignal) {
    this.#request = request;
    this.#signal = signal;
    this.#io = options.io ?? realIo;
    this.#meter = new ProgressMeter(this.#io.now, options.onProgress ?? (() => undefined));
    this.#stallMs = options.stallMs ?? 30_000;
    this.#attempts = options.attempts ?? 8;
    const url = URL.parse(request.url);
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
      throw new FailureError({ name: 'address-invalid', address: request.url, problem: 'unknown-form' });
    this.#address = bareAddress(url);
  }

  async run(): Promise<DownloadOutcome> {
    const { destination } = this.#request;
    try {
      const there = await this.#existing();
      if (there) return there;
      const part = await PartFile.open(destination, this.#io);
      let sealed: { bytes: number; sha256: string };
      try {
        sealed = await this.#fetchChecked(part);
      } finally {
        await part.close();
      }
      await this.#moveIntoPlace(sealed.bytes);
      return { outcome: 'complete', path: destination, ...sealed };
    } catch (error) {
      const name = error instanceof FailureError ? error.failure.name : undefined;
      if (name === 'hash-mismatch' || name === 'download-wrong-size') await PartFile.discard(destination);
      throw error;
    }
  }

  /** The file at the destination, if it is the one asked for already. */
  async #existing(): Promise<DownloadOutcome | undefined> {
    const { destination, bytes, sha256, replace } = this.#request;
    const size = (await stat(destination).catch(() => undefined))?.size;
    if (size === undefined) return undefined;
    if (sha256 !== undefined && (bytes ?? size) === size) {
      const file = await this.#io.open(destination, constants.O_RDONLY);
      try {
        const hash = createHash('sha256');
        await hashFile(file, size, hash, this.#signal, (read) => this.#meter.at('checking', read, size));
        if (hash.digest('hex') === sha256) return { outcome: 'complete', path: destination, bytes: size, sha256 };
      } finally {
        await file.close();
      }
    }
    if (replace) return undefined;
    throw new FailureError({ name: 'download-exists', path: destination });
  }

  async #fetchChecked(part: PartFile): Promise<{ bytes: number; sha256: string }> {
    const { destination, sha256: expected } = this.#request;
    await part.resume(this.#identity, this.#signal, (read) => this.#meter.at('checking', read, part.note?.total));
    this.#mixed = part.position > 0;
    for (;;) {
      await this.#fetchWhole(part);
      const found = await part.seal();
      if (expected === undefined || found === expected) return { bytes: part.position, sha256: found };
      if (!this.#mixed) throw new FailureError({ name: 'hash-mismatch', path: destination, expected, found });
      await part.restart();
      this.#mixed = false;
    }
  }

  get #identity(): string {
    const { sha256, url } = this.#request;
    return sha256 ?? `address ${createHash('sha256').update(url).digest('hex')}`;
  }

  /** Attempts until all bytes are there. Counts those in a row that bring the file no further than it ever was. */
  async #fetchWhole(part: PartFile): Promise<void> {
    let furthest = part.position;
    for (let fruitless = 0; ;) {
      try {
        await this.#attempt(part);
        return;
      } catch (error) {
        this.#signal.throwIfAborted();
        if (error instanceof FailureError) throw error;
        if (part.position > furthest) fruitless = 0;
        furthest = Math.max(furthest, part.position);
        fruitless++;
        if (error instanceof AttemptFailed && error.forbidden && fruitless >= forbiddenAttempts) throw error.forbidden;
        const { why } = breakOf(error);
        // A certificate that is not trusted now will not be in a minute.
        if (fruitless >= this.#attempts || why.name === 'certificate') throw await this.#interrupted(error, part);
        this.#meter.at('waiting', part.position, part.note?.total);
        const backoff = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (fruitless - 1));
        const asked = error instanceof AttemptFailed ? error.afterMs : 0;
        await wait(this.#io, Math.max(asked, backoff * (0.5 + this.#io.random() / 2)), this.#signal);
        this.#signal.throwIfAborted();
      }
    }
  }

  async #interrupted(error: unknown, part: PartFile): Promise<FailureError> {
    return new FailureError({
      name: 'download-interrupted',
      address: this.#answered ?? (await this.#failingAddress(part)) ?? this.#address,
      ...breakOf(error),
      bytes: part.position,
      total: part.note?.total,
    });
  }

  async #failingAddress(part: PartFile): Promise<string | undefined> {
    const stall = new Stall(this.#io, this.#stallMs);
    try {
      const signal = AbortSignal.any([this.#signal, stall.signal]);
      return await failingAddress(this.#io, this.#request.url, this.#headers(part), signal);
    } finally {
      stall.end();
    }
  }

  async #attempt(part: PartFile): Promise<void> {
    const { bytes: expectedBytes, sha256, url } = this.#request;
    const hashKnown = sha256 !== undefined;
    // Without hash and ETag nothing would tell whether the rest is of the same file.
    if (part.position > 0 && !hashKnown && part.note?.etag === undefined) await part.restart();
    const { note, position: offset } = part;
    if (offset > 0 && offset === note?.total) return;

    this.#answered = undefined;
    const stall = new Stall(this.#io, this.#stallMs);
    try {
      const signal = AbortSignal.any([this.#signal, stall.signal]);
      const response = await this.#io.fetch(url, { headers: this.#headers(part), signal });
      const address = answeredBy(response, this.#address);
      this.#answered = address;
      const verdict = judge(response, { address, offset, note, hashKnown, expectedBytes });
      if (verdict.kind === 'restart') await part.restart();
      if (verdict.kind === 'restart') throw new AttemptFailed(verdict.why);
      if (verdict.kind === 'retry') throw new AttemptFailed(verdict.why, verdict.afterMs);
      if (verdict.kind === 'forbidden') throw new AttemptFailed({ name: 'status', status: 403 }, 0, verdict.failure);
      if (verdict.kind === 'whole') {
        const { total, etag } = verdict;
        await part.restart({ identity: this.#identity, total, ...(etag === undefined ? {} : { etag }) });
      }
      this.#mixed = verdict.kind === 'rest';
      await this.#checkSpace(part);
      await this.#receive(response, part, stall);
    } finally {
      stall.end();
    }
  }

  #headers({ note, position }: PartFile): Record<string, string> {
    const { token } = this.#request;
    return {
      // A compressed body would make positions in it meaningless.
      'accept-encoding': 'identity',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(position > 0 ? { range: `bytes=${position}-` } : {}),
      ...(position > 0 && note?.etag !== undefined ? { 'if-range': note.etag } : {}),
    };
  }

  async #checkSpace(part: PartFile): Promise<void> {
    const { destination } = this.#request;
    const needed = (part.note?.total ?? 0) - part.position;
    const free = await this.#io.freeBytes(dirname(destination));
    if (free < needed) throw new FailureError({ name: 'disk-full', path: destination, needed, free });
  }

  async #receive(response: Response, part: PartFile, stall: Stall): Promise<void> {
    const total = part.note?.total ?? 0;
    this.#meter.at('downloading', part.position, total);
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      stall.postpone();
      if (part.position + chunk.length > total)
        throw new FailureError({
          name: 'download-wrong-size',
          address: this.#answered ?? this.#address,
          expected: total,
          found: part.position + chunk.length,
        });
      await part.append(chunk);
      this.#meter.at('downloading', part.position, total);
    }
    if (part.position < total) throw new AttemptFailed({ name: 'ended-early' });
  }

  async #moveIntoPlace(bytes: number): Promise<void> {
    const { destination } = this.#request;
    const path = PartFile.pathOf(destination);
    for (let attempt = 1; ; attempt++) {
      try {
        const { size } = await stat(path);
        if (size !== bytes) throw new Error(`${size} bytes are on the disk where ${bytes} were written`);
        this.#signal.throwIfAborted();
        await rename(path, destination);
        await PartFile.discard(destination);
        return;
      } catch (error) {
        this.#signal.throwIfAborted();
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        const held = code === 'EPERM' || code === 'EBUSY' || code === 'EACCES';
        if (!held || attempt === renameAttempts) throw unwritable(destination, error);
        await wait(this.#io, 200 * attempt, this.#signal);
      }
    }
  }
}

/** Aborts its signal when nothing postpones it for `ms`. */
class Stall {
  readonly #controller = new AbortController();
  readonly #io: DownloadIo;
  readonly #ms: number;
  #cancel: () => void;

  constructor(io: DownloadIo, ms: number) {
    this.#io = io;
    this.#ms = ms;
    this.#cancel = this.#arm();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  postpone(): void {
    this.#cancel();
    this.#cancel = this.#arm();
  }

  /** Frees the connection of a body that was not read to its end as well. */
  end(): void {
    this.#cancel();
    this.#controller.abort();
  }

  #arm(): () => void {
    return this.#io.timer(this.#ms, () => this.#controller.abort(new AttemptFailed({ name: 'silent' })));
  }
}
