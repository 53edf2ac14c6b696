import { describe, expect, it } from 'vitest';
import { questionTitle } from '../../../../src/reasoning/questions/title.ts';

const snippet = (code: string, firstLine = 8, lastLine = 14) =>
  ({
    label: 'src/shop/cart.ts',
    language: 'TypeScript',
    fence: 'typescript',
    parts: [{ code, firstLine, lastLine }],
  }) as const;

describe('the title of a chat about code', () => {
  it.each([
    ['export function total(items: Item[]): number {\n  return 0;\n}', 'total'],
    ['  async function* pages() {', 'pages'],
    ['/** Adds up. */\n@memo\nexport default class Cart {', 'Cart'],
    ['# The sum.\ndef total_of(rows):', 'total_of'],
    ['pub(crate) fn größe(x: u8) -> u8 {', 'größe'],
    ['const fee = (n: number) => n * 2;', 'fee'],
    ['for (const a of b) {\n  sum += a;\n}', 'for (const a of b) {'],
    ['// only a comment', '// only a comment'],
  ])('names what %j declares, else begins with', (code, subject) => {
    expect(questionTitle(snippet(code))).toBe(`${subject} · cart.ts 8–14`);
  });

  it('names one line, the pieces of a selection, and what somebody said of it', () => {
    expect(questionTitle(snippet('x', 3, 3))).toBe('x · cart.ts 3');
    const part = (line: number) => ({ code: 'let a;', firstLine: line, lastLine: line });
    expect(questionTitle({ ...snippet(''), parts: [part(5), part(8)] })).toBe('a · cart.ts 5, 8');
    expect(questionTitle(snippet('x', 3, 3), 'Type error:\nno')).toBe('Type error: no · cart.ts 3');
    expect(questionTitle(snippet('x', 3, 3), 'word '.repeat(30)).length).toBeLessThan(70);
  });
});
