import { describe, expect, it } from 'vitest';
import { StepMeter } from '../../../../src/reasoning/steps/stepMeter.ts';

const PLAN = 'Plan: Read the code.\n';
const FIRST = '1. One is set.\n';
const SECOND = '2. Two is set.\n';
const ANSWER = 'Answer: two';

describe('the meter of the steps', () => {
  it('tells what each step took', () => {
    const meter = new StepMeter();
    for (const [text, tokens, ms] of [
      [PLAN, 5, 500],
      [FIRST, 4, 1000],
      [SECOND, 6, 250],
      [ANSWER, 3, 100],
    ] as const) {
      meter.append(text, tokens, ms);
    }
    expect(meter.end(PLAN + FIRST + SECOND + ANSWER)).toEqual([
      { tokens: 4, ms: 1000 },
      { tokens: 6, ms: 250 },
    ]);
  });

  it('counts every token of the steps once, however the text is cut', () => {
    const text = PLAN + FIRST + SECOND + FIRST.replace('1', '3');
    for (let size = 1; size < 30; size++) {
      const meter = new StepMeter();
      for (let at = 0; at < text.length; at += size) meter.append(text.slice(at, at + size), 2, 30);
      const costs = meter.end(text);
      const pieces = Math.ceil(text.length / size);
      const share = (text.length - PLAN.length) / size;
      expect(costs).toHaveLength(3);
      const sum = costs.reduce((total, cost) => total + (cost?.tokens ?? 0), 0);
      expect(Math.abs(sum - 2 * share), `${size}: ${sum} of ${2 * pieces}`).toBeLessThanOrEqual(2.5);
    }
  });

  it('tells of a step once the next part begins, not while it is written', () => {
    const meter = new StepMeter();
    expect(meter.append(PLAN, 5, 500)).toBe(true);
    expect(meter.append(FIRST, 4, 1000)).toBe(true);
    expect(meter.costs).toEqual([]);
    expect(meter.append('2. Two', 2, 60)).toBe(true);
    expect(meter.append(' is set', 2, 60)).toBe(false);
    expect(meter.costs).toEqual([{ tokens: 4, ms: 1000 }]);
  });

  it('keeps what is known of the steps that stood, and adds to the one that goes on', () => {
    const meter = new StepMeter(PLAN + FIRST + '2. Two', [
      { tokens: 4, ms: 1000 },
      { tokens: 2, ms: 20 },
    ]);
    meter.append(' is set.\n', 3, 30);
    meter.append('3. Three.', 4, 40);
    expect(meter.end(PLAN + FIRST + SECOND + '3. Three.')).toEqual([
      { tokens: 4, ms: 1000 },
      { tokens: 5, ms: 50 },
      { tokens: 4, ms: 40 },
    ]);
  });

  it('does not guess at steps that nobody measured', () => {
    const meter = new StepMeter(PLAN + FIRST);
    meter.append(SECOND, 6, 250);
    expect(meter.end(PLAN + FIRST + SECOND)).toEqual([null, { tokens: 6, ms: 250 }]);
  });
});
