// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { flips, shown } from '../shown.tsx';

const asWritten = [
  'The box holds 12*3*2 = 72 parts.',
  'i*i<=n and j*j<=m',
  '2**3**2',
  '__init__',
  'a*(b+c)*d + e*(f)*g',
  'x[i]*y[j]*z',
  '(a+b)*c*(d+e)',
  'x²*y²*z',
  '5%*3%*2',
  'n! is n*(n-1)*(n-2)*1',
  'x*-1 and y*-2',
  '"a"*"b"*"c"',
  '`a`*`b`*`c`',
  'int* p and int* q',
  'char **argv, int *n',
  'SELECT COUNT(*) FROM a, SUM(*) FROM b',
  'all of *.* and *.txt',
  'src/*.ts and test/*.ts',
  '**/*.ts and **/*.js',
  '**/node_modules/** and **/dist/**',
  'foo_*_bar and baz_*_qux',
  '.*foo.* and ^.*$',
  'def f(*args, **kwargs): return 2**3',
  'f(*args,**kwargs), g(**a,**b)',
  '{**a, **b}',
  'x**n and y**n, (a)**2',
  '__name__ == "__main__" in __init__.py, obj.__dict__',
  'snake_case_name and _a_b',
  '2 * 3 * 4',
  '/*comment*/ and /**doc*/',
  'א*ב*ג',
  'int *p and int* p',
  'f(int* a, int *b, int* c)',
  'char *s, *t; and char* a; char* b;',
  'handlers[i]() is called, then fns[0]()',
  'auto f = []() { return 1; }',
  '{ [key: string](): void }',
  'a[0]( ), b[1](<>), c[2]("title")',
  '2**n**m and x**a**b',
];

describe('emphasis', () => {
  it.each(asWritten)('is not seen in %j, while it comes or after', (text) => {
    expect(shown(text).replace(/<\/?code>/g, '`')).toBe(text);
  });

  it.each([
    ['an *important word* here', 'an <em>important word</em> here'],
    ['**bold words** first', '<strong>bold words</strong> first'],
    ['_word_ and __two words__', '<em>word</em> and <strong>two words</strong>'],
    ['***both***', '<em><strong>both</strong></em>'],
    ['**bold with *more* inside**', '<strong>bold with <em>more</em> inside</strong>'],
    ['**Achtung:**Der Wert', '<strong>Achtung:</strong>Der Wert'],
    ['**token**s and **vector**s', '<strong>token</strong>s and <strong>vector</strong>s'],
    ['the **3**rd and the **n**th', 'the <strong>3</strong>rd and the <strong>n</strong>th'],
    ['**C**reate, **R**ead, **S**ingle', '<strong>C</strong>reate, <strong>R</strong>ead, <strong>S</strong>ingle'],
    ['das **fett**e Wort', 'das <strong>fett</strong>e Wort'],
    ['**Note (old)**The rest', '<strong>Note (old)</strong>The rest'],
    ['**Two words**The rest', '<strong>Two words</strong>The rest'],
    ['**Preis:**5 Euro', '<strong>Preis:</strong>5 Euro'],
    ['**Schritt 1**Der Wert', '<strong>Schritt 1</strong>Der Wert'],
    ['(*in brackets*), "*quoted*"', '(<em>in brackets</em>), "<em>quoted</em>"'],
    ["l'*idée* et l'**accord**", "l'<em>idée</em> et l'<strong>accord</strong>"],
    ['**A**/**B**, **C**: d', '<strong>A</strong>/<strong>B</strong>, <strong>C</strong>: d'],
    ['**`code`**, **$5**, **.NET**', '<strong><code>code</code></strong>, <strong>$5</strong>, <strong>.NET</strong>'],
    ['这是**“重要”**的,**注意：**这里', '这是<strong>“重要”</strong>的,<strong>注意：</strong>这里'],
    ['**중요한 것**은', '<strong>중요한 것</strong>은'],
    ['**12*3 = 36**', '<strong>12*3 = 36</strong>'],
    ['~~gone~~', '<s>gone</s>'],
    ['- **a:** b\n- *c* 2*3*4', '<li><strong>a:</strong> b</li><li><em>c</em> 2*3*4</li>'],
    ['| **a** | b*c*d |\n|---|---|', '<th><strong>a</strong></th><th>b*c*d</th>'],
  ])('is seen in %j', (text, looks) => {
    expect(shown(text)).toBe(looks);
  });

  it.each([
    'The box holds 12*3*2 = 72 parts.',
    'i*i<=n and j*j<=m',
    '2**3**2',
    '__init__ and __call__',
    '**Achtung:**Der Wert',
    'an *important word* here, **bold words** and ***both*** of _them_',
    '**bold with *more* inside** and ~~gone~~',
    'f(*args), *p++ = *q++ and **bold**',
    'the *_private* name and _other words_ of it',
    "'-'*40 and '='*40",
    '*Note: a whole sentence may be slanted.*',
    '*Note:*The rest',
    '**Two words**The rest',
    '这是**“重要”**的',
    '- **a:** b\n- *c* 2*3*4',
    'A [link](https://example.org "x") and list[0] in [0, 1) of ``a`b``.',
    'Some `code*a*b` and **`more`** of it.',
    '# A **bold** head\n\n1. **One:** a\n2. **Two:** b\n   - *three*\n\n***both***\n\nEnd\n72',
  ])('does not change its mind while %j comes', (text) => {
    expect(flips(text)).toEqual([]);
  });
});
