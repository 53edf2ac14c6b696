import { describe, expect, it } from 'vitest';
import { simulate, type Replica } from '../../../scripts/bench/capacity.ts';

const ONE: Replica = { decode: [[1, 100]], prefill: 1000, slots: 1 };
const demand = { users: 1, perMinute: 1, promptTokens: 500, answerTokens: 200 };

describe('the simulation of a pool of servers', () => {
  it('for one that is asked seldom, has the times of one answer', () => {
    const { firstWord, answerSpeed, unanswered } = simulate(ONE, 1, demand);
    expect(firstWord.p50).toBeCloseTo(0.5, 1);
    expect(answerSpeed).toBeGreaterThan(99);
    expect(answerSpeed).toBeLessThan(102);
    expect(unanswered).toBe(0);
  });

  it('waits as the formula for one server with constant work says, at half of its load', () => {
    // M/D/1: the mean wait is load × service / (2 (1 − load)) = 1.25 s at load 1/2, service 2.5 s (Pollaczek–Khinchine); half wait less.
    const { firstWord } = simulate(ONE, 1, { ...demand, users: 12 });
    expect(firstWord.p50).toBeGreaterThan(0.5);
    expect(firstWord.p50).toBeLessThan(0.5 + 1.25);
    expect(firstWord.p95).toBeGreaterThan(0.5 + 2);
  });

  it('leaves questions without a word where more is asked than it can answer', () => {
    expect(simulate(ONE, 1, { ...demand, users: 48 }).unanswered).toBeGreaterThan(0.3);
    expect(simulate(ONE, 4, { ...demand, users: 48 }).unanswered).toBeLessThan(0.02);
  });

  it('writes side by side as fast as the two nearest known numbers say', () => {
    const many: Replica = {
      decode: [
        [1, 100],
        [4, 200],
      ],
      prefill: 1e9,
      slots: 4,
    };
    const { answerSpeed } = simulate(many, 1, { ...demand, users: 300, promptTokens: 1 });
    expect(answerSpeed).toBeCloseTo(50, 0);
  });

  it('comes out the same each time', () => {
    expect(simulate(ONE, 2, { ...demand, users: 20 })).toEqual(simulate(ONE, 2, { ...demand, users: 20 }));
  });
});
