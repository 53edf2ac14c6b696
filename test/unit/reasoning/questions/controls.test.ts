import { describe, expect, it } from 'vitest';
import {
  hasControls,
  spelledControls,
  trimmedLines,
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

  it('leave no white space around lines', () => {
    expect(trimmedLines('\n  a \t\n\n b\n \n')).toBe('a\n\n b');
  });
});
