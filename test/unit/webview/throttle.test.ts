import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttle } from '../../../src/webview/throttle.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('works at once, then at the pace, and leaves out nothing that was asked for last', () => {
  const times: number[] = [];
  const began = performance.now();
  const ask = throttle(150, () => times.push(performance.now() - began));
  for (let ms = 0; ms <= 200; ms += 20) {
    ask();
    vi.advanceTimersByTime(20);
  }
  vi.advanceTimersByTime(1_000);
  expect(times).toEqual([0, 150, 300]);
  ask();
  expect(times).toHaveLength(4);
});
