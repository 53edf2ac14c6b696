/** Writes small GGUF files for tests: F32 tensors of zeros, metadata of texts, 32-bit numbers and arrays of texts. */
export interface GgufParts {
  readonly version?: number;
  readonly metadata: Readonly<Record<string, string | number | readonly string[]>>;
  readonly tensors: Readonly<Record<string, readonly number[]>>;
}

const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

function value(of: string | number | readonly string[]): Buffer {
  if (typeof of === 'string') return Buffer.concat([u32(8), text(of)]);
  if (typeof of === 'number') return Buffer.concat([u32(4), u32(of)]);
  return Buffer.concat([u32(9), u32(8), u64(of.length), ...of.map(text)]);
}

const padded = (bytes: number) => Math.ceil(bytes / 32) * 32;

export function writeGguf({ version = 3, metadata, tensors }: GgufParts): Buffer {
  const keys = Object.entries(metadata).map(([key, of]) => Buffer.concat([text(key), value(of)]));
  let offset = 0;
  const infos = Object.entries(tensors).map(([name, shape]) => {
    const info = Buffer.concat([text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(offset)]);
    offset += padded(4 * shape.reduce((a, b) => a * b, 1));
    return info;
  });
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    u32(version),
    u64(infos.length),
    u64(keys.length),
    ...keys,
    ...infos,
  ]);
  return Buffer.concat([header, Buffer.alloc(padded(header.length) - header.length + offset)]);
}

/** The smallest model that `inspectGguf` takes. */
export const smallModel: GgufParts = {
  metadata: {
    'general.architecture': 'llama',
    'llama.block_count': 2,
    'llama.context_length': 512,
    'llama.embedding_length': 64,
    'llama.attention.head_count': 4,
    'llama.attention.head_count_kv': 2,
    'tokenizer.ggml.model': 'llama',
    'tokenizer.ggml.tokens': ['<unk>', '<s>', '</s>', 'a'],
  },
  tensors: { 'token_embd.weight': [64, 4], 'output_norm.weight': [64] },
};
