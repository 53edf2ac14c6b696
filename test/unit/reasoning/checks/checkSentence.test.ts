import { describe, expect, it } from 'vitest';
import { untranslated as t } from '../../../../src/host/platform/texts/translate.ts';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';
import { checkSentence } from '../../../../src/reasoning/checks/checkSentence.ts';

const code = { text: 'let coupon = 5;\nlet b = 2;\nconsole.log(coupon);', firstLine: 4 };

describe('checkSentence', () => {
  it.each([
    ['3 + 4 = 7.', 'Calculation checked'],
    ['3 + 4 = 8.', '“3 + 4 = 8” is wrong: it is 7.'],
    ['49 < 46, which is true.', '“49 < 46” is false.'],
    ['49 < 46, which is false.', 'Comparison checked'],
    ['4 < 5 is false, so the loop ends.', '“4 < 5” is true.'],
    ['`copon` is set to 5.', '“copon” is not in the code; “coupon” is.'],
    ['Line 40 prints it.', '“Line 40” is not in the code, which has lines 4–6.'],
  ])('%s', (step, sentence) => {
    expect(checkStep(step, { code }).map((check) => checkSentence(check, step, t))).toEqual([sentence]);
  });

  it('names the only line of code of one line', () => {
    const step = 'Line 40 prints it.';
    const checks = checkStep(step, { code: { text: 'let coupon = 5;', firstLine: 3 } });
    expect(checks.map((check) => checkSentence(check, step, t))).toEqual([
      '“Line 40” is not in the code, which has line 3 only.',
    ]);
  });
});
