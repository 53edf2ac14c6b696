import { describe, expect, it } from 'vitest';
import { best, PayOff } from '../../../../src/inference/lookup/payOff.ts';

interface Machine {
  /** Milliseconds of a batch of so many tokens. */
  readonly cost: (width: number) => number;
  /** Whether the n-th drafted token is right. */
  readonly right: (n: number) => boolean;
}

/** Decodes `tokens` tokens with a draft for every step that may have one. */
function decode({ cost, right }: Machine, tokens: number, payOff = new PayOff()) {
  let [ms, given, drafted] = [0, 0, 0];
  while (given < tokens) {
    const length = payOff.draftLength();
    const took = cost(1 + length);
    ms += took;
    if (length === 0) {
      payOff.stepped(took);
      given++;
      continue;
    }
    let agreed = 0;
    while (agreed < length && right(drafted + agreed)) agreed++;
    drafted += length;
    payOff.drafted(length, agreed + 1, took);
    given += agreed + 1;
  }
  return { drafted, ratio: (given * cost(1)) / ms };
}

const gpu = (width: number) => 10 + 0.2 * (width - 1);
const cpu = (width: number) => 100 * (1 + 0.75 * (width - 1));

describe('drafts', () => {
  it('make a machine on which batches are nearly free much faster when they are mostly right', () => {
    const quoting = decode({ cost: gpu, right: (n) => n % 10 !== 9 }, 1000);
    expect(quoting.ratio).toBeGreaterThan(2);
  });

  it('cost less than three percent where batches cost as much as their tokens, right or wrong', () => {
    for (const right of [() => true, () => false, (n: number) => n % 2 === 0]) {
      for (const tokens of [100, 400, 1000, 5000]) {
        expect(decode({ cost: cpu, right }, tokens).ratio).toBeGreaterThan(0.97);
      }
    }
  });

  it('cost less than three percent on a fast machine when they are never right', () => {
    for (const tokens of [100, 400, 5000]) {
      expect(decode({ cost: gpu, right: () => false }, tokens).ratio).toBeGreaterThan(0.97);
    }
  });

  it('are tried again, so that answers that begin to quote become faster', () => {
    const payOff = new PayOff();
    decode({ cost: gpu, right: () => false }, 2000, payOff);
    expect(decode({ cost: gpu, right: () => true }, 3000, payOff).ratio).toBeGreaterThan(1.5);
  });

  it('are not judged by the moments when another program took the processor', () => {
    let step = 0;
    const noisy = (width: number) => gpu(width) * (++step % 7 === 0 ? 20 : 1);
    const payOff = new PayOff();
    decode({ cost: noisy, right: () => true }, 3000, payOff);
    expect(payOff.draftLength()).toBeGreaterThan(4);
  });
});

describe('the best length', () => {
  it('grows with the chance of a token and with cheap batches', () => {
    expect(best(10, 0.1, 0.95).length).toBe(8);
    expect(best(10, 3, 0.7).length).toBeLessThan(best(10, 0.3, 0.7).length);
    expect(best(10, 10, 0.9)).toEqual({ length: 0, gain: 1 });
  });
});
