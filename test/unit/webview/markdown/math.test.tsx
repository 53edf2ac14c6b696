// @vitest-environment happy-dom
import { render } from 'preact';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../support/hostileCorpus.ts';
import { append, NO_BLOCKS, sectionsOf } from '../../../../src/webview/markdown/blocks.ts';
import { Markdown } from '../../../../src/webview/markdown/markdown.tsx';
import { typeset, type MathElement } from '../../../../src/webview/markdown/math/typeset.ts';
import { flips } from './shown.tsx';
import { eventually } from '../../../support/eventually.ts';

function show(text: string, isGrowing = false): HTMLElement {
  const root = document.createElement('div');
  render(<Markdown text={text} isGrowing={isGrowing} />, root);
  return root;
}
/** The formulas of `text`, as their sources stand before they are typeset. */
const sources = (text: string, isGrowing = false): string[] =>
  [...show(text, isGrowing).querySelectorAll('.formula-source')].map((element) => element.textContent);

describe('formulas', () => {
  it.each([
    ['The root is $x = 2$.', ['x = 2']],
    ['Both $a$ and $b_1$, $AB$.', ['a', 'b_1', 'AB']],
    ['$$E = mc^2$$', ['E = mc^2']],
    ['In a line $$E = mc^2$$ of text', ['E = mc^2']],
    ['$$\na\n= b\n$$', ['a\n= b']],
    ['So:\n\\[\n- x \\\\\n+ y\n\\]\nDone.', ['- x \\\\\n+ y']],
    ['\\(a*b\\) and \\(c*d\\)', ['a*b', 'c*d']],
    ['1. First\n   $$\n   x\n   $$\n2. Then $y$', ['x', 'y']],
    ['| $a$ | b |\n|---|---|\n| \\(c\\) | d |', ['a', 'c']],
    ['$x^2$, \\(a+b\\), $5 + 3$ and $5$', ['x^2', 'a+b', '5 + 3', '5']],
    ['- \\[ x = \\frac{1}{2} \\]\n- $ab$, $ABC$, $dx$', ['x = \\frac{1}{2}', 'ab', 'ABC', 'dx']],
    ['$$\narea = width \\cdot height\n$$', ['area = width \\cdot height']],
    ['$area = width * height$ and $speed = distance/time$', ['area = width * height', 'speed = distance/time']],
    ['$\\text{if } x \\in A$, $|x|$, $\\|v\\|$, $n!$', ['\\text{if } x \\in A', '|x|', '\\|v\\|', 'n!']],
    ['$f(x) = \\sin x$, $\\{1, 2\\}$, $[0, 1)$, $a, b$', ['f(x) = \\sin x', '\\{1, 2\\}', '[0, 1)', 'a, b']],
    ['$x \\mod 5$, $90^\\circ$, $50\\%$, $\\pi$', ['x \\mod 5', '90^\\circ', '50\\%', '\\pi']],
    ['the $n$th and $2^k$th', ['n', '2^k']],
    ['设\\(x\\)为 the \\(n\\)th', ['x', 'n']],
    ['$\\text{costs \\$5}$', ['\\text{costs \\$5}']],
    ['$b^2 - 4ac$ or \\[ b^2 - 4ac \\]', ['b^2 - 4ac', 'b^2 - 4ac']],
    ['$A = \\frac{1}{2}bh$, $v^2 = u^2 + 2as$, $2xy$', ['A = \\frac{1}{2}bh', 'v^2 = u^2 + 2as', '2xy']],
    ['$\\int_0^1 x^2 \\, dx$ and $$\\int e^{-x}\\,dx$$', ['\\int_0^1 x^2 \\, dx', '\\int e^{-x}\\,dx']],
    ['$area = length \\times width$, $\\sin bx$', ['area = length \\times width', '\\sin bx']],
    [
      '$$\\begin{aligned} a &= b\\\\[4pt] c &= d \\end{aligned}$$',
      ['\\begin{aligned} a &= b\\\\[4pt] c &= d \\end{aligned}'],
    ],
    ['**The answer is \\(5\\)** and **given: \\(a=1\\), \\(b=2\\)**', ['5', 'a=1', 'b=2']],
    ['\\(a\\)\\(b\\)', ['a', 'b']],
    ["设$x$为正整数, 値は$\\frac{1}{2}$です, $x$이고, $f$'s sign", ['x', '\\frac{1}{2}', 'x', 'f']],
  ])('are found in %j', (text, formulas) => {
    expect(sources(text)).toEqual(formulas);
  });

  it.each([
    'It costs $5 and then $10.',
    'From $20 to 30$ a month.',
    'US$5, A$6 or $7-$8',
    'Set $HOME/bin:$PATH and ${A}${B}, then $(ls) $(pwd).',
    '$a/$b',
    "$('#a').$('#b')",
    'echo $1,$2 $ 3 $',
    'An escaped \\$x\\$ stays.',
    '`$x$` and `\\(y\\)`',
    '```sh\necho $x$\n```',
    'Tea costs (about $1.5k).\nA ticket is 5$ then.',
    'A tea is $2 (small) and 3$ (large).',
    'It was $2, now is 3$.',
    'Between $3 vs 4$ a piece, $5/month or 6$.',
    'Pay $5 = 4€ and 6$.',
    'In Bash $$ is the pid, so echo $$ prints it.',
    '$$ is the pid; echo $$',
    'echo $$ > /tmp/a.$$',
    "IFS=$'\\n' or IFS=$'\\t'",
    "IFS=$'\\n'; tab=$'\\t'",
    'from $5 to $10 (or 20$)',
    "grep '\\(ab\\)*' or \\[\\[ -f x \\]\\] or \\[a-z\\]",
    '$.a+$.b, $.ajax and $.get',
    'x+$|y$ and ^a$|^b$',
    '=SUM($A$1:$B$2)',
    'Escape brackets as \\[ and \\] in the pattern, parentheses as \\( or \\).',
    's/\\(foo\\)/\\1/ and s/\\(a\\)\\(b\\)/\\2\\1/',
    "grep '\\(a\\|b\\)' or '\\(foo\\|bar\\)'",
    'C:\\(alt)\\tools\\[x64] and C:\\(a\\)',
    'arr\\[0\\] and see \\[1\\]',
    '\\[a link\\](https://example.org)',
    'echo "$1" "$@" and "$a" "$#", "$f" "$?"',
    'It costs $20 each or 30$ for two.',
    'Tea at $4each, cake at 5$',
    '$12million or 13$',
    '$',
    '$$',
    '$$ $$',
    '\\[ \\]',
  ])('are not seen in %j', (text) => {
    expect(sources(text)).toEqual([]);
  });

  it('keep every character that is no formula', () => {
    expect(show('$5 and $$ and \\[').textContent).toBe('$5 and $$ and \\[');
  });

  it.each([
    'The area is $x^2$ and \\(a+b\\) there.',
    'So\n\n$$\nx = \\frac{1}{2}\n$$\n\nEnd.',
    '- Take $\\frac{1}{2}$.\n- Then\n  \\[\n  a + b\n  \\]\n',
    'It is $O(n \\log n)$, $P(A|B)$ or $y = f(x)$.',
    'Tea costs $2 (small) and 3$ (large).',
    'In Bash $$ is the pid, so echo $$ prints it.',
    'It was $1.5k).\nA ticket is 5$',
    'Escape brackets as \\[ and \\] in the pattern.',
  ])('do not change what is shown while %j comes', (text) => {
    expect(flips(text)).toEqual([]);
  });

  it('are shown as their source while they are written', () => {
    expect(sources('Half: $\\frac{1}{2', true)).toEqual(['\\frac{1}{2']);
    expect(sources('So:\n\\[\na + b\n= c', true)).toEqual(['a + b\n= c']);
  });

  it('stay in one block, and end with a blank line when nothing closes them', () => {
    const cut = (text: string) => sectionsOf(append(NO_BLOCKS, text)).flatMap(({ blocks }) => blocks);
    expect(cut('So:\n$$\n- a\n# b\n$$\nDone.')).toEqual(['So:\n', '$$\n- a\n# b\n$$\n', 'Done.']);
    expect(cut('\\[\nx\n\n- y')).toEqual(['\\[\nx\n\n', '- y']);
  });

  it('are typeset when their block is closed, as MathML', async () => {
    const root = show('Half of it: $\\frac{1}{2}$.\n\nNext $x');
    await eventually(() => expect(root.querySelector('math mfrac')?.textContent).toBe('12'));
    expect(root.textContent).toBe('Half of it: 12.Next $x');
    expect(root.querySelector('math')?.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML');
    expect(show('$\\frac{1}{2}$', true).querySelector('math')).toBeNull();
    expect(show('$\\nosuchthing{$').querySelector('.formula-source')?.textContent).toBe('\\nosuchthing{');
  });
});

describe('the typesetter', () => {
  const all = (math: MathElement | undefined): MathElement[] =>
    math ? [math, ...math.children.flatMap((child) => (typeof child === 'string' ? [] : all(child)))] : [];

  it.each([
    ['20% = 0.2', '20%=0.2'],
    ['50% \\cdot 8 = 4 \\\\\nx = 4', '50%⋅8=4x=4'],
    ['50\\%', '50%'],
  ])('takes a percent sign for one: %j', (tex, text) => {
    const shownText = (node: MathElement | string): string =>
      typeof node === 'string' ? node : node.children.map(shownText).join('');
    expect(shownText(typeset(tex, true) ?? '').replace(/\s/g, '')).toBe(text);
  });

  it.each([
    '\\href{https://example.org}{y}',
    '\\url{https://example.org}',
    '\\includegraphics{a.png}',
    '\\htmlId{a}{b}',
  ])('leaves %j as it is written, for it would lose the address', (tex) => expect(typeset(tex, true)).toBeUndefined());

  it('knows what models write', () => {
    for (const tex of [
      '\\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}',
      '\\begin{aligned} x &= 1 \\\\ y &= 2 \\end{aligned}',
      '\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}',
      '\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}',
      '\\boxed{42}',
      '\\text{if } x \\in \\mathbb{R}',
      '\\begin{cases} 1 & x > 0 \\\\ 0 & \\text{else} \\end{cases}',
      '\\lim_{x \\to 0} \\frac{\\sin x}{x} \\approx 1',
    ]) {
      expect(typeset(tex, true), tex).toMatchObject({ name: 'math' });
    }
  });

  const written = (tex: string): string => markup(typeset(tex, true));
  const markup = (math: MathElement | string | undefined): string => {
    if (math === undefined || typeof math === 'string') return math ?? 'nothing';
    const attributes = Object.entries(math.attributes).map(([name, value]) => ` ${name}="${value}"`);
    return `<${math.name}${attributes.join('')}>${math.children.map(markup).join('')}</${math.name}>`;
  };

  it.each([
    ['a \\quad b \\, c \\; d', ['<mspace width="1em">', '<mspace width="0.1667em">']],
    ['\\text{if } x', ['<mtext>if\u00a0</mtext>']],
    ['\\text{a b} \\textbf{c}', ['<mtext>a\u00a0b</mtext>', '<mtext class="math-bold">c</mtext>']],
    ['\\begin{align} a &= b \\tag{1} \\\\ c &= d \\tag*{Q} \\end{align}', ['<mtext>(1)</mtext>', '<mtext>Q</mtext>']],
    ['a = b \\tag{2}', ['<mtext>(2)</mtext>']],
    [
      '\\cancel{x} \\bcancel{y} \\xcancel{z} \\sout{q}',
      ['math-edge-updiagonalstrike', 'math-edge-downdiagonalstrike', 'math-edge-horizontalstrike'],
    ],
    ['\\boxed{42} \\fbox{a}', ['<mrow class="math-enclosed math-edge-box">', '42']],
    [
      '\\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array}',
      [
        '<mtd class="math-line-end-solid math-line-below-solid">',
        '<mtd class="math-line-below-solid">',
        '<mtd class="math-line-end-solid">',
        '<mtd>',
      ],
    ],
    [
      '\\begin{array}{|l:r|} \\hline a & b \\\\ \\hline \\end{array}',
      ['math-edge-left math-edge-right', 'math-line-end-dashed'],
    ],
    ['\\mathbb{R}, \\mathbf{v1}, \\mathcal{L}, \\mathfrak{g}', ['ℝ', '𝐯', '𝟏', 'ℒ', '𝔤']],
    ['\\boldsymbol{\\alpha}, \\mathsf{x}, \\mathtt{y}, \\mathbf{\\Gamma}, \\mathbb{k}', ['𝜶', '𝗑', '𝚢', '𝕜']],
    [
      '\\begin{aligned} x &= 1 \\\\ yy &= 2 \\end{aligned}',
      ['<mtd class="math-right math-no-end">', '<mtd class="math-left math-no-start math-no-end">'],
    ],
    ['\\begin{align} x &= 1 & y &= 2 \\end{align}', ['<mtr><mtd class="math-right math-no-end">']],
    ['\\left\\| \\frac{a}{b} \\right\\|', ['<mo stretchy="true" symmetric="true" fence="true">‖</mo>']],
    ['\\left| \\frac{a}{b} \\right|', ['<mo stretchy="true" symmetric="true" fence="true">|</mo>']],
    ['a \\bmod b', ['>mod</mo>']],
  ])('keeps all of %j', (tex, parts) => {
    for (const part of parts) expect(written(tex)).toContain(part);
  });

  it.each(['a \\tag{$\\frac{1}{2}$}', '\\phase{45}', '\\angl{n}'])('leaves %j as its source', (tex) => {
    expect(typeset(tex, true)).toBeUndefined();
  });

  it('makes nothing that loads, links or grows without end', () => {
    for (const text of HOSTILE.math) {
      const nodes = all(typeset(text.replace(/^\$|\$$/g, ''), true));
      expect(nodes.length).toBeLessThan(5_000);
      for (const { attributes } of nodes) {
        expect(Object.keys(attributes).join()).not.toMatch(/\b(href|style|src|on\w+)\b/);
        expect(Object.values(attributes).join()).not.toMatch(/url|:/);
      }
    }
    expect(typeset('\\def\\a{\\a\\a}\\a', false)).toBeUndefined();
    expect(typeset(`${'\\sqrt{'.repeat(90)}x${'}'.repeat(90)}`, false)).toBeUndefined();
    expect(all(typeset('\\rule{99999em}{1em}', false)).some(({ attributes }) => attributes['width'] === '20em')).toBe(
      true,
    );
  });
});
