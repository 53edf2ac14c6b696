/** The models on this machine: those in the models folder, and files elsewhere that the user has added. */
import { createHash } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { FailureError } from '../../protocol/failures.ts';
import { catalog } from './catalog.ts';
import { hashFile } from './download/hashFile.ts';
import { PartFile } from './download/partFile.ts';
import { changeIndex, readIndex, type IndexEntry } from './modelIndex.ts';
import { splitParts } from './gguf/splitFiles.ts';

/** `verified`: as published. `hashed`: nothing is published to compare with. `different`: not as published. */
export type HashState = 'unknown' | 'hashed' | 'verified' | 'different';

export interface StoredModel {
  /** The file to load. */
  readonly path: string;
  /** All parts that are there, in order. */
  readonly files: readonly string[];
  /** Of a split model some part is missing. */
  readonly incomplete: boolean;
  readonly bytes: number;
  readonly lastUsed: Date | undefined;
  /** Over all parts, the worst one counts. */
  readonly hash: HashState;
  /** Whether it lies in the models folder, so that it is ours to delete. */
  readonly inFolder: boolean;
}

/** Bytes; read in a fraction of a second. */
const MOST_READ_UNASKED = 64 * 1024 * 1024;

export interface UnfinishedDownload {
  readonly destination: string;
  readonly bytes: number;
}

export class ModelStore {
  readonly folder: string;
  readonly #index: string;

  constructor(folder: string) {
    this.folder = resolve(folder);
    this.#index = join(this.folder, 'index.json');
  }

