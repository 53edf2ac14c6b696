/**
 * Reads the header of one GGUF file (versions 2 and 3) forward, within bounds, without keeping what is large.
 *
 * Ours, because the published readers trust the header: @huggingface/gguf 0.4.6 fills what is missing of a cut header
 * with zeros and calls it read (20 bytes of a model gave "57 tensors"), compares no tensor with the file's size,
 * builds every vocabulary array, and ends hostile counts with a RangeError after 230 MB.
 * Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md; what is refused here, llama.cpp refuses as well.
 */
import type { FileHandle } from 'node:fs/promises';
import { FailureError } from '../../../protocol/failures.ts';
import { formatBytes } from '../../platform/texts/numbers.ts';
import { FIRST_BYTES, foundFile } from './foundFile.ts';
import { ggmlTypes } from './ggmlTypes.ts';

/** Numbers and truth values as they are, texts up to 1 MiB, of arrays the length and short numeric contents. */
export type GgufValue = number | boolean | string | GgufArray;
export interface GgufArray {
  readonly length: number;
  /** Only of numeric arrays with at most 1024 elements. */
  readonly numbers?: readonly number[];
}

export interface GgufHeader {
  readonly version: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensorCount: number;
  /** Elements in all tensors of this file. */
  readonly parameters: number;
  /** The tensor type that takes most of the file, by its ggml name; undefined in a file without tensors. */
  readonly mainType: string | undefined;
  /** Innermost dimension first; undefined when the file has no such tensor. */
  readonly tokenEmbeddingShape: readonly number[] | undefined;
}

const MiB = 2 ** 20;
const window = 256 * 1024;
/** The largest vocabularies in use (262,144 pieces with merges) take about 20 MiB. */
const maxHeader = 64 * MiB;
const maxKeys = 10_000;
const maxTensors = 100_000;
const maxKeyBytes = 65_535;
const maxTextBytes = MiB;
const maxNumbersKept = 1024;
const maxTensorNameBytes = 63;

const valueTypes = { u8: 0, i8: 1, u16: 2, i16: 3, u32: 4, i32: 5, f32: 6, bool: 7, text: 8, array: 9 } as const;
/** Bytes of each value type of fixed size, by number. */
const widths: Readonly<Record<number, number>> = {
  ...{ 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1 },
  ...{ 10: 8, 11: 8, 12: 8 },
};

function number(bytes: Buffer, type: number): number {
  switch (type) {
    case 0:
    case 7:
      return bytes.readUInt8();
    case 1:
      return bytes.readInt8();
    case 2:
      return bytes.readUInt16LE();
    case 3:
      return bytes.readInt16LE();
    case 4:
      return bytes.readUInt32LE();
    case 5:
      return bytes.readInt32LE();
    case 6:
      return bytes.readFloatLE();
    case 10:
      return Number(bytes.readBigUInt64LE());
    case 11:
      return Number(bytes.readBigInt64LE());
    default:
      return bytes.readDoubleLE();
  }
}

/** A position in the file that only moves forward and never past its end. */
class Cursor {
  position = 0;
  readonly path: string;
  readonly #file: FileHandle;
  readonly #size: number;
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;

  constructor(path: string, file: FileHandle, size: number) {
    this.path = path;
    this.#file = file;
    this.#size = size;
  }

  damaged(reason: string): FailureError {
    return new FailureError({ name: 'model-damaged', path: this.path, reason });
  }

