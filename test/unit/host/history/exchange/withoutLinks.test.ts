import MarkdownIt, { type Token } from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { safeMarkdown } from '../../../../../src/host/history/exchange/safeMarkdown.ts';
import { withoutLinks } from '../../../../../src/host/history/exchange/withoutLinks.ts';
import { HOSTILE } from '../../../../support/hostileCorpus.ts';
import { LOADING } from '../../../../support/loadingCorpus.ts';
import { cpuTime } from '../../../../support/cpuTime.ts';

const parser = new MarkdownIt({ linkify: true });
parser.validateLink = () => true;
parser.linkify.set({ fuzzyLink: false }).add('//', null);

const all = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...all(token.children ?? [])]);
const linksIn = (text: string): string[] =>
  all(parser.parse(text, {}))
    .filter(({ type }) => type === 'link_open' || type === 'image')
    .map(({ type, attrs }) => `${type} ${JSON.stringify(attrs)}`);
/** What the eye sees of a text. */
const readOf = (text: string): string =>
  all(parser.parse(text, {}))
    .filter(({ type, children }) => children === null && !/^(?:link|html)/.test(type))
    .map(({ type, content }) => (type === 'softbreak' ? '\n' : content))
    .join('');

describe('Markdown without links', () => {
  it.each([
    'See https://host.example/a?b=c, or www.host.example.',
    'Write to <a@host.example> or a@host.example.',
    'Take `a[0]` and a[0] (1), then f(x): [1, 2].',
    'code:\n\n```js\nfetch("https://host.example/")[0]\n```\n\nhttps://host.example/',
    '1. one\n\n   ```js\n   a[0]("https://x")\n   ```\n2. two `[x](y)`',
  ])('reads the same in %j', (text) => {
    const plain = withoutLinks(text);
    expect(linksIn(plain)).toEqual([]);
    expect(readOf(plain).replaceAll('&lt;', '<')).toBe(text.includes('<a@') ? readOf(plain) : readOf(text));
  });

  it.each([
    ['[run](command:workbench.action.terminal.new)', '\\[run\\](command&#58;workbench.action.terminal.new)'],
    ['[file](file:///etc/passwd)', '\\[file\\](file&#58;///etc/passwd)'],
    ['[a][r]\n\n[r]: https://host.example/', '\\[a\\]\\[r\\]\n\n\\[r\\]: https&#58;//host.example/'],
    ['<https://host.example/>', '&lt;https&#58;//host.example/>'],
    ['\\[a](b)', '\\[a\\](b)'],
    ['```\n[a](b)\n```', '```\n[a](b)\n```'],
  ])('takes the link out of %j', (text, expected) => {
    expect(withoutLinks(text)).toBe(expected);
    expect(linksIn(expected)).toEqual([]);
  });

  it('finds none in whatever a model may write, in time', () => {
    for (const text of [...Object.values(HOSTILE).flat(), ...LOADING].map((one) => one.slice(0, 50_000))) {
      const began = cpuTime();
      expect(linksIn(withoutLinks(safeMarkdown(text, 'Image'))), text.slice(0, 200)).toEqual([]);
      expect(cpuTime() - began, text.slice(0, 200)).toBeLessThan(3_000);
    }
  });
});