  /** The most recently used first. Files put into the folder by hand are in it. */
  async list(): Promise<StoredModel[]> {
    const index = await readIndex(this.#index);
    const inFolder = (await this.#names())
      .filter((name) => /\.gguf$/i.test(name))
      .map((name) => join(this.folder, name));
    const first = new Set([...inFolder, ...index.keys()].map((path) => splitParts(path)[0] ?? path));
    const models = await Promise.all([...first].map((path) => this.#describe(path, index)));
    return models
      .filter((model) => model !== undefined)
      .sort((a, b) => (b.lastUsed?.getTime() ?? 0) - (a.lastUsed?.getTime() ?? 0) || a.path.localeCompare(b.path));
  }

  /** What interrupted downloads have left; `download` to the same destination goes on from there. */
  async unfinished(): Promise<UnfinishedDownload[]> {
    const parts = (await this.#names()).filter((name) => /\.gguf\.part$/i.test(name));
    return Promise.all(
      parts.map(async (name) => {
        const path = join(this.folder, name);
        return { destination: path.slice(0, -'.part'.length), bytes: (await stat(path)).size };
      }),
    );
  }

  /** Lists a file outside of the models folder from now on; it stays where it is. */
  async add(path: string): Promise<void> {
    await this.#change((files) => files.set(resolve(path), files.get(resolve(path)) ?? {}));
  }

  async markUsed(path: string, when = new Date()): Promise<void> {
    const key = splitParts(resolve(path))[0] ?? path;
    await this.#change((files) => files.set(key, { ...files.get(key), lastUsed: when.getTime() }));
  }

  /** Keeps a hash found while downloading, so that the file need not be read again; `published` if it was compared. */
  async recordHash(path: string, sha256: string, published: string | undefined): Promise<void> {
    const { size, mtimeMs } = await stat(path);
    const facts = { bytes: size, modified: mtimeMs, sha256, ...(published === undefined ? {} : { published }) };
    await this.#change((files) => files.set(resolve(path), { lastUsed: files.get(resolve(path))?.lastUsed, ...facts }));
  }

  /**
   * The SHA-256 of a file that has not changed since it was found, in hex; a small file is read for it. A model in several
   * files has none.
   */
  async knownHash(path: string): Promise<string | undefined> {
    const file = resolve(path);
    const stats = await stat(file).catch(() => undefined);
    if (stats === undefined || splitParts(file).length > 1) return undefined;
    const entry = (await readIndex(this.#index)).get(file);
    if (entry?.bytes === stats.size && entry.modified === stats.mtimeMs) return entry.sha256;
    if (stats.size > MOST_READ_UNASKED) return undefined;
    return hashOf(file, stats.size, new AbortController().signal, () => undefined).catch(() => undefined);
  }

  /**
   * Reads all parts and remembers their hashes. Progress in bytes of `total`.
   * @throws FailureError `hash-mismatch`, `model-missing` or `model-unreadable`; `signal.reason` when aborted
   */
  async verify(
    path: string,
    signal: AbortSignal,
    onProgress: (bytes: number, total: number) => void = () => undefined,
  ): Promise<HashState> {
    const index = await readIndex(this.#index);
    const files = splitParts(resolve(path));
    const sizes = await Promise.all(files.map((file) => sizeOf(file)));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    let before = 0;
    let allPublished = true;
    for (const [i, file] of files.entries()) {
      const size = sizes[i] ?? 0;
      const start = before;
      const found = await hashOf(file, size, signal, (read) => onProgress(start + read, total));
      const expected = index.get(file)?.published ?? publishedHash(file, size);
      await this.recordHash(file, found, expected);
      if (expected !== undefined && expected !== found)
        throw new FailureError({ name: 'hash-mismatch', path: file, expected, found });
      allPublished &&= expected !== undefined;
      before += size;
    }
    return allPublished ? 'verified' : 'hashed';
  }

  /** Deletes a model of the models folder with what belongs to it; one elsewhere is only no longer listed. */
  async remove(path: string): Promise<void> {
    const files = splitParts(resolve(path));
    for (const file of files.filter((file) => this.#isOurs(file))) {
      await rm(file, { force: true });
      await PartFile.discard(file);
    }
    await this.#change((index) => files.forEach((file) => index.delete(file)));
  }

  #isOurs(path: string): boolean {
    return dirname(path) === this.folder;
  }

  async #names(): Promise<string[]> {
    return readdir(this.folder).catch(() => []);
  }

  async #change(change: (files: Map<string, IndexEntry>) => void): Promise<void> {
    await changeIndex(this.#index, change);
  }

  async #describe(path: string, index: ReadonlyMap<string, IndexEntry>): Promise<StoredModel | undefined> {
    const parts = splitParts(path);
    const found = await Promise.all(
      parts.map(async (file) => ({ file, stats: await stat(file).catch(() => undefined) })),
    );
    const there = found.flatMap(({ file, stats }) => (stats?.isFile() ? [{ file, stats }] : []));
    if (there.length === 0) return undefined;
    const states = there.map(({ file, stats }) => hashState(index.get(file), stats.size, stats.mtimeMs));
    const lastUsed = index.get(path)?.lastUsed;
    return {
      path,
      files: there.map(({ file }) => file),
      incomplete: there.length < parts.length,
      bytes: there.reduce((sum, { stats }) => sum + stats.size, 0),
      lastUsed: lastUsed === undefined ? undefined : new Date(lastUsed),
      hash: worstFirst.find((state) => states.includes(state)) ?? 'unknown',
      inFolder: this.#isOurs(path),
    };
  }
}

const worstFirst: readonly HashState[] = ['different', 'unknown', 'hashed', 'verified'];

function hashState(entry: IndexEntry | undefined, bytes: number, modified: number): HashState {
  if (entry?.sha256 === undefined || entry.bytes !== bytes || entry.modified !== modified) return 'unknown';
  if (entry.published === undefined) return 'hashed';
  return entry.published === entry.sha256 ? 'verified' : 'different';
}

/** A file that came by another way than ours, but under the name and with the size of one in the catalogue. */
function publishedHash(path: string, bytes: number): string | undefined {
  return catalog.find((model) => model.file === basename(path) && model.bytes === bytes)?.sha256;
}

function notReadable(path: string, error: unknown): FailureError {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (missing) return new FailureError({ name: 'model-missing', path });
  const reason = error instanceof Error ? error.message : String(error);
  return new FailureError({ name: 'model-unreadable', path, reason });
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw notReadable(path, error);
  }
}

async function hashOf(
  path: string,
  size: number,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const hash = createHash('sha256');
      await hashFile(file, size, hash, signal, onRead);
      return hash.digest('hex');
    } finally {
      await file.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw notReadable(path, error);
  }
}
