import { describe, expect, it } from 'vitest';
import { DraftIndex } from '../../../../../src/inference/decode/lookup/draftIndex.ts';
import { LONGEST_DRAFT, DraftPolicy } from '../../../../../src/inference/decode/lookup/draftPolicy.ts';

/** Milliseconds of a batch of so many rows. */
type Machine = (rows: number) => number;

interface Text {
  readonly prompt: readonly number[];
  readonly answer: readonly number[];
}

/** Says the answer as lookup decoding does: how many times as fast as one token after the other. */
function decode(cost: Machine, { prompt, answer }: Text, policy = new DraftPolicy()) {
  const index = new DraftIndex(prompt);
  let ms = 0;
  let given = 0;
  while (given < answer.length) {
    const { tokens, matched } = index.guess(Math.min(LONGEST_DRAFT, answer.length - given));
    const length = tokens.length === 0 ? 0 : policy.draftLength(matched, tokens.length);
    const took = cost(1 + length);
    ms += took;
    let right = 0;
    while (right < length && tokens[right] === answer[given + right]) right++;
    if (length === 0) policy.stepped(took);
    else policy.drafted(length, right + 1, took);
    const seen = length === 0 ? Math.min(1, tokens.length) : Math.min(right + 1, length);
    for (let i = 0; i < seen; i++) policy.guessed(matched + i, tokens[i] === answer[given + i]);
    for (const token of answer.slice(given, given + right + 1)) index.push(token);
    given += right + 1;
  }
  return (answer.length * cost(1)) / ms;
}

const numbers = (count: number, from: number) => Array.from({ length: count }, (_, i) => from + i);
const code = numbers(600, 0);
let fresh = 10_000;
const own = (count: number) => numbers(count, (fresh += count) - count);

/** Runs of the prompt's tokens, with tokens of its own in between. */
function quoting(tokens: number, run: number, between: number): Text {
  const answer: number[] = [];
  for (let at = 0; answer.length < tokens; at = (at + run) % (code.length - run)) {
    answer.push(...own(between), ...code.slice(at, at + run));
  }
  return { prompt: code, answer: answer.slice(0, tokens) };
}

/** Three tokens that stood in the prompt, again and again, and never what followed there. */
const misleading = (tokens: number) => quoting(tokens, 3, 1);

const gpu: Machine = (rows) => 10 + 0.2 * (rows - 1);
/** A 7b's shape on two cores with AVX-512: blocks of four and of sixteen rows are cheaper. */
const cpu: Machine = (rows) => ({ 1: 100, 4: 215, 8: 390, 16: 560 })[rows] ?? 60 * rows;
const slow: Machine = (rows) => 100 * (1 + 0.85 * (rows - 1));

describe('drafts', () => {
  it('make a machine on which batches are nearly free much faster where an answer quotes', () => {
    const policy = new DraftPolicy();
    expect(decode(gpu, quoting(1000, 40, 10), policy)).toBeGreaterThan(1.8);
    expect(decode(gpu, quoting(1000, 40, 10), policy)).toBeGreaterThan(2.3);
  });

  it('make a processor faster, too, where an answer quotes at length', () => {
    expect(decode(cpu, quoting(1000, 100, 10))).toBeGreaterThan(1.5);
  });

  it('are long in a long quotation and short at the start of one', () => {
    const policy = new DraftPolicy();
    for (let i = 0; i < 5; i++) decode(cpu, quoting(1000, 200, 10), policy);
    decode(cpu, misleading(400), policy);
    expect(policy.draftLength(30, LONGEST_DRAFT)).toBe(15);
    expect(policy.draftLength(3, LONGEST_DRAFT)).toBe(0);
  });

  it('are never longer than what is there to draft', () => {
    const policy = new DraftPolicy();
    decode(gpu, quoting(2000, 200, 10), policy);
    expect([15, 14, 7, 6, 3, 2, 0].map((most) => policy.draftLength(30, most))).toEqual([15, 7, 7, 3, 3, 0, 0]);
  });

  it.each([
    ['quotes', (tokens: number) => quoting(tokens, 40, 10)],
    ['quotes nothing', (tokens: number) => ({ prompt: code, answer: own(tokens) })],
    ['only seems to quote', misleading],
  ])('cost less than three percent where batches cost as much as their tokens and an answer %s', (_, text) => {
    for (const tokens of [100, 400, 1000, 5000]) expect(decode(slow, text(tokens))).toBeGreaterThan(0.97);
  });

  it('cost less than three percent where an answer only seems to quote, however cheap they are', () => {
    for (const machine of [gpu, cpu]) {
      for (const tokens of [100, 400, 5000]) expect(decode(machine, misleading(tokens))).toBeGreaterThan(0.97);
    }
  });

  it('come again, so that answers that begin to quote become faster', () => {
    const policy = new DraftPolicy();
    decode(cpu, misleading(3000), policy);
    expect(decode(cpu, quoting(3000, 100, 10), policy)).toBeGreaterThan(1.5);
  });

  it('come again when batches become cheaper, as when another program has ended', () => {
    const policy = new DraftPolicy();
    decode(slow, quoting(3000, 100, 10), policy);
    decode(cpu, quoting(3000, 100, 10), policy);
    expect(decode(cpu, quoting(1000, 100, 10), policy)).toBeGreaterThan(1.5);
  });

  it('are not judged by the moments when another program took the processor', () => {
    let step = 0;
    const noisy: Machine = (rows) => gpu(rows) * (++step % 7 === 0 ? 20 : 1);
    const policy = new DraftPolicy();
    decode(noisy, quoting(3000, 100, 10), policy);
    expect(policy.draftLength(30, LONGEST_DRAFT)).toBe(15);
  });
});
