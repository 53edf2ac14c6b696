import { describe, expect, it } from 'vitest';
import { compare } from '../../../../src/host/receipts/comparison.ts';
import { readReceipt, ReceiptError, sealed, type ReceiptContent } from '../../../../src/host/receipts/receipt.ts';
import { samplingParams } from '../../../../src/protocol/sampling.ts';

const HASH = 'ab'.repeat(32);
const content: ReceiptContent = {
  format: 'cerebrum-receipt',
  version: 1,
  cerebrum: '0.1.0',
  model: { file: 'tiny.gguf', bytes: 5_900_288, sha256: HASH },
  contextSize: 1024,
  maxTokens: 400,
  turns: [{ role: 'user', content: 'What is 17 + 25? „ö" 👍' }],
  prompt: { text: 'User: What is 17 + 25?\nAI:', tokens: 48 },
  made: {
    llamaCpp: 'b1',
    gpu: 'cpu',
    devices: [],
    gpuLayers: 0,
    threads: 1,
    kvCacheType: 'f16',
    batchSize: 512,
    flashAttention: false,
    sampling: samplingParams({ seed: 4 }),
    promptSha256: HASH,
    maxTokens: 400,
    stops: [],
    lookupDecoding: false,
    parallel: 1,
  },
  answer: '17 + 25 = 42.\nAnswer: 42',
  stopReason: 'finished',
};
const text = JSON.stringify(sealed(content), undefined, 2);
const problemOf = (file: string) => {
  try {
    readReceipt(file);
  } catch (error) {
    if (error instanceof ReceiptError) return error.problem;
    throw error;
  }
  return undefined;
};

/** The receipt with each of its values changed in turn. */
function* editions(value: unknown, rebuild: (part: unknown) => unknown): Generator {
  if (typeof value === 'object' && value !== null) {
    const parts = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [key, part] of parts) {
      yield* editions(part, (changed) =>
        rebuild(Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed }),
      );
    }
    if (Array.isArray(value)) yield rebuild([...(value as unknown[]), 'more']);
    return;
  }
  if (typeof value === 'number') yield rebuild(value + 1);
  else if (typeof value === 'boolean') yield rebuild(!value);
  else yield rebuild(`${String(value)}.`);
}

describe('a receipt', () => {
  it('reads as it was written, in whatever order and layout its JSON is', () => {
    expect(readReceipt(text)).toEqual({ ...content, contentSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const turned = Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse());
    expect(readReceipt(JSON.stringify(turned))).toEqual(readReceipt(text));
  });

  it('does not read when any of its values was changed, added or removed', () => {
    const { made } = content;
    const parts = [{ end: 4, made, maxTokens: 6 }, { end: 9 }];
    const chain = { chain: 1, seed: 5, answer: '42', stopReason: 'stopped' } as const;
    const many = sealed({ ...content, parts, vote: { asked: 3, chains: [chain] } });
    expect(readReceipt(JSON.stringify(many))).toEqual(many);
    const changed = [text, JSON.stringify(many)].flatMap((file) => [...editions(JSON.parse(file), (part) => part)]);
    expect(changed.length).toBeGreaterThan(100);
    for (const one of changed) expect(problemOf(JSON.stringify(one)), JSON.stringify(one)).toBeDefined();
    const { answer, ...withoutAnswer } = JSON.parse(text) as { answer: string };
    expect(problemOf(JSON.stringify(withoutAnswer))).toBe('notReceipt');
    expect(problemOf(JSON.stringify({ ...withoutAnswer, answer, extra: 1 }))).toBe('notReceipt');
    expect(problemOf(text.replace('Answer: 42', 'Answer: 43'))).toBe('edited');
    expect(problemOf(text.replace('"seed": 4', '"seed": 5'))).toBe('edited');
  });

  it('of a server has its words in place of a file, and never both or neither', () => {
    const { model, ...plain } = content;
    const { sampling, promptSha256, maxTokens, stops, parallel } = content.made;
    const server = { kind: 'vllm', host: 'gpu.test:8000', model: 'cerebrum-7b', contextSize: 4096 } as const;
    const made = { sampling, promptSha256, maxTokens, stops, parallel, server };
    const receipt = sealed({ ...plain, made });
    expect(readReceipt(JSON.stringify(receipt))).toEqual(receipt);
    for (const wrong of [{ ...plain, made, ...(model && { model }) }, plain])
      expect(problemOf(JSON.stringify(sealed(wrong)))).toBe('notReceipt');
    const now = { ...made, server: { ...server, host: 'gpu.test:9000', build: '2' } };
    expect(compare(receipt, { answer: 'No.', made: now })).toMatchObject({
      differences: ['runs on vllm gpu.test:8000 → vllm gpu.test:9000', 'version unknown → 2'],
    });
  });

  it('says what it is instead: cut off at any byte, of another version, or no receipt', () => {
    for (let end = 0; end < text.length; end++) expect(problemOf(text.slice(0, end))).toBe('notJson');
    expect(problemOf(JSON.stringify({ ...content, version: 2 }))).toBe('otherVersion');
    for (const other of ['null', '[]', '"x"', '{}', '{"format":"x"}']) expect(problemOf(other)).toBe('notReceipt');
  });
});

describe('an answer made again', () => {
  const receipt = sealed(content);

  it('is the same, to the byte', () => {
    expect(compare(receipt, { answer: content.answer, made: content.made })).toEqual({ same: true });
  });

  it('differs from a character on, with what was not as it was', () => {
    const made = { ...content.made, llamaCpp: 'b2', threads: 4 };
    expect(compare(receipt, { answer: '17 + 25 = 43.', made })).toEqual({
      same: false,
      at: 11,
      was: '2.\nAnswer: 42',
      is: '3.',
      differences: ['llama.cpp b1 → b2', 'threads 1 → 4'],
    });
  });

  it('that ends earlier or later differs where the shorter one ends', () => {
    expect(compare(receipt, { answer: content.answer.slice(0, 5), made: content.made })).toMatchObject({
      at: 5,
      is: '',
    });
    expect(compare(receipt, { answer: `${content.answer}!` })).toMatchObject({
      at: 24,
      was: '',
      is: '!',
      differences: [],
    });
  });
});
