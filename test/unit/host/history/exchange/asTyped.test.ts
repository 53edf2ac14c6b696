// @vitest-environment happy-dom
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { asTyped } from '../../../../../src/host/history/exchange/asTyped.ts';
import { safeMarkdown } from '../../../../../src/host/history/exchange/safeMarkdown.ts';

const parser = new MarkdownIt({ html: true });

/** What a reader sees of Markdown, a line a line. */
function seen(markdown: string): string {
  const page = document.createElement('div');
  page.innerHTML = parser.render(markdown).replaceAll('<br>\n', '\n').replaceAll('<br>', '\n');
  return page.textContent.replaceAll('\u00A0', ' ').trim();
}

describe('a question as Markdown', () => {
  it.each([
    '# no heading',
    '#include <stdio.h>',
    '- a\n- b',
    '1. a\n2) b',
    '> no quote',
    'a\n===',
    'a\n---',
    '***',
    '2*3*4 and 2 * 3',
    '__init__ and snake_case_name and _x_',
    'a[0](b) and ![x](y)',
    '<b>bold</b> & &lt; 1 < 2',
    'one `tick and `two`',
    '$x$ costs $5',
    'a | b\n--|--\n1 | 2',
    '~~gone~~',
    String.raw`C:\new\*.txt`,
    '    indented\n  less',
    ':::note',
    'first\nsecond',
  ])('shows %j as it was typed', (text) => {
    expect(seen(asTyped(text))).toBe(text.trim());
    expect(seen(safeMarkdown(asTyped(text), 'Image'))).toBe(text.trim());
  });

  it('keeps paragraphs, and code as code', () => {
    const text = 'Why?\n\n```ts\nlet a = `*`;\n```\nAnd *how*?';
    expect(asTyped(text)).toBe('Why?\n\n```ts\nlet a = `*`;\n```\n\nAnd \\*how\\*?');
    expect(asTyped('```py\nx = 1')).toBe('```py\nx = 1\n```');
    expect(asTyped('- ```js\n  x*\n  ```\nAnd *how*?')).toBe('\\-\n\n```js\nx*\n```\n\nAnd \\*how\\*?');
  });

  it('shows whatever is typed in one line', () => {
    const signs = fc.constantFrom(...Array.from('\\`*_{}[]()<>#+-.!|~$&;=: \ta1'));
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 12 }), (text) => {
        fc.pre(!/^\s{0,3}(```|~~~)/.test(text) && !text.includes('\t'));
        expect(seen(asTyped(text))).toBe(text.trim());
      }),
      { numRuns: 3000 },
    );
  });
});
