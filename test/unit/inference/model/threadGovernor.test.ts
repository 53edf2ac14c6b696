import { describe, expect, it } from 'vitest';
import { ThreadGovernor } from '../../../../src/inference/model/threadGovernor.ts';

/** Runs a governor for so many seconds, while others take so many cores and we as many as we have threads and get. */
function machine(cores: number, most: number) {
  const governor = new ThreadGovernor(most, cores);
  let [now, busy, own] = [0, 0, 0];
  const run = (seconds: number, others: number) => {
    const seen: number[] = [];
    for (let step = 0; step < seconds * 20; step++) {
      const threads = governor.threads(now, () => ({ busy, own }));
      seen.push(threads);
      // On a machine with too few cores everybody gets his share.
      const share = Math.min(1, cores / (threads + others));
      now += 50;
      own += 50 * threads * share;
      busy += 50 * (threads + others) * share;
    }
    return seen;
  };
  return { run };
}

describe('the threads of a model', () => {
  it('begin with one core left alone and take it when the machine is quiet', () => {
    const seen = machine(2, 2).run(3, 0.1);
    expect(seen[0]).toBe(1);
    expect(seen.at(-1)).toBe(2);
  });

  it('leave a core that another program takes within half a second, and come back', () => {
    const { run } = machine(2, 2);
    expect(run(3, 0).at(-1)).toBe(2);
    expect(run(3, 1)[10]).toBe(1);
    expect(run(3, 0).at(-1)).toBe(2);
  });

  it('are never none, also where all cores are taken', () => {
    expect(machine(2, 2).run(3, 4).at(-1)).toBe(1);
    expect(machine(1, 1).run(3, 1).at(-1)).toBe(1);
  });

  it('take what others leave on a larger machine', () => {
    const { run } = machine(8, 7);
    expect(run(5, 0).at(-1)).toBe(7);
    expect(run(5, 3).at(-1)).toBe(5);
    expect(run(10, 0).at(-1)).toBe(7);
  });

  it('do not change for an editor that draws the words', () => {
    const { run } = machine(4, 3);
    run(3, 0);
    expect(new Set(run(5, 0.3))).toEqual(new Set([3]));
  });
});
