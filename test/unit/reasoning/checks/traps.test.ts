import { describe, expect, it } from 'vitest';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';
import { TRAPS } from './traps.ts';

it('has at least 200 different traps', () => {
  expect(new Set(Object.values(TRAPS).flat()).size).toBeGreaterThanOrEqual(200);
});

describe.each(Object.entries(TRAPS))('%s', (_, traps) => {
  it.each(traps)('%s', (text) => {
    expect(checkStep(text)).toEqual([]);
  });
});
