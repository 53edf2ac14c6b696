import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { append, NO_BLOCKS, sectionsOf, type Blocks, type Section } from '../../../../src/webview/markdown/blocks.ts';

const flat = (sections: readonly Section[]): string[] => sections.flatMap(({ blocks }) => blocks);
const cut = (text: string): string[] => flat(sectionsOf(append(NO_BLOCKS, text)));

/**
 * Lines as models write them, in any order: what matters to where a block may end. Left out is where CommonMark takes
 * lines apart that their writer meant as one: an empty item, a fence in an item whose code is not indented.
 */
const line = fc.constantFrom(
  'Some *words* here',
  'more words',
  '# A heading',
  '####### no heading',
  '- a bullet',
  '* another',
  '+ a third',
  '- - nested at once',
  '1. first',
  '2. second',
  '3) other list',
  '12345. far in',
  '  - nested',
  '   1. nested number',
  '    deep or code',
  '\tby a tab',
  '  in an item',
  '   in a numbered item',
  '```',
  '```ts',
  '````',
  '```not a fence``` but code',
  '~~~ py',
  '~~~',
  '> a quote',
  '> - a list in a quote',
  '---',
  '- - -',
  '***',
  '===',
  '| a | b |\n|---|:-:|\n| 1 | 2 |',
  'a | b',
  '**bold** start',
  '*emphasis* start',
  '1.5 is a number',
  '-5 is a number',
  'שלום',
  '',
  '',
  '   ',
);
const markdown = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n')), { maxLength: 25 })
  .map((lines) => lines.flat().join(''));
/** Beginnings of lines that another sign makes or breaks, at any depth. */
const marks = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '', '  ', '   ', '    ', '      ', '\t', '- ', '1. - '),
      fc.constantFrom(
        ...['a', '- a', '2. b', '```', '```js', '~~~', '$$', '$$x$$', 'x $$', '\\[', '\\]', 'x \\]', '# h'],
      ),
      fc.constantFrom('', '', '', '\n', '\n---', '\n=', '\n|-|', '\n    =', '\n>', '\n    -', '\n|'),
    ),
    { maxLength: 8 },
  )
  .map((lines) => lines.map((parts) => parts.join('')).join('\n'));
const anyText = fc.oneof(
  markdown,
  marks,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('`', '-', '\n', ' ', '1', '.', 'a', '\t', '\r') }),
);

/** `text` in pieces of any size. */
const inPieces = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 })).map(([whole, sizes]) => {
    const pieces: string[] = [];
    for (let at = 0, turn = 0; at < whole.length; turn++) {
      const size = sizes[turn % sizes.length] ?? 1;
      pieces.push(whole.slice(at, at + size));
      at += size;
    }
    return { whole, pieces };
  });

