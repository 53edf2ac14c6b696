/** Weights as ggml stores them, in blocks of 32: https://github.com/ggml-org/ggml/blob/master/src/ggml-quants.c */

/** Numbers of ggml types. */
export const TYPES = { f32: 0, f16: 1, q4_0: 2, q5_0: 6, q8_0: 8 } as const;
export type WrittenType = 'f16' | 'q4_0' | 'q8_0';

const BLOCK = 32;
/** Bytes of a block. */
const BYTES = { q4_0: 18, q5_0: 22, q8_0: 34 } as const;

/** @param count of the weights @throws Error the type is none of those above */
export function weightsOf(type: number, data: Uint8Array, count: number): Float32Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const weights = new Float32Array(count);
  if (type === TYPES.f32) for (let i = 0; i < count; i++) weights[i] = view.getFloat32(4 * i, true);
  else if (type === TYPES.f16) for (let i = 0; i < count; i++) weights[i] = view.getFloat16(2 * i, true);
  else if (type === TYPES.q8_0) {
    for (let i = 0; i < count; i++) {
      const block = Math.floor(i / BLOCK) * BYTES.q8_0;
      weights[i] = view.getFloat16(block, true) * view.getInt8(block + 2 + (i % BLOCK));
    }
  } else if (type === TYPES.q5_0) {
    for (let i = 0; i < count; i++) {
      const [block, place] = [Math.floor(i / BLOCK) * BYTES.q5_0, i % BLOCK];
      const fifth = (view.getUint32(block + 2, true) >>> place) & 1;
      weights[i] = view.getFloat16(block, true) * ((nibble(view, block + 6, place) | (fifth << 4)) - 16);
    }
  } else throw new Error(`Weights of the ggml type ${type} are not read here.`);
  return weights;
}

/** The lower four bits hold the first half of a block. */
function nibble(view: DataView, start: number, place: number): number {
  const byte = view.getUint8(start + (place % (BLOCK / 2)));
  return place < BLOCK / 2 ? byte & 15 : byte >> 4;
}

/** @param weights as many as make whole blocks */
export function blocksOf(type: WrittenType, weights: Float32Array): Uint8Array {
  if (type === 'f16') {
    const view = new DataView(new ArrayBuffer(2 * weights.length));
    weights.forEach((weight, i) => view.setFloat16(2 * i, weight, true));
    return new Uint8Array(view.buffer);
  }
  const size = BYTES[type];
  const view = new DataView(new ArrayBuffer((weights.length / BLOCK) * size));
  for (let block = 0; block * BLOCK < weights.length; block++) {
    const part = weights.subarray(block * BLOCK, (block + 1) * BLOCK);
    if (type === 'q8_0') writeQ8(view, block * size, part);
    else writeQ4(view, block * size, part);
  }
  return new Uint8Array(view.buffer);
}

function writeQ8(view: DataView, at: number, part: Float32Array): void {
  const scale = part.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
  view.setFloat16(at, scale, true);
  part.forEach((weight, i) => view.setInt8(at + 2 + i, scale === 0 ? 0 : Math.round(weight / scale)));
}

/** The weight farthest from zero becomes -8. */
function writeQ4(view: DataView, at: number, part: Float32Array): void {
  const farthest = part.reduce((most, weight) => (Math.abs(weight) > Math.abs(most) ? weight : most), 0);
  const scale = farthest / -8;
  view.setFloat16(at, scale, true);
  const level = (weight: number) => (scale === 0 ? 8 : Math.min(15, Math.trunc(weight / scale + 8.5)));
  for (let i = 0; i < BLOCK / 2; i++) {
    view.setUint8(at + 2 + i, level(part[i] ?? 0) | (level(part[i + BLOCK / 2] ?? 0) << 4));
  }
}
