/** What a GGUF file says about itself, checked before anything native opens it. */
import { open, stat } from 'node:fs/promises';
import { FailureError, type Failure } from '../../../protocol/failures.ts';
import { fileTypes } from './ggmlTypes.ts';
import { GgufMetadata } from './ggufMetadata.ts';
import { readGgufHeader, type GgufHeader } from './ggufHeader.ts';
import { partsAreFound, splitParts } from './splitFiles.ts';

export interface GgufSummary {
  /** The file to load: the first part of a split model, whichever part was asked for. */
  readonly path: string;
  /** All files of the model in order; one unless it is split. */
  readonly files: readonly string[];
  /** Bytes of all files together. */
  readonly bytes: number;
  readonly architecture: string;
  readonly name?: string;
  /** Tokens, as the metadata claims; Cerebrum's claims 32768 and was trained with 4096. */
  readonly contextLength: number;
  readonly layers: number;
  readonly embeddingLength: number;
  /** KV heads of each layer. */
  readonly kvHeads: readonly number[];
  /** Elements of one key and of one value in one KV head. */
  readonly keyLength: number;
  readonly valueLength: number;
  readonly vocabularySize: number;
  /** `llama` (SentencePiece), `gpt2` (BPE), … */
  readonly tokenizer: string;
  readonly chatTemplate?: string;
  /** `Q4_K_M`, …; the tensor type that takes most of the file where it does not name its mix. */
  readonly quantization: string;
  readonly parameters: number;
}

/** Architectures that make vectors, sound or image features and no text. */
const notForChat = new Set([
  ...['bert', 'modern-bert', 'nomic-bert', 'nomic-bert-moe', 'neo-bert', 'jina-bert-v2', 'jina-bert-v3', 'eurobert'],
  ...['gemma-embedding', 'llama-embed', 't5encoder', 'clip', 'whisper', 'wavtokenizer-dec'],
]);
/** llama.cpp's own bound (LLAMA_MAX_LAYERS), beyond which it aborts. */
const maxLayers = 512;
/** llama_ftype carries this flag where the mix was guessed. */
const guessedFlag = 1024;

interface Part {
  readonly path: string;
  readonly bytes: number;
  readonly header: GgufHeader;
}

/** Opens nothing but regular files: a pipe would wait for ever. */
async function readPart(path: string): Promise<Part> {
  try {
    if (!(await stat(path)).isFile()) throw fail({ name: 'model-unreadable', path, reason: 'it is not a file' });
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return { path, bytes: size, header: await readGgufHeader(path, file, size) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof FailureError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw fail({ name: 'model-missing', path });
    throw fail({ name: 'model-unreadable', path, reason: error instanceof Error ? error.message : String(error) });
  }
}

const fail = (failure: Failure) => new FailureError(failure);

async function readParts(path: string): Promise<[Part, ...Part[]]> {
  const names = splitParts(path);
  const first = await readPart(names[0] ?? path);
  const parts: [Part, ...Part[]] = [first];
  const count = new GgufMetadata(first.path, first.header.metadata).whole('split.count', { otherwise: 1, min: 0 });
  if (count > 1 && (names.length !== count || !partsAreFound(first.path))) {
    const reason = `it is one of ${count} parts, and their names do not end in -00001-of-${String(count).padStart(5, '0')}.gguf`;
    throw fail({ name: 'model-unsupported', path: first.path, reason });
  }
  if (count <= 1) return parts;
  for (const [i, name] of names.entries()) {
    const part = i === 0 ? first : await readPart(name);
    const metadata = new GgufMetadata(part.path, part.header.metadata);
    if (metadata.whole('split.no', { min: 0 }) !== i || metadata.whole('split.count', {}) !== count)
      throw fail({
        name: 'model-damaged',
        path: name,
        reason: `it is not part ${i + 1} of ${count}, as its name says`,
      });
    if (i > 0) parts.push(part);
  }
  return parts;
}

function checkKind(metadata: GgufMetadata, architecture: string, tensors: number): void {
  const type = metadata.text('general.type');
  if (type !== undefined && type !== 'model')
    throw metadata.unsupported(`it is no model by itself but of the kind "${type}"`);
  const pooling = metadata.number(`${architecture}.pooling_type`) ?? 0;
  if (notForChat.has(architecture) || pooling > 0)
    throw metadata.unsupported(`a model of the kind "${architecture}" with this setup gives no text`);
  if (tensors === 0) throw metadata.unsupported('it holds a vocabulary and no weights');
  const tokenizer = metadata.text('tokenizer.ggml.model');
  if (tokenizer === undefined || tokenizer === 'no_vocab' || !metadata.arrayLength('tokenizer.ggml.tokens'))
    throw metadata.unsupported('it has no tokenizer');
}

/**
 * Reads the header of the model at `path` (and of its other parts) in bounded time and memory.
 * @throws FailureError `model-missing`, `model-unreadable`, `model-not-gguf`, `model-damaged` or `model-unsupported`,
 *   with the path of the part concerned; nothing else.
 */
export async function inspectGguf(path: string): Promise<GgufSummary> {
  const parts = await readParts(path);
  const { header, path: firstPath } = parts[0];
  const metadata = new GgufMetadata(firstPath, header.metadata);
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);

  const architecture = metadata.text('general.architecture');
  if (!architecture) throw metadata.damaged('general.architecture', undefined);
  const tensorCount = sum((part) => part.header.tensorCount);
  checkKind(metadata, architecture, tensorCount);
  if (parts.length > 1 && metadata.whole('split.tensors.count', { otherwise: tensorCount }) !== tensorCount)
    throw metadata.damaged('split.tensors.count', header.metadata.get('split.tensors.count'));

  const own = (key: string) => `${architecture}.${key}`;
  const layers = metadata.whole(own('block_count'), { max: maxLayers });
  const embeddingLength = metadata.whole(own('embedding_length'), {});
  const embedded = parts.map((part) => part.header.tokenEmbeddingShape?.[0]).find((side) => side !== undefined);
  if (embedded !== undefined && embedded !== embeddingLength)
    throw metadata.damaged(own('embedding_length'), embeddingLength);
  const heads = metadata.perLayer(own('attention.head_count'), layers, 0);
  const headLength = Math.floor(embeddingLength / Math.max(1, ...heads));
  const name = metadata.text('general.name');
  const chatTemplate = metadata.text('tokenizer.chat_template');
  const fileType = metadata.number('general.file_type');
  const mix = fileType === undefined ? undefined : fileTypes[fileType & ~guessedFlag];

  return {
    path: firstPath,
    files: parts.map((part) => part.path),
    bytes: sum((part) => part.bytes),
    architecture,
    ...(name === undefined ? {} : { name }),
    contextLength: metadata.whole(own('context_length'), { max: 2 ** 31 }),
    layers,
    embeddingLength,
    kvHeads: metadata.perLayer(own('attention.head_count_kv'), layers, heads),
    keyLength: metadata.whole(own('attention.key_length'), { otherwise: headLength }),
    valueLength: metadata.whole(own('attention.value_length'), { otherwise: headLength }),
    vocabularySize: metadata.arrayLength('tokenizer.ggml.tokens') ?? 0,
    tokenizer: metadata.text('tokenizer.ggml.model') ?? '',
    ...(chatTemplate === undefined ? {} : { chatTemplate }),
    quantization: mix ?? header.mainType ?? parts.at(-1)?.header.mainType ?? '',
    parameters: sum((part) => part.header.parameters),
  };
}
