import { describe, expect, it } from 'vitest';
import { beginningOf } from '../../../../src/webview/turns/fold.ts';

describe('beginningOf', () => {
  it('leaves a short text alone', () => {
    expect(beginningOf('Why?\nBecause.\n')).toBeUndefined();
  });

  it('folds a text of many characters and one of many lines', () => {
    expect(beginningOf('word '.repeat(40_000))?.length).toBeLessThan(1000);
    expect(beginningOf('x\n'.repeat(100))?.split('\n').length).toBeLessThan(20);
  });

  it('never ends in half a character', () => {
    expect(beginningOf('a' + '😀'.repeat(1000))).toMatch(/😀$/u);
    expect(beginningOf('😀'.repeat(1000))).toMatch(/😀$/u);
  });
});
