import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { safeMarkdown } from '../../../../../src/host/history/exchange/safeMarkdown.ts';
import { HOSTILE } from '../../../../support/hostileCorpus.ts';
import { LOADING } from '../../../../support/loadingCorpus.ts';

const parser = new MarkdownIt({ html: true, breaks: true });
parser.validateLink = () => true;

/** What a renderer that takes HTML would load, run or draw of this text. */
function loaded(text: string): string[] {
  const all = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...all(token.children ?? [])]);
  return all(parser.parse(text, {}))
    .filter(
      ({ type, info }) =>
        ['image', 'html_inline', 'html_block'].includes(type) ||
        (type === 'fence' && /mermaid/i.test(parser.utils.unescapeAll(info))),
    )
    .map(({ type, content, info }) => `${type} ${info} ${content}`);
}
const safe = (text: string): string => safeMarkdown(text, 'Image');

describe('exported Markdown', () => {
  it.each([
    ['![a cat](https://host.example/cat.png)', '[a cat](https://host.example/cat.png)'],
    ['![](https://host.example/cat.png "x")', '[Image](https://host.example/cat.png "x")'],
    ['![a][p]\n\n[p]: https://host.example/p.png', '[a][p]\n\n[p]: https://host.example/p.png'],
    ['![][p]\n\n[p]: https://host.example/p.png', '[Image][p]\n\n[p]: https://host.example/p.png'],
    ['![p]\n\n[p]: https://host.example/p.png', '\\![p]\n\n[p]: https://host.example/p.png'],
    ['!![a](https://host.example/a)', '!\\![a](https://host.example/a)'],
    ['[![build](https://host.example/b.svg)](https://host.example/)', '[build](https://host.example/)'],
    [
      'Hello <b>you</b> <img src="https://host.example/x">',
      'Hello &lt;b>you&lt;/b> &lt;img src="https://host.example/x">',
    ],
    ['<div>\n\n![x](https://host.example/x)\n\n</div>', '&lt;div>\n\n[x](https://host.example/x)\n\n&lt;/div>'],
    ['```mermaid\nflowchart LR\n```', '```text\nflowchart LR\n```'],
    ['> ~~~ MerMaid {a}\n> a\n> ~~~', '> ~~~text\n> a\n> ~~~'],
    ['``` mer&#109;aid\nx\n```', '```text\nx\n```'],
    ['::: mermaid\nflowchart LR\n:::', '\\::: mermaid\nflowchart LR\n\\:::'],
    ['$a<b$ and $c <d$', '$a< b$ and $c < d$'],
  ])('shows %j and loads nothing', (text, expected) => {
    expect(safe(text)).toBe(expected);
    expect(loaded(text).length + Number(text.includes(':::')) + Number(text.includes('$'))).toBeGreaterThan(0);
    expect(loaded(expected)).toEqual([]);
  });

  it.each([
    'Call `a![0](b)` or `<img src=x>`; 1 < 2 and a <- b, x<5.',
    '```html\n<img src="https://host.example/x">\n![a](b)\n```',
    '- item\n\n      <img src=x>\n      ![a](b)\n\n  text',
    'See <https://host.example/?a=b> or <https://host.example/> or <a.b@host.example>.',
    '[x](<https://host.example/a b> "title")\n\n[r]: <https://host.example/r>',
    'Wow! [a](https://host.example/) \\![a](b) \\<b> &lt;b>',
    'foo!\n\n| a | b |\n|---|---|\n| `x` | y |\n\n> quote\n\n1. one\n2. two\n',
  ])('leaves %j as it is', (text) => {
    expect(safe(text)).toBe(text);
  });

  const texts = [...Object.values(HOSTILE).flat(), ...LOADING].filter(({ length }) => length < 30_000);
  it(`loads nothing of ${texts.length} hostile answers, alone and one after the other`, () => {
    const made = texts.map((text) => {
      const once = safe(text);
      expect(loaded(once), text.slice(0, 200)).toEqual([]);
      expect(safe(once), text.slice(0, 200)).toBe(once);
      return once;
    });
    expect(loaded(texts.join('\n\n')).length).toBeGreaterThan(200);
    // Rules, not the last resort: an answer that is one block of code is hard to read.
    expect(
      made.filter((text, i) => text.startsWith('```text\n') && !(texts[i] ?? '').startsWith('```')).length,
    ).toBeLessThan(6);
  });

  it('loads nothing of any pieces put together', () => {
    const piece = fc.constantFrom(
      ...[
        '!',
        '[',
        ']',
        '(',
        ')',
        '<',
        '>',
        '`',
        '``',
        '```',
        '~~~',
        '\\',
        '$',
        '\n',
        '\n\n',
        ' ',
        '    ',
        '> ',
        '- ',
        '\t',
      ],
      ...[
        'img src=x',
        '/a',
        'a',
        '!--',
        '-->',
        '?',
        'mermaid',
        'text',
        ':::',
        '|',
        '|-|\n',
        '[p]: https://h.example\n',
        '&#33;',
      ],
      ...[
        'https://h.example/',
        '"t"',
        '![',
        '](',
        '<img src=x>',
        '<div>\n',
        '</div>',
        '<![CDATA[',
        ']]>',
        '\r',
        '\u200b',
        '*',
        '{',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        expect(loaded(safe(pieces.join('')))).toEqual([]);
      }),
      { numRuns: 4_000 },
    );
  });

  it.each(['![', '[![', '<a ', '`', '!['.repeat(2) + 'x](', '> ', '$<a'])(
    'takes hardly longer for each character of a long answer than of a short one: %j',
    (text) => {
      const cost = (times: number): number => {
        const before = process.cpuUsage();
        safe(text.repeat(times));
        return process.cpuUsage(before).user / 1000;
      };
      cost(1_500);
      // Milliseconds of processor time; eight times the text, and 64 times the work if it grew with the square.
      expect(cost(12_000)).toBeLessThan(35 * cost(1_500) + 100);
    },
  );
});
