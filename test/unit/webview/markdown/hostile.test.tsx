// @vitest-environment happy-dom
import fc from 'fast-check';
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Markdown } from '../../../../src/webview/markdown/markdown.tsx';

const ELEMENTS = new Set(
  'div p span br hr h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td strong em s a code pre button'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'class dir start href title role tabindex type aria-label aria-hidden aria-disabled'.split(' '),
);
const SAFE_LINK = /^(?:https?|mailto):/;

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<iframe src="https://evil.example"></iframe>',
  '<style>*{display:none}</style>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<base href="https://evil.example">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<a href="javascript:alert(1)">x</a>',
  '<div style="position:fixed;inset:0">x</div>',
  '<form action=https://evil.example><input name=q></form>',
  '<details open ontoggle=alert(1)>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](<java\nscript:alert(1)>)',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](%6Aavascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](data:image/svg+xml;base64,PHN2Zz4=)',
  '[x](vbscript:msgbox(1))',
  '[x](command:workbench.action.terminal.new)',
  '[x](vscode:extension/evil)',
  '[x](vscode-insiders://x)',
  '[x](vscode-webview://x)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://evil.example/1)',
  '[x](//evil.example)',
  '[x](/etc/passwd)',
  '[x](#top)',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '<command:workbench.action.quit>',
  '![x](https://evil.example/pixel.png)',
  '![x](javascript:alert(1))',
  '![x](data:image/png;base64,AAAA)',
  '[![x](https://evil.example/p.png)](javascript:alert(1))',
  '[x](https://ok.example "\\" onmouseover=\\"alert(1)")',
  '[x](https://ok.example/"onmouseover="alert(1))',
  '```html\n<script>alert(1)</script>\n```',
  '```"><img src=x onerror=alert(1)>\nx\n```',
  '~~~ts onclick=alert(1) style=color:red\nx\n~~~',
  '`<img src=x onerror=alert(1)>`',
  '| <b onclick=alert(1)>a</b> |\n|:--|\n| <img src=x> |',
  '# <img src=x onerror=alert(1)>',
  '- <script>alert(1)</script>\n  - <iframe>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '__proto__ [constructor](constructor:x) ```constructor\nx\n```',
  '```__proto__\nx\n```',
];

/** What `text` looks like on the page, each element and attribute in it checked against what an answer may hold. */
function show(text: string, isGrowing = false): HTMLElement {
  const root = document.createElement('div');
  document.body.append(root);
  render(<Markdown text={text} isGrowing={isGrowing} />, root);
  for (const element of root.querySelectorAll('*')) {
    expect(ELEMENTS, text).toContain(element.localName);
    for (const { name, value } of element.attributes) {
      expect(ATTRIBUTES, text).toContain(name);
      if (name === 'href') expect(value).toMatch(SAFE_LINK);
    }
  }
  return root;
}

afterEach(() => document.body.replaceChildren());