describe('blocks', () => {
  it('give the text back byte for byte, however it arrives', () => {
    fc.assert(
      fc.property(inPieces(anyText), ({ whole, pieces }) => {
        expect(flat(sectionsOf(pieces.reduce(append, NO_BLOCKS))).join('')).toBe(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('are the same however the text arrives', () => {
    fc.assert(
      fc.property(inPieces(anyText), ({ whole, pieces }) => {
        expect(sectionsOf(pieces.reduce(append, NO_BLOCKS))).toEqual(sectionsOf(append(NO_BLOCKS, whole)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    'Text\n    - a\n    - b',
    'Steps:\n    1. a\n    2. b\n',
    'Note:\n    **Example** x\n    more',
    'a\n    ```\n    b',
    'a\n\t~~~\n\tb',
    'a\n    $$\n    b\n',
    '\\[\n    x\n    \\]\n    b',
    '$$\nx $$\na',
    '- ```\n=\n2. b',
    '=\n    * b\n    a',
  ])('are the same in one go and sign by sign: %j', (text) => {
    expect(sectionsOf(Array.from(text).reduce(append, NO_BLOCKS))).toEqual(sectionsOf(append(NO_BLOCKS, text)));
  });

  it('never change once closed', () => {
    fc.assert(
      fc.property(inPieces(markdown), ({ pieces }) => {
        let blocks: Blocks = NO_BLOCKS;
        let before: string[] = [];
        for (const piece of pieces) {
          blocks = append(blocks, piece);
          const closed = flat(blocks.closed);
          expect(closed.slice(0, before.length)).toEqual(before);
          before = closed;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('end only where a top-level block or list item of the whole text ends', () => {
    const parser = new MarkdownIt({ html: false });
    fc.assert(
      fc.property(markdown, (text) => {
        const tokens = parser.parse(text, {});
        const starts = new Set(
          tokens
            .filter(({ level, type }) => level === 0 || (level === 1 && type === 'list_item_open'))
            .flatMap(({ map }) => (map ? [map[0]] : [])),
        );
        let lines = 0;
        for (const block of cut(text).slice(0, -1)) {
          lines += block.split('\n').length - 1;
          expect(starts, `cut before line ${lines} of ${JSON.stringify(text)}`).toContain(lines);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps all sections but the last the same objects while text comes', () => {
    const before = append(NO_BLOCKS, 'One.\n\n- a\n- b\n\nTwo.\n\n');
    const after = append(before, 'Three.');
    expect(sectionsOf(after).slice(0, 2)).toEqual(sectionsOf(before).slice(0, 2));
    sectionsOf(before)
      .slice(0, 2)
      .forEach((section, index) => expect(sectionsOf(after)[index]).toBe(section));
  });

  it.each([
    ['paragraphs', 'One.\n\nTwo\nlines.\n', ['One.\n\n', 'Two\nlines.\n']],
    [
      'a fence with a shorter fence inside',
      '````md\n```ts\n\nx\n```\n````\nEnd',
      ['````md\n```ts\n\nx\n```\n````\n', 'End'],
    ],
    [
      'a block of Markdown with a block of code inside',
      '```markdown\n# Run\n```bash\nls\n```\nDone.\n```\nEnd',
      ['```markdown\n# Run\n```bash\nls\n```\nDone.\n```\n', 'End'],
    ],
    ['an open fence', 'So:\n```ts\nlet a;\n\nlet b;', ['So:\n', '```ts\nlet a;\n\nlet b;']],
    ['a table', '| a |\n|---|\n| 1 |\n\nEnd', ['| a |\n|---|\n| 1 |\n\n', 'End']],
    ['a heading over text', '## Plan\nFirst', ['## Plan\n', 'First']],
    ['an underlined heading', 'Plan\n---\n\nFirst', ['Plan\n---\n\n', 'First']],
    [
      'code in an item',
      '1. Do:\n   ```js\n   x\n\n   y\n   ```\n2. Then',
      ['1. Do:\n   ```js\n   x\n\n   y\n   ```\n', '2. Then'],
    ],
    ['a list right below text', 'Steps:\n1. a\n2. b\n', ['Steps:\n', '1. a\n', '2. b\n']],
  ])('cuts %s', (_, text, blocks) => {
    expect(cut(text)).toEqual(blocks);
  });

  it('puts the items of one list together and those of two apart', () => {
    const sections = sectionsOf(append(NO_BLOCKS, '1. a\n2. b\n\n- c\n- d\n\nEnd.\n'));
    expect(sections.map(({ list, blocks }) => [list, blocks.length])).toEqual([
      ['.', 2],
      ['-', 2],
      [undefined, 1],
    ]);
  });

  it('puts the rows of one table together, in groups, and those of two apart', () => {
    const table = (head: string, rows: number) => `| ${head} |\n| --- |\n${'| x |\n'.repeat(rows)}`;
    const text = `Text\n${table('a', 70)}\n${table('a', 1)}# End\n`;
    const sections = sectionsOf(append(NO_BLOCKS, text));
    expect(sections.map(({ table, blocks }) => [table, blocks.length])).toEqual([
      [undefined, 1],
      ['| a |\n| --- |\n', 3],
      ['| a |\n| --- |\n', 1],
      [undefined, 1],
    ]);
    expect(flat(sections).join('')).toBe(text);
  });

  it('looks at a bounded piece of a long text when one token comes', () => {
    const blocks = append(NO_BLOCKS, Array.from({ length: 2000 }, (_, n) => `Paragraph ${n}.\n\n`).join(''));
    expect(append(blocks, 'x').open.text.length).toBeLessThan(40);
    expect(blocks.closed.every((section) => section.blocks.length <= 32)).toBe(true);
  });
});
