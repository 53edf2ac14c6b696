import { randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

export interface RandomModelOptions {
  /** 32 in a 7b. */
  readonly layers: number;
  /** 8 in a 7b; at most 32. Its KV cache takes memory in proportion. */
  readonly kvHeads?: number;
  /** 14336 in a 7b; a multiple of 256. */
  readonly feedForward?: number;
}

const EMBEDDING = 4096;
const HEADS = 32;
const VOCABULARY = 32_000;
const SPECIAL = ['<unk>', '<s>', '</s>'];
const BYTES = 256;
/** Tokens that are neither special nor bytes. */
const WORDS = VOCABULARY - SPECIAL.length - BYTES;
const ALIGNMENT = 32;

/** ggml's numbers of the tensor types used here, with elements and bytes of a block. */
const TYPES = { F32: { id: 0, elements: 1, bytes: 4 }, Q4_K: { id: 12, elements: 256, bytes: 144 } } as const;

/** Blocks of a token's row in the embeddings. */
const ROW_BLOCKS = EMBEDDING / TYPES.Q4_K.elements;

interface Tensor {
  readonly name: string;
  /** Innermost dimension first. */
  readonly shape: readonly number[];
  readonly type: keyof typeof TYPES;
}

/**
 * Writes a GGUF of the shape of Mistral 7B (which Cerebrum 7b has) with random Q4_K weights and a made-up vocabulary of 32,000
 * tokens. What it says is known: every answer is the words in their order, from the first one on, and has no end. For that, what the layers
 * add to a token is multiplied by zero, and the rows of the output matrix are those of the embeddings, moved on by one token.
 *
 * @returns the file's bytes
 */
export async function writeRandomModel(file: string, options: RandomModelOptions): Promise<number> {
  const shape = { kvHeads: 8, feedForward: 14336, ...options };
  const tensors = tensorsOf(shape);
  const header = headerOf(tensors, shape);
  const handle = await open(file, 'w');
  try {
    await handle.write(header);
    const random = randomQ4K(WORDS * ROW_BLOCKS);
    let total = header.length;
    for (const tensor of tensors) total += await writeTensor(handle, tensor, random);
    return total;
  } finally {
    await handle.close();
  }
}

type Shape = Required<RandomModelOptions>;

function tensorsOf({ layers, kvHeads, feedForward }: Shape): Tensor[] {
  const kv = (EMBEDDING / HEADS) * kvHeads;
  const matrix = (name: string, columns: number, rows: number): Tensor => ({
    name,
    shape: [columns, rows],
    type: 'Q4_K',
  });
  const norm = (name: string): Tensor => ({ name, shape: [EMBEDDING], type: 'F32' });
  const layer = (i: number): Tensor[] => [
    norm(`blk.${i}.attn_norm.weight`),
    matrix(`blk.${i}.attn_q.weight`, EMBEDDING, EMBEDDING),
    matrix(`blk.${i}.attn_k.weight`, EMBEDDING, kv),
    matrix(`blk.${i}.attn_v.weight`, EMBEDDING, kv),
    matrix(`blk.${i}.attn_output.weight`, EMBEDDING, EMBEDDING),
    norm(`blk.${i}.ffn_norm.weight`),
    matrix(`blk.${i}.ffn_gate.weight`, EMBEDDING, feedForward),
    matrix(`blk.${i}.ffn_up.weight`, EMBEDDING, feedForward),
    matrix(`blk.${i}.ffn_down.weight`, feedForward, EMBEDDING),
  ];
  return [
    matrix('token_embd.weight', EMBEDDING, VOCABULARY),
    ...Array.from({ length: layers }, (_, i) => layer(i)).flat(),
    norm('output_norm.weight'),
    matrix('output.weight', EMBEDDING, VOCABULARY),
  ];
}

/** Values of the metadata, by the types that GGUF tells apart. */
type Value =
  | { readonly text: string }
  | { readonly u32: number }
  | { readonly f32: number }
  | { readonly texts: readonly string[] }
  | { readonly f32s: readonly number[] }
  | { readonly i32s: readonly number[] };

const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

function encoded(value: Value): Buffer {
  if ('text' in value) return Buffer.concat([u32(8), text(value.text)]);
  if ('u32' in value) return Buffer.concat([u32(4), u32(value.u32)]);
  if ('f32' in value) return Buffer.concat([u32(6), Buffer.from(Float32Array.of(value.f32).buffer)]);
  if ('texts' in value) return Buffer.concat([u32(9), u32(8), u64(value.texts.length), ...value.texts.map(text)]);
  if ('f32s' in value)
    return Buffer.concat([u32(9), u32(6), u64(value.f32s.length), bytesOf(new Float32Array(value.f32s))]);
  return Buffer.concat([u32(9), u32(5), u64(value.i32s.length), bytesOf(new Int32Array(value.i32s))]);
}

const bytesOf = (array: Float32Array | Int32Array) => Buffer.from(array.buffer);

function headerOf(tensors: readonly Tensor[], shape: Shape): Buffer {
  const metadata = Object.entries(metadataOf(shape)).map(([key, value]) => Buffer.concat([text(key), encoded(value)]));
  let offset = 0;
  const infos = tensors.map((tensor) => {
    const { name, shape, type } = tensor;
    const info = [text(name), u32(shape.length), ...shape.map(u64), u32(TYPES[type].id), u64(offset)];
    offset += aligned(bytesIn(tensor));
    return Buffer.concat(info);
  });
  const start = [Buffer.from('GGUF'), u32(3), u64(infos.length), u64(metadata.length)];
  const header = Buffer.concat([...start, ...metadata, ...infos]);
  return Buffer.concat([header, Buffer.alloc(aligned(header.length) - header.length)]);
}

function metadataOf({ layers, kvHeads, feedForward }: Shape): Record<string, Value> {
  const bytes = Array.from({ length: BYTES }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const words = Array.from({ length: WORDS }, (_, i) => `\u2581w${i}`);
  const types = [2, 3, 3, ...bytes.map(() => 6), ...words.map(() => 1)];
  return {
    'general.architecture': { text: 'llama' },
    'general.name': { text: 'Random weights' },
    'general.file_type': { u32: 14 },
    'llama.block_count': { u32: layers },
    'llama.context_length': { u32: 32_768 },
    'llama.embedding_length': { u32: EMBEDDING },
    'llama.feed_forward_length': { u32: feedForward },
    'llama.attention.head_count': { u32: HEADS },
    'llama.attention.head_count_kv': { u32: kvHeads },
    'llama.attention.layer_norm_rms_epsilon': { f32: 1e-5 },
    'llama.rope.dimension_count': { u32: EMBEDDING / HEADS },
    'llama.rope.freq_base': { f32: 10_000 },
    'llama.vocab_size': { u32: VOCABULARY },
    'tokenizer.ggml.model': { text: 'llama' },
    'tokenizer.ggml.tokens': { texts: [...SPECIAL, ...bytes, ...words] },
    'tokenizer.ggml.scores': { f32s: types.map((_, i) => -i) },
    'tokenizer.ggml.token_type': { i32s: types },
    'tokenizer.ggml.bos_token_id': { u32: 1 },
    'tokenizer.ggml.eos_token_id': { u32: 2 },
    'tokenizer.ggml.unknown_token_id': { u32: 0 },
  };
}

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function bytesIn({ shape, type }: Tensor): number {
  return (shape.reduce((product, side) => product * side, 1) / TYPES[type].elements) * TYPES[type].bytes;
}

/** Random Q4_K blocks, each with two small half-precision scales in front, so that nothing overflows. */
function randomQ4K(count: number): Buffer {
  const { bytes } = TYPES.Q4_K;
  const blocks = randomBytes(bytes * count);
  setScales(blocks, 0x0400_0400);
  return blocks;
}

function setScales(blocks: Buffer, scales: number): void {
  for (let at = 0; at < blocks.length; at += TYPES.Q4_K.bytes) blocks.writeUInt32LE(scales, at);
}

async function writeTensor(handle: FileHandle, tensor: Tensor, random: Buffer): Promise<number> {
  const bytes = bytesIn(tensor);
  for (const part of contentOf(tensor, random)) await handle.write(part);
  const padding = aligned(bytes) - bytes;
  if (padding > 0) await handle.write(Buffer.alloc(padding));
  return bytes + padding;
}

/** @param random a row of the embeddings for each word */
function* contentOf(tensor: Tensor, random: Buffer): Generator<Buffer> {
  const { name, type } = tensor;
  const bytes = bytesIn(tensor);
  const row = ROW_BLOCKS * TYPES.Q4_K.bytes;
  const notWords = VOCABULARY - WORDS;
  if (type === 'F32') {
    yield bytesOf(new Float32Array(bytes / 4).fill(1));
  } else if (name === 'token_embd.weight') {
    // What is no word has the row in front of the first word's: all of it leads to the first word.
    for (let token = 0; token < notWords; token++) yield random.subarray(0, row);
    yield random.subarray(row);
    yield random.subarray(0, row);
  } else if (name === 'output.weight') {
    yield Buffer.alloc(notWords * row);
    yield random;
  } else {
    const addsToToken = name.endsWith('attn_output.weight') || name.endsWith('ffn_down.weight');
    const weights = addsToToken ? Buffer.from(random) : random;
    if (addsToToken) setScales(weights, 0);
    for (let left = bytes; left > 0; left -= weights.length) yield weights.subarray(0, Math.min(left, weights.length));
  }
}
