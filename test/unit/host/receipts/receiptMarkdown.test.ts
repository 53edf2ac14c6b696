import { describe, expect, it } from 'vitest';
import { compare } from '../../../../src/host/receipts/comparison.ts';
import { sealed, type ReceiptContent } from '../../../../src/host/receipts/receipt.ts';
import { comparisonMarkdown, receiptMarkdown } from '../../../../src/host/receipts/receiptMarkdown.ts';
import { samplingParams } from '../../../../src/protocol/sampling.ts';

const HASH = 'ab'.repeat(32);
const t = (message: string, ...args: (string | number)[]) =>
  message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));
const content: ReceiptContent = {
  format: 'cerebrum-receipt',
  version: 1,
  cerebrum: '0.1.0',
  model: { file: 'ti`ny ![x](http://x.test).gguf', bytes: 5_900_288, sha256: HASH },
  contextSize: 1024,
  maxTokens: 400,
  turns: [{ role: 'user', content: 'Why?' }],
  prompt: { text: 'User: Why?\n```\n![a](http://x.test/a.png)\nAI:', tokens: 48 },
  made: {
    ...{ llamaCpp: 'b1', gpu: 'cuda', devices: ['RTX 4090'], gpuLayers: 33, threads: 1, kvCacheType: 'f16' },
    ...{ batchSize: 512, flashAttention: true, sampling: samplingParams({ temperature: 0.7, seed: 4 }) },
    ...{ promptSha256: HASH, maxTokens: 400, stops: [], lookupDecoding: false, parallel: 1 },
  },
  answer: 'Because.\n````\n<img src=x>\n',
  stopReason: 'finished',
};
const receipt = sealed(content);
/** What a renderer would not show as code. */
const outsideCode = (markdown: string) => markdown.replace(/^(`{3,})[^\n]*\n[^]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '');

describe('a receipt as Markdown', () => {
  it('tells what an answer was made from and with', () => {
    const written = receiptMarkdown(receipt, t);
    for (const fact of [
      HASH,
      'b1',
      'cuda, RTX 4090',
      '48 tokens',
      'temperature 0.7',
      'seed 4',
      receipt.contentSha256,
    ]) {
      expect(written).toContain(fact);
    }
    expect(written).toContain(content.prompt.text);
    expect(written).toContain(content.answer);
  });

  it('loads nothing: texts of others stand in code', () => {
    expect(outsideCode(receiptMarkdown(receipt, t))).not.toMatch(/!\[|<img/);
  });

  it('tells where an answer that was made again differs, and why it may', () => {
    const made = { ...content.made, llamaCpp: 'b2' };
    const comparison = compare(receipt, { answer: 'Because not.', made });
    if (comparison.same) throw new Error('It differs.');
    const written = comparisonMarkdown(receipt, 'Because not. <b>', comparison, t);
    expect(written).toContain('Another answer from character 8 on.');
    expect(written).toContain('llama.cpp b1 → b2');
    expect(outsideCode(written)).not.toMatch(/<img|<b>/);
    expect(comparisonMarkdown(receipt, 'x', { ...comparison, differences: [] }, t)).toContain('Nothing is known');
  });
});
