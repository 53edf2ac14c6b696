import { expect, it } from 'vitest';
import {
  controlTexts,
  defused,
  withoutControlTexts,
} from '../../../../../../src/host/engine/remote/prompt/controlTexts.ts';

const CONTROL = [
  ...[
    '<s>',
    '</s>',
    '<unk>',
    '[INST]',
    '[/INST]',
    '<|im_start|>',
    '<|im_end|>',
    '<|begin_of_text|>',
    '<start_of_turn>',
  ],
  ...['<｜end▁of▁sentence｜>', '[TOOL_CALLS]', '<|endoftext|>', '>>TITLE<<', '<0x0A>'],
];

it.each(CONTROL)('%s typed by a user stays text wherever it stands', (control) => {
  for (const text of [control, `a${control}b`, `<${control}>`, `[${control}]`, control + control, `<<s>>${control}`]) {
    expect(withoutControlTexts(text).join('')).toBe(text);
    for (const piece of withoutControlTexts(text)) expect(piece).not.toContain(control);
    expect(defused(text)).not.toContain(control);
    expect(defused(text).replaceAll('\u2060', '')).toBe(text);
  }
});

it('leaves other text alone', () => {
  const text = 'if (a < 3 && b > 2) { x = list[ 0 ]; } // 漢字';
  expect(withoutControlTexts(text)).toEqual([text]);
  expect(defused(text)).toBe(text);
  expect(controlTexts('a <s> [b] < c >')).toEqual(['<s>', '[b]']);
});