  /** Throws unless `count` more bytes are there and within the bounds of a header. */
  check(count: number): void {
    const end = this.position + count;
    if (end <= Math.min(this.#size, maxHeader)) return;
    throw this.damaged(
      end > this.#size
        ? `the file ends inside its header, after ${formatBytes(this.#size, 'en-US')}`
        : `its header claims more than ${formatBytes(maxHeader, 'en-US')}`,
    );
  }

  skip(count: number): void {
    this.check(count);
    this.position += count;
  }

  /** The next bytes if they are in memory already; spares a promise for each of some hundred thousand tokens. */
  ready(count: number): Buffer | undefined {
    const start = this.position - this.#windowStart;
    if (start < 0 || start + count > this.#window.length) return undefined;
    this.position += count;
    return this.#window.subarray(start, start + count);
  }

  async bytes(count: number): Promise<Buffer> {
    const held = this.ready(count);
    if (held) return held;
    this.check(count);
    const buffer = Buffer.alloc(Math.min(Math.max(count, window), this.#size - this.position));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await this.#file.read(buffer, filled, buffer.length - filled, this.position + filled);
      if (bytesRead === 0) throw this.damaged('the file became shorter while it was read');
      filled += bytesRead;
    }
    this.#window = buffer;
    this.#windowStart = this.position;
    this.position += count;
    return buffer.subarray(0, count);
  }

  async u32(): Promise<number> {
    return (await this.bytes(4)).readUInt32LE();
  }

  /** Above 2^53 inexact, which no bound here lets pass. */
  async u64(): Promise<number> {
    return Number((await this.bytes(8)).readBigUInt64LE());
  }

  async text(maxBytes: number, what: string): Promise<string> {
    const length = await this.u64();
    this.check(length);
    if (length > maxBytes) throw this.damaged(`${what} of ${length} bytes`);
    return (await this.bytes(length)).toString('utf8');
  }
}

async function readArray(cursor: Cursor, key: string): Promise<GgufArray> {
  const type = await cursor.u32();
  const length = await cursor.u64();
  if (type === valueTypes.text) {
    cursor.check(length * 8);
    for (let i = 0; i < length; i++) {
      const size = cursor.ready(8) ?? (await cursor.bytes(8));
      cursor.skip(Number(size.readBigUInt64LE()));
    }
    return { length };
  }
  const width = widths[type];
  if (width === undefined) throw cursor.damaged(`"${key}" is an array of an unknown type (${type})`);
  if (length > maxNumbersKept) {
    cursor.skip(length * width);
    return { length };
  }
  const bytes = await cursor.bytes(length * width);
  const numbers = Array.from({ length }, (_, i) => number(bytes.subarray(i * width), type));
  return { length, numbers };
}

/** `undefined` for a text that is sound but too long to keep. */
async function readValue(cursor: Cursor, key: string): Promise<GgufValue | undefined> {
  const type = await cursor.u32();
  if (type === valueTypes.array) return readArray(cursor, key);
  if (type === valueTypes.text) {
    const length = await cursor.u64();
    cursor.check(length);
    if (length <= maxTextBytes) return (await cursor.bytes(length)).toString('utf8');
    cursor.skip(length);
    return undefined;
  }
  const width = widths[type];
  if (width === undefined) throw cursor.damaged(`"${key}" has an unknown type (${type})`);
  const value = number(await cursor.bytes(width), type);
  return type === valueTypes.bool ? value !== 0 : value;
}

async function readMetadata(cursor: Cursor, count: number): Promise<Map<string, GgufValue>> {
  const metadata = new Map<string, GgufValue>();
  const keys = new Set<string>();
  for (let i = 0; i < count; i++) {
    const key = await cursor.text(maxKeyBytes, 'a key');
    if (keys.has(key)) throw cursor.damaged(`the key "${key.slice(0, 80)}" stands there twice`);
    keys.add(key);
    const value = await readValue(cursor, key.slice(0, 80));
    if (value !== undefined) metadata.set(key, value);
  }
  return metadata;
}

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: string;
  readonly elements: number;
  readonly bytes: number;
  readonly offset: number;
}

async function readTensor(cursor: Cursor): Promise<Tensor> {
  const name = await cursor.text(maxTensorNameBytes, 'a tensor name');
  const dimensions = await cursor.u32();
  if (dimensions > 4) throw cursor.damaged(`tensor "${name}" has ${dimensions} dimensions`);
  const shape: number[] = [];
  for (let i = 0; i < dimensions; i++) shape.push(await cursor.u64());
  const typeNumber = await cursor.u32();
  const offset = await cursor.u64();
  const type = ggmlTypes[typeNumber];
  if (!type) {
    const reason = `tensor "${name}" is of type ${typeNumber}, which the engine does not know`;
    throw new FailureError({ name: 'model-unsupported', path: cursor.path, reason });
  }
  const elements = shape.reduce((product, side) => product * side, 1);
  const bytes = (elements / type.block) * type.bytes;
  if (!Number.isSafeInteger(elements) || elements === 0 || (shape[0] ?? 1) % type.block !== 0)
    throw cursor.damaged(`tensor "${name}" has the impossible shape ${shape.join(' × ')}`);
  return { name, shape, type: type.name, elements, bytes, offset };
}

function alignmentOf(cursor: Cursor, metadata: ReadonlyMap<string, GgufValue>): number {
  const alignment = metadata.get('general.alignment') ?? 32;
  if (typeof alignment !== 'number' || alignment < 1 || !Number.isInteger(Math.log2(alignment)))
    throw cursor.damaged('its alignment is no power of two');
  return alignment;
}

/**
 * Reads the header and compares every tensor's place with the file's `size` in bytes, so that a cut file is found.
 * @throws FailureError `model-not-gguf`, `model-damaged` or `model-unsupported`; the errors of `file.read` pass through.
 */
export async function readGgufHeader(path: string, file: FileHandle, size: number): Promise<GgufHeader> {
  const cursor = new Cursor(path, file, size);
  if (size < 4 || (await cursor.bytes(4)).toString('latin1') !== 'GGUF') {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    const found = foundFile(buffer.subarray(0, bytesRead));
    throw new FailureError({ name: 'model-not-gguf', path, ...(found !== undefined && { found }) });
  }
  const version = await cursor.u32();
  if (version !== 2 && version !== 3) {
    const bigEndian = version === 0x02000000 || version === 0x03000000;
    if (!bigEndian && (version === 0 || version > 100)) throw cursor.damaged(`GGUF version ${version}`);
    const reason = bigEndian ? 'it is written for big-endian machines' : `GGUF version ${version}`;
    throw new FailureError({ name: 'model-unsupported', path, reason });
  }
  const tensorCount = await cursor.u64();
  const keyCount = await cursor.u64();
  if (tensorCount > maxTensors) throw cursor.damaged(`its header claims ${tensorCount} tensors`);
  if (keyCount > maxKeys) throw cursor.damaged(`its header claims ${keyCount} keys`);
  const metadata = await readMetadata(cursor, keyCount);
  const alignment = alignmentOf(cursor, metadata);
  const align = (position: number) => Math.ceil(position / alignment) * alignment;

  let parameters = 0;
  let dataBytes = 0;
  let dataEnd = 0;
  let tokenEmbeddingShape: readonly number[] | undefined;
  const names = new Set<string>();
  const bytesOfType = new Map<string, number>();
  for (let i = 0; i < tensorCount; i++) {
    const tensor = await readTensor(cursor);
    if (names.has(tensor.name)) throw cursor.damaged(`the tensor "${tensor.name}" stands there twice`);
    names.add(tensor.name);
    if (tensor.offset !== dataBytes)
      throw cursor.damaged(`tensor "${tensor.name}" lies at ${tensor.offset} and should at ${dataBytes}`);
    dataEnd = dataBytes + tensor.bytes;
    dataBytes = align(dataEnd);
    parameters += tensor.elements;
    bytesOfType.set(tensor.type, (bytesOfType.get(tensor.type) ?? 0) + tensor.bytes);
    if (tensor.name === 'token_embd.weight') tokenEmbeddingShape = tensor.shape;
  }
  const whole = align(cursor.position) + dataEnd;
  if (tensorCount > 0 && whole > size)
    throw cursor.damaged(
      `it lacks ${formatBytes(whole - size, 'en-US')} of ${formatBytes(whole, 'en-US')}: the download or copy was cut short`,
    );
  const mainType = [...bytesOfType].sort((a, b) => b[1] - a[1])[0]?.[0];
  return { version, metadata, tensorCount, parameters, mainType, tokenEmbeddingShape };
}
