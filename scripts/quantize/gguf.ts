/**
 * Reads and writes GGUF files (version 3, little endian) as far as requantizing a file needs it: metadata stay byte for byte.
 * Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */

export interface Tensor {
  readonly name: string;
  /** Innermost dimension first. */
  readonly shape: readonly number[];
  /** Number of a ggml type. */
  readonly type: number;
  readonly data: Uint8Array;
}

/** A key-value pair, byte for byte. */
export interface Key {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Gguf {
  readonly keys: readonly Key[];
  readonly tensors: readonly Tensor[];
}

const ALIGNMENT = 32;
const aligned = (position: number): number => Math.ceil(position / ALIGNMENT) * ALIGNMENT;

const TEXT = 8;
const ARRAY = 9;
/** Bytes of the metadata types of fixed width. */
const WIDTHS: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};

/** @throws Error it is no GGUF file of version 3 */
export function readGguf(file: Buffer): Gguf {
  if (file.toString('latin1', 0, 4) !== 'GGUF' || file.readUInt32LE(4) !== 3) throw new Error('Not a GGUF 3 file.');
  const tensorCount = Number(file.readBigUInt64LE(8));
  const keyCount = Number(file.readBigUInt64LE(16));
  let at = 24;
  const u32 = () => file.readUInt32LE((at += 4) - 4);
  const u64 = () => Number(file.readBigUInt64LE((at += 8) - 8));
  const text = () => {
    const length = u64();
    return file.toString('utf8', (at += length) - length, at);
  };
  const skip = (bytes: number) => void (at += bytes);
  const skipValue = (type: number): void => {
    if (type === TEXT) skip(u64());
    else if (type === ARRAY) {
      const of = u32();
      for (let left = u64(); left > 0; left--) skipValue(of);
    } else skip(WIDTHS[type] ?? NaN);
  };
  const keys = Array.from({ length: keyCount }, (): Key => {
    const start = at;
    const name = text();
    skipValue(u32());
    return { name, bytes: file.subarray(start, at) };
  });
  const infos = Array.from({ length: tensorCount }, () => {
    const name = text();
    const shape = Array.from({ length: u32() }, u64);
    return { name, shape, type: u32(), offset: u64() };
  });
  const start = aligned(at);
  const tensors = infos.map(({ name, shape, type, offset }, index) => {
    const next = infos[index + 1]?.offset ?? file.length - start;
    return { name, shape, type, data: file.subarray(start + offset, start + next) };
  });
  return { keys, tensors };
}

const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number | bigint) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const sized = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

/** A pair whose value is a text. */
export const textKey = (name: string, value: string): Key => ({
  name,
  bytes: Buffer.concat([sized(name), u32(TEXT), sized(value)]),
});

export function writeGguf({ keys, tensors }: Gguf): Buffer {
  let offset = 0;
  const infos = tensors.map(({ name, shape, type, data }) => {
    const info = [sized(name), u32(shape.length), ...shape.map(u64), u32(type), u64(offset)];
    offset += aligned(data.length);
    return Buffer.concat(info);
  });
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(keys.length),
    ...keys.map(({ bytes }) => bytes),
    ...infos,
  ]);
  const padded = (part: Uint8Array) => [part, new Uint8Array(aligned(part.length) - part.length)];
  return Buffer.concat([...padded(head), ...tensors.flatMap(({ data }) => padded(data))]);
}
