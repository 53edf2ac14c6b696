import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectGguf, type GgufSummary } from '../../../../../src/host/models/gguf/ggufFile.ts';
import { FailureError, type Failure } from '../../../../../src/protocol/failures.ts';
import { seededRandom } from './seededRandom.ts';
import { smallModel, writeGguf, type GgufParts } from './writeGguf.ts';

const demo = join(import.meta.dirname, '../../../../../media/demo-model/reasoning-demo-tiny.q8_0.gguf');
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'gguf-'))));
afterAll(() => rm(folder, { recursive: true }));

async function outcome(path: string): Promise<GgufSummary | Failure> {
  try {
    return await inspectGguf(path);
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
}

async function inspect(content: Buffer | GgufParts, name = 'model.gguf'): Promise<GgufSummary | Failure> {
  const path = join(folder, name);
  await writeFile(path, Buffer.isBuffer(content) ? content : writeGguf(content));
  return outcome(path);
}

function withMetadata(changes: Readonly<Record<string, string | number | readonly string[] | undefined>>): GgufParts {
  const metadata = Object.entries({ ...smallModel.metadata, ...changes }).filter(([, value]) => value !== undefined);
  return { ...smallModel, metadata: Object.fromEntries(metadata) as GgufParts['metadata'] };
}

describe('a sound model', () => {
  it('is described by its own header', async () => {
    const summary = await inspectGguf(demo);
    expect(summary).toMatchObject({
      path: demo,
      files: [demo],
      bytes: 5_801_632,
      architecture: 'llama',
      name: 'Reasoning demo (tiny)',
      contextLength: 1024,
      layers: 8,
      embeddingLength: 256,
      kvHeads: [4, 4, 4, 4, 4, 4, 4, 4],
      keyLength: 32,
      valueLength: 32,
      vocabularySize: 2048,
      tokenizer: 'llama',
      quantization: 'Q8_0',
      parameters: 5_771_520,
    });
    expect(summary.chatTemplate).toContain('A chat between a user and a thinking artificial intelligence assistant.');
  });

  it('needs no name, template or named mix', async () => {
    expect(await inspect(smallModel)).toMatchObject({ quantization: 'F32', parameters: 320, keyLength: 16 });
  });
});

describe('a model in parts', () => {
  const part = (no: number, changes: Readonly<Record<string, number>> = {}): GgufParts => ({
    metadata: {
      ...(no === 0 ? smallModel.metadata : {}),
      ...{ 'split.no': no, 'split.count': 2, 'split.tensors.count': 3, ...changes },
    },
    tensors: no === 0 ? smallModel.tensors : { 'blk.0.attn_q.weight': [64, 64] },
  });
  const second = 'big-00002-of-00002.gguf';

  it('is whole with all its parts, whichever is chosen', async () => {
    await inspect(part(0), 'big-00001-of-00002.gguf');
    const summary = await inspect(part(1), second);
    expect(summary).toMatchObject({ path: join(folder, 'big-00001-of-00002.gguf'), parameters: 320 + 4096 });
    expect(summary).toHaveProperty('files', [join(folder, 'big-00001-of-00002.gguf'), join(folder, second)]);
  });

  it('names the part that is missing, cut or another one', async () => {
    await inspect(part(0), 'big-00001-of-00002.gguf');
    await rm(join(folder, second), { force: true });
    expect(await outcome(join(folder, 'big-00001-of-00002.gguf'))).toEqual({
      name: 'model-missing',
      path: join(folder, second),
    });
    expect(await inspect(writeGguf(part(1)).subarray(0, -100), second)).toMatchObject({
      name: 'model-damaged',
      path: join(folder, second),
    });
    expect(await inspect(part(1, { 'split.no': 0 }), second)).toMatchObject({ name: 'model-damaged' });
    expect(await inspect(part(0), 'renamed.gguf')).toMatchObject({ name: 'model-unsupported' });
  });

  it('finds a model in one part whatever the case of its name, and says where llama.cpp would not find the others', async () => {
    const alone = { 'split.no': 0, 'split.count': 1, 'split.tensors.count': 1 };
    for (const name of ['X-00001-of-00001.GGUF', 'x-00001-OF-00001.gguf', 'x-00001-of-00001.Gguf']) {
      expect(await inspect(part(0, alone), name)).toMatchObject({
        path: join(folder, name),
        files: [join(folder, name)],
      });
    }
    await inspect(part(1), 'Y-00002-of-00002.GGUF');
    expect(await inspect(part(0), 'Y-00001-of-00002.GGUF')).toMatchObject({
      name: 'model-unsupported',
      reason: expect.stringContaining('-00001-of-00002.gguf') as string,
    });
  });
});

describe('what is no usable model', () => {
  it('is missing, a folder, a pipe, or closed to us', async () => {
    const absent = join(folder, 'absent.gguf');
    expect(await outcome(absent)).toEqual({ name: 'model-missing', path: absent });
    expect(await outcome(folder)).toMatchObject({ name: 'model-unreadable', path: folder });
    if (process.platform === 'win32') return;
    const pipe = join(folder, 'pipe.gguf');
    execFileSync('mkfifo', [pipe]);
    expect(await outcome(pipe)).toMatchObject({ name: 'model-unreadable', path: pipe });
    if (process.getuid?.() === 0) return;
    await writeFile(join(folder, 'closed.gguf'), 'GGUF');
    await chmod(join(folder, 'closed.gguf'), 0);
    expect(await outcome(join(folder, 'closed.gguf'))).toMatchObject({ name: 'model-unreadable' });
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!doctype html><title>Sign in</title>')],
    ['a safetensors file', Buffer.from('\x80\0\0\0\0\0\0\0{"__metadata__":{}}')],
  ])('%s is no GGUF', async (_, content) => {
    expect(await inspect(content)).toMatchObject({ name: 'model-not-gguf' });
  });

  it.each<[string, GgufParts, RegExp]>([
    ['version 1', { ...smallModel, version: 1 }, /version 1/],
    ['a later version', { ...smallModel, version: 9 }, /version 9/],
    ['big-endian', { ...smallModel, version: 0x03000000 }, /big-endian/],
    ['a LoRA adapter', withMetadata({ 'general.type': 'adapter' }), /adapter/],
    ['an embedding architecture', withMetadata({ 'general.architecture': 'bert' }), /bert/],
    ['a pooled model', withMetadata({ 'llama.pooling_type': 3 }), /no text/],
    ['no tokenizer', withMetadata({ 'tokenizer.ggml.model': undefined }), /no tokenizer/],
    ['no tokens', withMetadata({ 'tokenizer.ggml.tokens': [] }), /no tokenizer/],
    ['no weights', { ...smallModel, tensors: {} }, /no weights/],
  ])('%s is not supported', async (_, parts, reason) => {
    const failure = await inspect(parts);
    expect(failure).toMatchObject({ name: 'model-unsupported', reason: expect.stringMatching(reason) as string });
  });

  it.each<[string, GgufParts]>([
    ['no architecture', withMetadata({ 'general.architecture': undefined })],
    ['no context length', withMetadata({ 'llama.context_length': undefined })],
    ['no layers', withMetadata({ 'llama.block_count': 0 })],
    ['more layers than the engine bears', withMetadata({ 'llama.block_count': 513 })],
    ['more heads than width', withMetadata({ 'llama.attention.head_count': 65 })],
    ['another width than its tensors', withMetadata({ 'llama.embedding_length': 128 })],
    ['an alignment of 33', withMetadata({ 'general.alignment': 33 })],
    ['a tensor of five dimensions', { ...smallModel, tensors: { t: [1, 1, 1, 1, 1] } }],
    ['a tensor without elements', { ...smallModel, tensors: { t: [0] } }],
    ['a tensor name too long', { ...smallModel, tensors: { ['t'.repeat(64)]: [1] } }],
  ])('%s is damage', async (_, parts) => {
    expect(await inspect(parts)).toMatchObject({ name: 'model-damaged' });
  });

  it('is cut short: the sentence says how much is missing, in sizes that people read', async () => {
    const whole = await readFile(demo);
    for (const length of [5, 20, 100, 5_000, 18_944, 37_788, 37_888, 3_000_000, whole.length - 1])
      expect(await inspect(whole.subarray(0, length)), `cut at ${length}`).toMatchObject({
        name: 'model-damaged',
        reason: expect.stringMatching(
          /^(the file ends inside its header, after|it lacks) \d+(\.\d)? [kM]B\b/,
        ) as string,
      });
  });
});

describe('500 mutated files', () => {
  /** Bytes of the demo model before its tensors' data. */
  const headerBytes = 37_888;
  const extremes = [0n, 1n, 0xffn, 0xffffn, 0x7fffffffn, 0xffffffffn, 2n ** 40n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n];

  /** Where the lengths of strings and the values of short fields begin in `file`: the places most worth attacking. */
  function fieldPlaces(file: Buffer): number[] {
    const places = [4, 8, 16];
    for (const word of ['general.', 'llama.', 'tokenizer.', 'blk.', 'output'])
      for (let at = file.indexOf(word); at >= 0 && at < headerBytes; at = file.indexOf(word, at + 1)) {
        const length = Number(file.readBigUInt64LE(at - 8));
        if (length < 64) places.push(at - 8, at + length, at + length + 4, at + length + 8, at + length + 12);
      }
    return places;
  }

  /** A header and how many bytes of tensor data follow it; the data themselves are not looked at. */
  interface Mutant {
    readonly header: Buffer;
    readonly dataBytes: number;
  }

  function mutate({ header: original, dataBytes }: Mutant, places: readonly number[], random: () => number): Mutant {
    const below = (n: number) => Math.floor(random() * n);
    const header = Buffer.from(original);
    switch (below(6)) {
      case 0:
        return { header, dataBytes: below(dataBytes) };
      case 1:
        return { header: header.subarray(0, below(headerBytes)), dataBytes: 0 };
      case 2:
        header.writeBigUInt64LE(extremes[below(extremes.length)] ?? 0n, places[below(places.length)] ?? 0);
        return { header, dataBytes };
      case 3:
        header.writeUInt32LE(below(64), places[below(places.length)] ?? 0);
        return { header, dataBytes };
      case 4:
        for (let i = 1 + below(40); i > 0; i--) header[below(headerBytes)] = below(256);
        return { header, dataBytes };
      default: {
        const from = below(headerBytes);
        return { header: Buffer.concat([header.subarray(0, from), header.subarray(from + 1 + below(64))]), dataBytes };
      }
    }
  }

  it('each end in a summary or a failure of the model, in little memory', async () => {
    const file = await readFile(demo);
    const original: Mutant = { header: file.subarray(0, headerBytes), dataBytes: file.length - headerBytes };
    const places = fieldPlaces(original.header);
    const random = seededRandom(7);
    const path = join(folder, 'mutant.gguf');
    const counts = new Map<string, number>();
    const before = process.resourceUsage().maxRSS;
    for (let i = 0; i < 500; i++) {
      const { header, dataBytes } = mutate(original, places, random);
      await writeFile(path, header);
      await truncate(path, header.length + dataBytes);
      const result = await outcome(path);
      const name = 'files' in result ? 'read' : result.name;
      expect(['read', 'model-not-gguf', 'model-damaged', 'model-unsupported']).toContain(name);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    console.log('500 mutated GGUF files:', Object.fromEntries(counts));
    expect(counts.get('model-damaged')).toBeGreaterThan(200);
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(150 * 1024);
  });

  it('and headers made to exhaust: refused before their claims are allocated', async () => {
    const u32 = (n: number) => Buffer.from(Uint32Array.of(n).buffer);
    const u64 = (n: bigint) => Buffer.from(BigUint64Array.of(n).buffer);
    const start = (keys: bigint, tensors: bigint) =>
      Buffer.concat([Buffer.from('GGUF'), u32(3), u64(tensors), u64(keys)]);
    const key = Buffer.concat([u64(1n), Buffer.from('a')]);
    const path = join(folder, 'hostile.gguf');
    const hostile = [
      start(2n ** 64n - 1n, 0n),
      start(0n, 2n ** 63n),
      Buffer.concat([start(1n, 0n), u64(2n ** 62n)]),
      Buffer.concat([start(1n, 0n), key, u32(9), u32(0), u64(2n ** 60n)]),
      Buffer.concat([start(1n, 0n), key, u32(9), u32(8), u64(2n ** 60n)]),
      Buffer.concat([start(1n, 0n), key, u32(9), u32(9), u64(10n ** 6n)]),
      Buffer.concat([start(1n, 0n), key, u32(9), u32(8), u64(8n * 10n ** 6n)]),
      Buffer.concat([start(10_000n, 0n)]),
      Buffer.concat([start(0n, 100_000n)]),
    ];
    const before = process.resourceUsage().maxRSS;
    for (const [i, content] of hostile.entries())
      for (const size of [content.length, 70 * 2 ** 20]) {
        await writeFile(path, content);
        await truncate(path, size);
        expect(await outcome(path), `header ${i} of ${size} bytes`).toMatchObject({ name: 'model-damaged' });
      }
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(400 * 1024);
  });
});
