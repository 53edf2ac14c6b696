import { describe, expect, it } from 'vitest';
import {
  hasControls,
  losesText,
  spelledControls,
  trimmedLines,
  withFinishedSequence,
  withoutColors,
  withoutControls,
} from '../../../../src/reasoning/questions/controls.ts';

describe('control characters of an output', () => {
  it('are none in text, tabs and line breaks', () => {
    for (const text of ['', 'a\tb\nc', 'a\r\nb', '😀 ü']) expect(hasControls(text)).toBe(false);
    for (const text of ['a\rb', 'a\b', '\u001b[0m', '\u009b1A', '\u007f', 'a\r']) expect(hasControls(text)).toBe(true);
  });

  it('are left out where no terminal reads them', () => {
    expect(withoutControls('\u001b[31merror\u001b[0m: no\r\n\u001b]0;title\u0007done\u001b[K')).toBe('error: no\ndone');
    expect(withoutControls('10 %\r50 %\r100 %\r\nready\r\n')).toBe('100 %\nready\n');
    expect(withoutControls('\u001b]633;C\u001b\\a\tb')).toBe('a\tb');
  });

  it('can be spelled as source code spells them', () => {
    expect(spelledControls('\u001b[1mA\r\n\tB\u009b')).toBe('\\x1b[1mA\\x0d\n\tB\\x9b');
  });

  it('are no text to a terminal where a sequence has no end, or 8 bits', () => {
    for (const text of ['a\u001b]0;b', 'a\u001bPb\nc', 'a\u0090b', 'it\u0092s']) expect(losesText(text)).toBe(true);
    for (const text of ['a', 'é\n', '\u001b]0;b\u0007c', '\u001bPb\u001b\\c', '\u001b[31mred']) {
      expect(losesText(text)).toBe(false);
    }
  });

  it('are left out where they are colors', () => {
    expect(withoutColors('\u001b[1;31ma\t\u001b[0m \r\n\u001b[38:2::1:2:3mb\u001b[m\u001b[K')).toBe(
      'a\t \r\nb\u001b[K',
    );
  });

  it('end an unfinished sequence with its line', () => {
    expect(withFinishedSequence('a\u001b]0;b\nc')).toBe('a\u001b]0;b\u001b\\\nc');
    expect(withFinishedSequence('a\u001b]0;b')).toBe('a\u001b]0;b\u001b\\');
    expect(withFinishedSequence('\u001b]0;b\u0007c\n')).toBe('\u001b]0;b\u0007c\n');
  });

  it('leave no white space around lines', () => {
    expect(trimmedLines('\n  a \t\n\n b\n \n')).toBe('a\n\n b');
  });
});
