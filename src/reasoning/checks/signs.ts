/** How numbers, words, signs and what is not looked into are written. */
import type { Operator, Relation, Shape } from './token.ts';

export const SUPERSCRIPTS: Readonly<Record<string, bigint>> = { '²': 2n, '³': 3n };

export const LATEX: Readonly<Record<string, Shape | 'space'>> = {
  times: { kind: 'operator', operator: '*' },
  cdot: { kind: 'operator', operator: '*' },
  ast: { kind: 'operator', operator: '*' },
  div: { kind: 'operator', operator: '/' },
  leq: { kind: 'relation', relation: '<=' },
  le: { kind: 'relation', relation: '<=' },
  geq: { kind: 'relation', relation: '>=' },
  ge: { kind: 'relation', relation: '>=' },
  neq: { kind: 'relation', relation: '!=' },
  ne: { kind: 'relation', relation: '!=' },
  lt: { kind: 'relation', relation: '<' },
  gt: { kind: 'relation', relation: '>' },
  approx: { kind: 'relation', relation: '≈' },
  simeq: { kind: 'relation', relation: '≈' },
  left: 'space',
  right: 'space',
  quad: 'space',
  qquad: 'space',
  displaystyle: 'space',
  boxed: 'space',
};

export const RELATIONS: Readonly<Record<string, Relation>> = {
  '=': '=',
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '≠': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
  '≤': '<=',
  '≥': '>=',
  '≈': '≈',
  '≅': '≈',
  '≃': '≈',
};

export const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '*': '*',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∙': '*',
  '/': '/',
  '÷': '/',
  '∕': '/',
  '//': '//',
  '**': '^',
  '^': '^',
};

export const NUMBER =
  /(?:\d{1,3}(?:(?:,|\{,\})\d{3})+(?![\d])|\d+(?:_\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+/y;
export const WORD = /[\p{L}_$][\p{L}\p{N}_$'’]*(?:[.-][\p{L}_$][\p{L}\p{N}_$]*|-\d[\p{L}\p{N}_$]*)*/uy;
/** Runs of signs that are one thing in programs or prose and none of the operators above. */
export const COMPOUND =
  /\+\+|--+|[+\-*/%&|^]=(?!=)|:=|=>|->|<-(?!\d)|<<|>>|<>|&&?|\|\|?|~+|\?\?|=\/=|\/\*|\*\/|<\/|\/>|\.\.(?!\.)|±|∓|#+|@|\*{3,}|={4,}/y;

export const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** Parts of the text that are one opaque thing, by what they are taken for. */
const OPAQUE: readonly (readonly [RegExp, 'symbol' | 'stop'])[] = [
  // Blocks of code, also while they are still being written.
  [/(?<=^|\n)[ \t]*(```|~~~)[^\n]*\n[\s\S]*?(?:\n[ \t]*\1[^\n]*|$)/y, 'stop'],
  // What begins a line of Markdown: list markers, headings, quotes.
  [/(?<=^|\n)[ \t]*(?:(?:\d{1,3}[.)]|\(\d{1,3}\)|\(?[a-zA-Z]\)|[-*+•]|#{1,6}|>+)[ \t]+)+/y, 'stop'],
  [/[a-z][a-z+.-]*:\/\/[^\s`)>\]]+/iy, 'symbol'],
  // Text in quotes is a quote.
  [/"[^"\n]{0,300}"|“[^”\n]{0,300}”|«[^»\n]{0,300}»/y, 'symbol'],
  [/(?<![\p{L}\p{N}])['‘][^'’\n]{0,200}['’](?![\p{L}\p{N}])/uy, 'symbol'],
  // Dates, times and ratios, versions and addresses, telephone numbers, hexadecimal and binary numbers, figures with letters.
  [/\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)|\d{1,2}([-/.])\d{1,2}\2\d{4}(?!\d)|\d{1,2}\/\d{1,2}\/\d{2}(?!\d)/y, 'symbol'],
  [/\d+(?::\d+)+/y, 'symbol'],
  [/v?\d+(?:\.\d+){2,}(?:[-+][\w.]+)?/y, 'symbol'],
  [/\+?\d{0,3}[ -]?\(?\d{3}\)?[ -]\d{3}-\d{4}(?!\d)|\+\d{6,}/y, 'symbol'],
  [/0[xXbBoO][\da-fA-F_]+/y, 'symbol'],
];

export const ARITHMETIC_CODE = /^[\s\d.,_+\-*/%^()<>=!×÷·⋅−≤≥≠]+$/;
/** Relations inside quoted code make it a statement; without them it is a value. */
export const HAS_RELATION = /[<>=≤≥≠]/;

/** The opaque thing that begins at a place of a text. */
export function opaqueAt(
  text: string,
  at: number,
): { readonly kind: 'symbol' | 'stop'; readonly length: number } | undefined {
  for (const [pattern, kind] of OPAQUE) {
    const match = matchAt(pattern, text, at);
    if (match) return { kind, length: match.length };
  }
  return undefined;
}
