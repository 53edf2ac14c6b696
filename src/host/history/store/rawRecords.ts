/**
 * Records of tables, read from the pages of an SQLite file without its help: for a file whose first page, or a page that
 * leads to others, is broken. Follows https://sqlite.org/fileformat2.html, sections 1.3, 1.6, 2.1 and 4. Every number in the
 * file may be wrong: what does not fit is left out.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export type Value = string | number | Uint8Array | null;

export interface RawRecord {
  /** The number of the row. */
  readonly row: number;
  readonly values: readonly Value[];
}

const DEFAULT_PAGE = 4096;
const TABLE_LEAF = 0x0d;
/** The file's header comes first in the first page. */
const HEADER = 100;
/** Bytes of a record that is believed. */
const MOST_PAYLOAD = 256 * 1024 * 1024;
const MOST_COLUMNS = 16;

const WAL_HEADER = 32;
const FRAME_HEADER = 24;

export class RawFile {
  readonly #file: number;
  readonly #wal: number | undefined;
  readonly #pageSize: number;
  /** Usable bytes of a page. */
  readonly #usable: number;
  readonly #pages: number;
  /** Where in the log the newest form of a page stands. */
  readonly #inWal = new Map<number, number>();
  readonly #free = new Set<number>();

  /** @throws what the system says */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
    this.#wal = openIfThere(`${path}-wal`);
    const header = this.#read(this.#file, 0, HEADER);
    const isHeader = header.toString('latin1', 0, 15) === 'SQLite format 3';
    const named = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
    const isSize = isHeader && named >= 512 && (named & (named - 1)) === 0;
    this.#pageSize = isSize ? named : DEFAULT_PAGE;
    this.#usable = this.#pageSize - (isSize ? (header[20] ?? 0) : 0);
    const inFile = Math.ceil(fstatSync(this.#file).size / this.#pageSize);
    this.#pages = Math.max(inFile, this.#readWal());
    if (isHeader) this.#findFree();
  }

  /** How many pages there are; the first is 1. */
  get pages(): number {
    return this.#pages;
  }

  close(): void {
    closeSync(this.#file);
    if (this.#wal !== undefined) closeSync(this.#wal);
  }

  /** The records on one page, if it is one with records that is in use. */
  records(page: number): RawRecord[] {
    if (this.#free.has(page)) return [];
    const bytes = this.#page(page);
    const at = page === 1 ? HEADER : 0;
    if (bytes[at] !== TABLE_LEAF) return [];
    const count = Math.min(bytes.readUInt16BE(at + 3), Math.floor(this.#usable / 4));
    const found: RawRecord[] = [];
    for (let i = 0; i < count && at + 10 + 2 * i <= bytes.length; i++) {
      const record = this.#record(bytes, bytes.readUInt16BE(at + 8 + 2 * i));
      if (record !== undefined) found.push(record);
    }
    return found;
  }

  #record(page: Buffer, at: number): RawRecord | undefined {
    try {
      const [length, afterLength] = varint(page, at);
      const [row, begin] = varint(page, afterLength);
      if (length < 2 || length > MOST_PAYLOAD) return undefined;
      const payload = this.#payload(page, begin, length);
      const values = payload && valuesOf(payload);
      return values && { row, values };
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** A long payload goes on in a chain of other pages. */
  #payload(page: Buffer, begin: number, length: number): Buffer | undefined {
    const most = this.#usable - 35;
    if (length <= most) return begin + length <= page.length ? page.subarray(begin, begin + length) : undefined;
    const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23;
    const wished = least + ((length - least) % (this.#usable - 4));
    const local = wished <= most ? wished : least;
    const parts = [page.subarray(begin, begin + local)];
    let [left, next] = [length - local, page.readUInt32BE(begin + local)];
    const seen = new Set<number>();
    while (left > 0) {
      if (next < 2 || next > this.#pages || seen.has(next)) return undefined;
      seen.add(next);
      const more = this.#page(next);
      const part = more.subarray(4, 4 + Math.min(left, this.#usable - 4));
      parts.push(part);
      left -= part.length;
      next = more.readUInt32BE(0);
    }
    return Buffer.concat(parts);
  }

  #page(page: number): Buffer {
    const inWal = this.#inWal.get(page);
    return inWal !== undefined && this.#wal !== undefined
      ? this.#read(this.#wal, inWal, this.#pageSize)
      : this.#read(this.#file, (page - 1) * this.#pageSize, this.#pageSize);
  }

  /** What is missing at the end reads as zeros. */
  #read(file: number, at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let done = 0, read = 1; done < length && read > 0; done += read)
      read = readSync(file, bytes, done, length - done, at + done);
    return bytes;
  }

  /** Finds the pages of committed frames. Gives how many pages the database has by the log. */
  #readWal(): number {
    const wal = this.#wal;
    if (wal === undefined) return 0;
    const header = this.#read(wal, 0, WAL_HEADER);
    if (header.readUInt32BE(0) >>> 1 !== 0x377f0682 >>> 1 || header.readUInt32BE(8) !== this.#pageSize) return 0;
    const salt = header.subarray(16, 24);
    const size = FRAME_HEADER + this.#pageSize;
    let pages = 0;
    const pending = new Map<number, number>();
    for (let at = WAL_HEADER; at + size <= fstatSync(wal).size; at += size) {
      const frame = this.#read(wal, at, FRAME_HEADER);
      if (!frame.subarray(8, 16).equals(salt)) break;
      pending.set(frame.readUInt32BE(0), at + FRAME_HEADER);
      const committed = frame.readUInt32BE(4);
      if (committed === 0) continue;
      pages = committed;
      for (const [page, place] of pending) this.#inWal.set(page, place);
      pending.clear();
    }
    return pages;
  }

  /** Pages that are not in use may hold what was deleted long ago. */
  #findFree(): void {
    const seen = new Set<number>();
    for (let trunk = this.#page(1).readUInt32BE(32); trunk > 1 && trunk <= this.#pages && !seen.has(trunk);) {
      seen.add(trunk);
      const bytes = this.#page(trunk);
      const count = Math.min(bytes.readUInt32BE(4), this.#usable / 4 - 2);
      this.#free.add(trunk);
      for (let i = 0; i < count; i++) this.#free.add(bytes.readUInt32BE(8 + 4 * i));
      trunk = bytes.readUInt32BE(0);
    }
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

/** A number of one to nine bytes, and where it ends. @throws RangeError at the end of the bytes */
function varint(bytes: Buffer, at: number): [value: number, end: number] {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes.readUInt8(at + i);
    if (i === 8) return [value * 256 + byte, at + 9];
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + i + 1];
  }
  return [value, at + 9];
}

function valuesOf(payload: Buffer): Value[] | undefined {
  const [headerEnd, first] = varint(payload, 0);
  const types: number[] = [];
  for (let at = first; at < headerEnd;) {
    const [type, next] = varint(payload, at);
    types.push(type);
    if (types.length > MOST_COLUMNS) return undefined;
    at = next;
  }
  const values: Value[] = [];
  let at = headerEnd;
  for (const type of types) {
    const length = lengthOf(type);
    if (length === undefined || at + length > payload.length) return undefined;
    values.push(valueOf(type, payload, at, length));
    at += length;
  }
  return values;
}

function lengthOf(type: number): number | undefined {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type];
}

function valueOf(type: number, payload: Buffer, at: number, length: number): Value {
  if (type >= 12)
    return type % 2 === 0
      ? new Uint8Array(payload.subarray(at, at + length))
      : payload.toString('utf8', at, at + length);
  if (type === 0) return null;
  if (type === 7) return payload.readDoubleBE(at);
  if (type >= 8) return type - 8;
  return type === 6 ? Number(payload.readBigInt64BE(at)) : payload.readIntBE(at, length);
}