describe('what a model says', () => {
  it.each(hostile)('runs and loads nothing: %s', (text) => {
    show(text);
    for (let end = 1; end < text.length; end++) show(text.slice(0, end), true);
  });

  it('runs and loads nothing, in any mixture', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...hostile, '\n', '\n\n', '- ', '> ', '`', '**', '['), { maxLength: 8 }),
        (parts) => {
          show(parts.join(''), true);
          document.body.replaceChildren();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is still there to be read', () => {
    expect(show('<script>alert(1)</script>').textContent).toBe('<script>alert(1)</script>');
    expect(show('[x](javascript:alert(1))').textContent).toBe('[x](javascript:alert(1))');
    expect(show('[1]: https://example.com/source').textContent).toContain('https://example.com/source');
  });

  it.each([
    ['quotes', `${'> '.repeat(2_000)}deep`],
    ['bullets', `${'- '.repeat(2_000)}deep`],
    ['very many bullets', `${'- '.repeat(100_000)}deep`],
    ['bullets below bullets', Array.from({ length: 150 }, (_, depth) => `${'  '.repeat(depth)}- ${depth}`).join('\n')],
    ['bullets in quotes', `${'> - '.repeat(500)}deep`],
  ])('does not vanish nor stop the page in however many %s', (_, text) => {
    const root = document.createElement('div');
    for (const end of [text.length / 3, text.length / 2, text.length]) {
      render(<Markdown text={text.slice(0, end)} isGrowing />, root);
    }
    expect(root.textContent).toContain(text.slice(-4));
    expect(show(text).textContent).toContain(text.slice(-4));
  });

  it('keeps its nesting up to what can be told apart', () => {
    expect(show(`${'> '.repeat(90)}deep`).querySelectorAll('blockquote')).toHaveLength(90);
    expect(show(`${'- '.repeat(40)}deep`).querySelectorAll('li')).toHaveLength(40);
  });

  it('may link to the web and to mail; an image becomes a link', () => {
    const links = (text: string) =>
      [...show(text).querySelectorAll('a')].map((a) => [a.textContent, a.getAttribute('href')]);
    expect(links('[docs](https://example.com/a?b=1#c)')).toEqual([['docs', 'https://example.com/a?b=1#c']]);
    expect(links('<me@example.com>')).toEqual([['me@example.com', 'mailto:me@example.com']]);
    expect(links('![a cat](http://example.com/cat.png)')).toEqual([['a cat', 'http://example.com/cat.png']]);
  });
});

describe('Markdown', () => {
  const tags = (root: HTMLElement) => [...root.querySelectorAll('*')].map((element) => element.localName);

  it('draws one list from the items of one list, counted from its first number', () => {
    const root = show('3. three\n4. four\n   - deep\n\nEnd.');
    expect(root.querySelectorAll('ol')).toHaveLength(1);
    expect(root.querySelector('ol')?.getAttribute('start')).toBe('3');
    expect(root.querySelectorAll('ol > li')).toHaveLength(2);
    expect(root.querySelectorAll('ol > li > ul > li')).toHaveLength(1);
  });

  it('shows every word of an item whose code was not indented', () => {
    const root = show('1. Do:\n   ```js\nlet a;\n   ```\n');
    expect(root.textContent).toContain('Do:');
    expect(root.textContent).toContain('let a;');
  });

  it('closes what is open while the answer grows, and only then', () => {
    expect(tags(show('This is **impor', true))).toContain('strong');
    expect(tags(show('This is **impor', false))).not.toContain('strong');
  });

  it('keeps the elements of finished blocks while more text comes', () => {
    const root = document.createElement('div');
    render(<Markdown text={'One.\n\nTwo.'} isGrowing />, root);
    const [first, second] = root.querySelectorAll('p');
    render(<Markdown text={'One.\n\nTwo. More.\n\nThree.'} isGrowing />, root);
    const after = root.querySelectorAll('p');
    expect(after[0]).toBe(first);
    expect(after[1]).toBe(second);
    expect([...after].map((p) => p.textContent)).toEqual(['One.', 'Two. More.', 'Three.']);
  });

  it('shows the new text when the answer starts again', () => {
    const root = document.createElement('div');
    render(<Markdown text={'One.\n\nTwo.'} isGrowing />, root);
    for (const text of ['Other.', 'A longer one than that which stood there.']) {
      render(<Markdown text={text} isGrowing={false} />, root);
      expect(root.textContent).toBe(text);
    }
  });

  it('puts the first heading right below that of the page, and the others by it', () => {
    const headings = (text: string) => tags(show(text)).filter((tag) => /^h\d$/.test(tag));
    expect(headings('### Plan\n\n#### Why\n\n### Answer')).toEqual(['h2', 'h3', 'h2']);
    expect(headings('# Plan\n\n## Why\n\n```sh\n# no heading\n```')).toEqual(['h2', 'h3']);
    expect(headings('#### Deep\n\n# Up')).toEqual(['h2', 'h2']);
  });

  it('names the language of a code block', () => {
    expect(show('```ts\nlet a;\n```').querySelector('.code-language')?.textContent).toBe('TypeScript');
    expect(show('```zig\nx\n```').querySelector('.code-language')?.textContent).toBe('zig');
  });
});
