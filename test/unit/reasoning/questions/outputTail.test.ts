import { describe, expect, it } from 'vitest';
import { EARLIER_OUTPUT, OutputTail } from '../../../../src/reasoning/questions/outputTail.ts';

const tailOf = (pieces: readonly string[]) => {
  const tail = new OutputTail();
  for (const piece of pieces) tail.add(piece);
  return tail.text;
};

describe('the end of an output', () => {
  it('is all of a short one', () => {
    expect(tailOf(['a\r\n', 'b'])).toBe('a\r\nb');
    expect(tailOf([])).toBe('');
  });

  it('is whole lines below a mark', () => {
    const lines = Array.from({ length: 200_000 }, (_, i) => String(i + 1));
    const [mark, ...kept] = tailOf(lines.map((line) => `${line}\n`))
      .trimEnd()
      .split('\n');
    expect(mark).toBe(EARLIER_OUTPUT);
    expect(kept).toEqual(lines.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(9000);
  });

  it('has no more lines than a terminal keeps', () => {
    expect(tailOf(['\n'.repeat(60_000), 'end']).split('\n')).toHaveLength(10_001);
    expect(tailOf(['\n', 'a'])).toBe('\na');
  });

  it('begins in no escape sequence and in no character', () => {
    const colored = tailOf(['\u001b[31mred\u001b[0m\n'.repeat(10_000)]);
    expect(colored.split('\n')[1]).toBe('\u001b[31mred\u001b[0m');
    for (const start of ['', 'a']) {
      const [, line = ''] = tailOf([start + '😀'.repeat(40_000), 'b']).split('\n');
      expect(line).not.toMatch(/\p{Surrogate}/u);
    }
  });

  it.each([
    ['a line break', '\n'],
    ['another one', '\r\n'],
    ['empty lines', '\n \n\n'],
    ['what turns colors off', '\r\n\u001b[0m\u001b]633;D;1\u0007'],
  ])('is the end of one long line with %s behind it', (_, end) => {
    const [mark, line = ''] = tailOf(['{"error":"', 'x'.repeat(70_000), '"}', end]).split(/\r?\n/);
    expect(mark).toBe(EARLIER_OUTPUT);
    expect(line).toMatch(/^x{60000,}"\}$/);
  });

  it('is what follows a long line', () => {
    expect(tailOf(['.'.repeat(70_000), '\n1 failed\n'])).toBe(`${EARLIER_OUTPUT}\n1 failed\n`);
  });
});
