/** How numbers, words, signs and what is not looked into are written. */
import type { Operator, Relation, Shape } from './token.ts';

export const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Fractions that are one character, as numerator and denominator. */
export const VULGAR: Readonly<Record<string, readonly [bigint, bigint]>> = {
  '½': [1n, 2n],
  '⅓': [1n, 3n],
  '⅔': [2n, 3n],
  '¼': [1n, 4n],
  '¾': [3n, 4n],
  '⅕': [1n, 5n],
  '⅖': [2n, 5n],
  '⅗': [3n, 5n],
  '⅘': [4n, 5n],
  '⅙': [1n, 6n],
  '⅚': [5n, 6n],
  '⅛': [1n, 8n],
  '⅜': [3n, 8n],
  '⅝': [5n, 8n],
  '⅞': [7n, 8n],
};

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

/** A word, with what a hyphen or a dot joins to it: `T-shirt`, `a.length`. */
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
  [/v?(?!\d{1,3}(?:\.\d{3}){2}(?![.\d]))\d+(?:\.\d+){2,}(?:[-+][\w.]+)?/y, 'symbol'],
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
