/** Gives a GGUF file (version 3) other metadata texts; everything else stays byte for byte. */

const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

const TEXT = 8;
const ARRAY = 9;
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
const ALIGNMENT = 32;
const aligned = (position: number) => Math.ceil(position / ALIGNMENT) * ALIGNMENT;

/** @param changes by key: the new text, or `undefined` to take the key away; a key that is not there is added */
export function rewriteGguf(file: Buffer, changes: Readonly<Record<string, string | undefined>>): Buffer {
  let at = 8;
  const number = () => Number(file.readBigUInt64LE((at += 8) - 8));
  const skip = (bytes: number) => void (at += bytes);
  const skipValue = (type: number): void => {
    if (type === TEXT) skip(number());
    else if (type === ARRAY) {
      const of = file.readUInt32LE((at += 4) - 4);
      for (let left = number(); left > 0; left--) skipValue(of);
    } else at += WIDTHS[type] ?? NaN;
  };

  const tensors = number();
  const keys: Buffer[] = [];
  for (let left = number(); left > 0; left--) {
    const start = at;
    const length = number();
    const key = file.toString('utf8', at, at + length);
    at += length;
    skipValue(file.readUInt32LE((at += 4) - 4));
    if (!(key in changes)) keys.push(file.subarray(start, at));
  }
  for (const [key, value] of Object.entries(changes))
    if (value !== undefined) keys.push(Buffer.concat([text(key), u32(TEXT), text(value)]));

  const infos = at;
  for (let left = tensors; left > 0; left--) {
    skip(number());
    skip(4 + 8 * file.readUInt32LE(at));
    skip(4 + 8);
  }
  const head = Buffer.concat([file.subarray(0, 8), u64(tensors), u64(keys.length), ...keys, file.subarray(infos, at)]);
  return Buffer.concat([head, Buffer.alloc(aligned(head.length) - head.length), file.subarray(aligned(at))]);
}
