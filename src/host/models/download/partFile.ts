/**
 * The unfinished file beside its destination: `name.gguf.part` with the bytes, `name.gguf.part.json` with what they
 * are of. Both outlive the process, so that the next one goes on where this one ended.
 */
import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { FailureError } from '../../../protocol/failures.ts';
import { hashFile } from './hashFile.ts';
import type { DownloadIo } from './io.ts';

const noteSchema = v.object({
  /** What is being fetched: the SHA-256 it must have or, without one, that of its address. */
  identity: v.string(),
  /** Of the whole file, in bytes. */
  total: v.number(),
  /** Only a strong one (RFC 9110, 8.8.3): a weak one promises no equal bytes. */
  etag: v.optional(v.string()),
});
export type PartNote = v.InferOutput<typeof noteSchema>;

/** A note is some hundred bytes. */
const MOST_NOTE = 64 * 1024;

/** Nothing but the file itself: no link, and no pipe that would have us wait. Windows has neither flag: they count as 0 there. */
const ITSELF = constants.O_NOFOLLOW | constants.O_NONBLOCK;

export class PartFile {
  readonly destination: string;
  readonly #io: DownloadIo;
  readonly #file: FileHandle;
  #note: PartNote | undefined;
  #hash: Hash = createHash('sha256');
  #position = 0;

  private constructor(destination: string, io: DownloadIo, file: FileHandle, note: PartNote | undefined) {
    this.destination = destination;
    this.#io = io;
    this.#file = file;
    this.#note = note;
  }

  static pathOf(destination: string): string {
    return `${destination}.part`;
  }

  static async open(destination: string, io: DownloadIo): Promise<PartFile> {
    try {
      const path = PartFile.pathOf(destination);
      const file = await io.open(path, constants.O_RDWR | constants.O_CREAT | ITSELF);
      const found = await file.stat();
      // Another name of the file would be overwritten with it.
      if (!found.isFile() || found.nlink > 1 || (await lstat(path)).isSymbolicLink()) {
        await file.close();
        throw new Error(`${path} is a link or no regular file; it was not touched. Remove it, then download again.`);
      }
      return new PartFile(destination, io, file, await readNote(destination));
    } catch (error) {
      throw unwritable(destination, error);
    }
  }

  /** Removes what an earlier download to `destination` left behind. */
  static async discard(destination: string): Promise<void> {
    await rm(PartFile.pathOf(destination), { force: true });
    await rm(notePath(destination), { force: true });
  }

  /** Bytes that are there and hashed. */
  get position(): number {
    return this.#position;
  }

  /** What the bytes are of; undefined while there are none. */
  get note(): PartNote | undefined {
    return this.#note;
  }

  /** Takes over the bytes that an earlier process wrote, if they are of the same thing. */
  async resume(identity: string, signal: AbortSignal, onRead: (bytes: number) => void): Promise<void> {
    try {
      const { size } = await this.#file.stat();
      const usable = this.#note?.identity === identity && size <= this.#note.total;
      if (usable) this.#position = await hashFile(this.#file, size, this.#hash, signal, onRead);
      else await this.#empty();
    } catch (error) {
      if (signal.aborted) throw error;
      throw unwritable(this.destination, error);
    }
  }

  /** Drops all bytes; `note` tells what the next ones will be of, if that is known. */
  async restart(note?: PartNote): Promise<void> {
    try {
      await this.#empty();
      if (!note) return;
      // The bytes go first: a note beside bytes of something else would make a wrong file resumable.
      await rm(`${notePath(this.destination)}.new`, { force: true });
      await writeFile(`${notePath(this.destination)}.new`, JSON.stringify(note), { flag: 'wx' });
      await rename(`${notePath(this.destination)}.new`, notePath(this.destination));
      this.#note = note;
    } catch (error) {
      throw await this.#writeFailure(error, note?.total ?? 0);
    }
  }

  async append(bytes: Uint8Array): Promise<void> {
    try {
      for (let written = 0; written < bytes.length;) {
        const { bytesWritten } = await this.#file.write(
          bytes,
          written,
          bytes.length - written,
          this.#position + written,
        );
        written += bytesWritten;
      }
    } catch (error) {
      throw await this.#writeFailure(error, (this.#note?.total ?? 0) - this.#position);
    }
    this.#hash.update(bytes);
    this.#position += bytes.length;
  }

  /** Writes through to the disk. Returns the SHA-256 in hex; `append` may not follow without `restart`. */
  async seal(): Promise<string> {
    try {
      await this.#file.truncate(this.#position);
      await this.#file.sync();
      return this.#hash.digest('hex');
    } catch (error) {
      throw await this.#writeFailure(error, 0);
    }
  }

  /** A file without a byte is of no use: it goes. */
  async close(): Promise<void> {
    const { size } = await this.#file.stat();
    await this.#file.close();
    if (size === 0) await PartFile.discard(this.destination);
  }

  async #empty(): Promise<void> {
    await this.#file.truncate(0);
    this.#note = undefined;
    this.#position = 0;
    this.#hash = createHash('sha256');
  }

  async #writeFailure(error: unknown, needed: number): Promise<FailureError> {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOSPC' && code !== 'EDQUOT') return unwritable(this.destination, error);
    const free = await this.#io.freeBytes(dirname(this.destination));
    return new FailureError({
      name: 'disk-full',
      path: this.destination,
      needed,
      free: Number.isFinite(free) ? free : 0,
    });
  }
}

const notePath = (destination: string) => `${PartFile.pathOf(destination)}.json`;

async function readNote(destination: string): Promise<PartNote | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(notePath(destination), constants.O_RDONLY | ITSELF);
    const found = await file.stat();
    if (!found.isFile() || found.size > MOST_NOTE) return undefined;
    const note = v.safeParse(noteSchema, JSON.parse(await file.readFile('utf8')));
    return note.success ? note.output : undefined;
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

export function unwritable(path: string, error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new FailureError({ name: 'download-unwritable', path, reason });
}
