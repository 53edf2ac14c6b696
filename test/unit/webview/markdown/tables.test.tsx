// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { columnsOf, fittedCells } from '../../../../src/webview/markdown/tables/rows.ts';
import { flips, show } from './shown.tsx';

const HEAD = '| a | b |\n|---|---|\n';
const cells = (text: string): string[][] =>
  [...show(text).querySelectorAll('tr')].map((row) => [...row.children].map(({ textContent }) => textContent));

describe('a table', () => {
  it.each([
    ['| chance | $P(X|Y) = 0.4$ |', ['chance', 'P(X|Y) = 0.4']],
    ['| or | `a || b` |', ['or', 'a || b']],
    ['| pipe | ``ls | grep `x` `` |', ['pipe', 'ls | grep `x` ']],
    ['| norm | \\(|x| < 1\\) |', ['norm', '|x| < 1']],
    ['or | `a | b`', ['or', 'a | b']],
    ['| escaped | `a \\| b` \\| c |', ['escaped', 'a | b | c']],
    ['| 1 | 2 | 3 | 4 |', ['1', '2 | 3 | 4']],
    ['| 1 | 2 || 4 |', ['1', '2 |  | 4']],
    ['| one |', ['one', '']],
    ['| $5 | $6 |', ['$5', '$6']],
    ['| `a | b` |', ['`a', 'b`']],
    ['| $a | b$ |', ['$a', 'b$']],
    ['|  | x |', ['', 'x']],
    ['| | x |', ['', 'x']],
  ])('keeps the text of the cells of %j', (row, expected) => {
    expect(cells(`${HEAD}${row}\n`)).toEqual([['a', 'b'], expected]);
  });

  it('breaks the lines of a cell where HTML says so, not in code', () => {
    const [, cell] = show(`${HEAD}| one<br>two<br/>three<BR /> | use \`<br>\` or \`\`a\`<br>\`\` |\n`).querySelectorAll(
      'td',
    );
    const [first] = show(`${HEAD}| one<br>two<br/>three | b |\n`).querySelectorAll('td');
    expect([first?.querySelectorAll('br').length, first?.textContent]).toEqual([2, 'onetwothree']);
    expect([cell?.querySelectorAll('br').length, cell?.textContent]).toEqual([0, 'use <br> or a`<br>']);
    expect(show('Write <br> here').textContent).toBe('Write <br> here');
  });

  it('may have a bar in the code of its head', () => {
    expect(cells('| `a | b` | c |\n|:--|--:|\n| 1 | 2 |\n')).toEqual([
      ['a | b', 'c'],
      ['1', '2'],
    ]);
  });

  it('ends as in CommonMark, and stands in lists and quotes', () => {
    expect(show(`${HEAD}| 1 | 2 |\n- item\n`).querySelectorAll('tr')).toHaveLength(2);
    expect(show(`${HEAD}| 1 | 2 |\n\nText | here`).querySelectorAll('tr')).toHaveLength(2);
    expect(show(`${HEAD}one\n# Head`).querySelectorAll('tr')).toHaveLength(2);
    expect(show(`- Item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n`).querySelectorAll('li tr')).toHaveLength(2);
    expect(show(`> | a | b |\n> |---|---|\n> | 1 | 2 |\n`).querySelectorAll('blockquote tr')).toHaveLength(2);
    expect(show(`Text:\n${HEAD}| 1 | 2 |\n`).querySelectorAll('tr')).toHaveLength(2);
    expect(show('a | b\n--- | ---\n1 | 2').querySelectorAll('tr')).toHaveLength(2);
    expect(show('| a |\n|---|\n| 1 |').querySelectorAll('tr')).toHaveLength(2);
  });

  it.each(['| a | b |\n|---|\n', '| a |\n| b |\n', 'a\n---\n', '| a | b |\n|---|x|\n', '    | a |\n    |---|\n'])(
    'is not seen in %j',
    (text) => {
      expect(cells(text)).toEqual([]);
    },
  );

  it.each([
    'Text:\n| a*b*c | **d** |\n| --- | --- |\n| 2**3**2 | *e* f |\n| `x y` | $x^2$ |\n',
    'a | b\n--- | ---\n1 | 2\n\nEnd | here',
    '|x| is no table.',
  ])('does not change its mind while %j comes', (text) => {
    expect(flips(text).filter((beginning) => !/^a \||^\|x/.test(beginning))).toEqual([]);
  });

  it('tells its columns', () => {
    expect(columnsOf('| a | b | c |', '|:-:|--:|:--|')).toEqual(['center', 'right', 'left']);
    expect(fittedCells('a | b', 3)).toEqual(['a', 'b', '']);
  });
});
