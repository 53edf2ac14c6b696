/** How an answer is built: lists, sets, intervals, matrices, equations, and the formulas in them. */
import { measured } from './answerUnit.ts';
import { parseLatex, type Formula } from './latex.ts';
import { plainLatex } from './plainLatex.ts';

export type AnswerForm = {
  /** Equal for answers that differ in their look only. */
  readonly key: string;
} & (
  | { readonly kind: 'formula'; readonly formula: Formula; readonly unit: readonly string[] }
  | { readonly kind: 'words' }
  | { readonly kind: 'unknown' }
  | Relation
  | Parts
);

export interface Relation {
  readonly kind: 'relation';
  /** Between the sides: `=`, `\ne`, `\in`, `\approx`, `<`, `\le`, or several that do not point one way. */
  readonly signs: readonly string[];
  readonly sides: readonly Side[];
}

/** With the name, where it is nothing but one. */
export type Side = AnswerForm & { readonly name?: string };

export interface Parts {
  readonly kind: 'parts';
  /** Those around the parts, none for a list, else what holds them together. */
  readonly brackets: string;
  readonly isOrdered: boolean;
  readonly parts: readonly AnswerForm[];
}

/** Longer answers, UTF-16 units, and those with more parts or more brackets in brackets are compared as they are written. */
const LONGEST = 1000;
const MOST_PARTS = 50;
const DEEPEST = 20;

/** For each thing that a comma may mean: `1,200` is one number or two. */
export function answerForms(text: string): readonly AnswerForm[] {
  if (text.length > LONGEST) return [{ key: text.trim(), kind: 'unknown' }];
  const plain = plainLatex(text)
    .replace(/,?\s*"[,\s]*(?:and|or)[,\s]*"|,?\s+(?:and|or)\s+/g, ', ')
    .replace(/^(?:=|\\approx(?![a-zA-Z]))\s*/, '');
  if (deepest(plain) > DEEPEST) return [{ key: plain, kind: 'unknown' }];
  const joined = withoutThousands(plain);
  // No number of a list begins with 0 and two more figures.
  const readings = /,0\d\d/.test(plain) ? [joined] : [plain, joined];
  return [...new Set(readings)].map(read);
}

/** Of several numbers, commas inside are clear only where those between have a space behind them. */
function withoutThousands(text: string): string {
  const number = /(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?!\d|,\d)/g;
  if (/,(?! )/.test(text.replace(number, ''))) return text;
  return text.replace(number, (found, at: number) => {
    const isPair = /[([{]\s*-?$/.test(text.slice(0, at)) && /^\s*(?:[)\]]|\\\})/.test(text.slice(at + found.length));
    return isPair ? found : found.replaceAll(',', '');
  });
}

const tokens = (text: string): readonly string[] => text.match(/\\[a-zA-Z]+|\\[^]|"[^"]*"|[^]/g) ?? [];

const depthOf = (token: string): number => {
  if (['(', '[', '{', '\\{', '\\begin'].includes(token)) return 1;
  return [')', ']', '}', '\\}', '\\end'].includes(token) ? -1 : 0;
};

function deepest(text: string): number {
  let [depth, most] = [0, 0];
  for (const token of tokens(text)) most = Math.max(most, (depth += depthOf(token)));
  return most;
}

/** What stands between separators that are in no brackets. */
function split(text: string, separators: readonly string[]): { readonly parts: string[]; readonly signs: string[] } {
  const parts: string[] = [''];
  const signs: string[] = [];
  let depth = 0;
  for (const token of tokens(text)) {
    depth += depthOf(token);
    if (depth === 0 && separators.includes(token)) {
      signs.push(token);
      parts.push('');
    } else parts.push(`${parts.pop() ?? ''}${token}`);
  }
  return { parts: parts.map((part) => part.trim()), signs };
}

const atCommas = (text: string): string[] => split(text, [',', ';']).parts.filter((part) => part !== '');

function read(text: string): AnswerForm {
  const list = atCommas(text);
  const parts = list.flatMap(bothSigns);
  if (parts.length > 1) return partsForm(text, '', parts, false);
  const [only = ''] = list;
  return readRelation(only) ?? readUnion(only) ?? readBracketed(only) ?? readWords(only) ?? readFormula(only);
}

/** `3 \pm x` is two answers; signs that go together are `\pm` and `\mp`. */
function bothSigns(part: string): readonly string[] {
  const signs: readonly string[] = part.match(/\\(?:pm|mp)(?![a-zA-Z])/g) ?? [];
  if (signs.length === 0 || (signs.length > 1 && !signs.includes('\\mp'))) return [part];
  return ['+-', '-+'].map((sign) =>
    part.replace(/\\(pm|mp)(?![a-zA-Z])/g, (_match, name) => sign.charAt(name === 'pm' ? 0 : 1)),
  );
}

function partsForm(text: string, brackets: string, parts: readonly string[], isOrdered = true): AnswerForm {
  const key = keyOf(text);
  if (parts.length > MOST_PARTS) return { key, kind: 'unknown' };
  return { key, kind: 'parts', brackets, isOrdered, parts: parts.map(read) };
}

function readRelation(text: string): AnswerForm | undefined {
  const { parts, signs } = split(text, ['=', '<', '>', '\\le', '\\ge', '\\ne', '\\in', '\\approx']);
  if (signs.length === 0) return undefined;
  const key = keyOf(text);
  if (parts.includes('')) return { key, kind: 'unknown' };
  const sides = parts.map((part) => ({
    ...read(part),
    ...(NAMES.some((name) => name.test(part)) && { name: keyOf(part) }),
  }));
  const isDownward = signs.every((sign) => sign === '>' || sign === '\\ge');
  if (!isDownward) return { key, kind: 'relation', signs, sides };
  return {
    key,
    kind: 'relation',
    signs: signs.map((sign) => (sign === '>' ? '<' : '\\le')).reverse(),
    sides: sides.reverse(),
  };
}

/** What an answer may be called, one pattern each; no product of letters is among them. */
const NAMES: readonly RegExp[] = [
  // `x`, `a_{10}`, `f(x)`, `f^{-1}(x)`, but no constant.
  /^(?![ei]$)[a-zA-Z](?:_(?:\w|\{[^{}]*\}))?'*(?:\^\{?-1\}?)?(?:\([a-z](?:, ?[a-z])*\))?$/,
  /^(?!\\(?:pi|infty)$)\\[a-zA-Z]+(?:_(?:\w|\{[^{}]*\}))?$/,
  // `P(3)`
  /^[fghpqA-Z]\(-?\d+\)$/,
  // `AB`, `\angle ABC`
  /^(?:m? ?\\angle ?[A-Z]+|[A-Z]{2,})$/,
  // `(x,y)`
  /^\([a-z](?:, ?[a-z])+\)$/,
  // `\text{area}`, `Total cost`
  /^(?:"[^"]*"|[A-Z][a-z]{2,}(?: [a-z]+)*)$/,
];

function readUnion(text: string): AnswerForm | undefined {
  const { parts } = split(text, ['\\cup']);
  return parts.length > 1 ? partsForm(text, 'union', parts, false) : undefined;
}

function readBracketed(text: string): AnswerForm | undefined {
  if (text === '\\emptyset') return partsForm(text, '{}', [], false);
  if (text === '\\mathbb{R}') return partsForm(text, '()', ['-\\infty', '\\infty']);
  const matrix = readMatrix(text);
  if (matrix || !isOneBracket(text)) return matrix;
  const isSet = /^\\\{[^]*\\\}$/.test(text);
  if (isSet) return partsForm(text, '{}', atCommas(text.slice(2, -2)), false);
  const inside = atCommas(text.slice(1, -1));
  if (inside.length < 2) return undefined;
  if (text.startsWith('{')) return partsForm(text, '{}', inside, false);
  return partsForm(text, `${text.charAt(0)}${text.slice(-1)}`, inside);
}

/** Whether the first bracket ends with the last one: not so in `(0,1)(2,3)`. */
function isOneBracket(text: string): boolean {
  let depth = 0;
  const signs = tokens(text);
  const end = signs.findIndex((token) => (depth += depthOf(token)) === 0);
  return end > 0 && end === signs.length - 1 && !text.startsWith('\\begin');
}

function readMatrix(text: string): AnswerForm | undefined {
  const matrix = /^[([]?\s*\\begin\{([a-zA-Z]*matrix|array)\}(?:\{[clr|]*\})?([^]*)\\end\{\1\}\s*[)\]]?$/.exec(text);
  const [, name = '', body = ''] = matrix ?? [];
  if (!matrix || body.includes('\\begin')) return undefined;
  const rows = split(body, ['\\\\']).parts.filter((row) => row !== '');
  const cells = rows.map((row) => split(row, ['&']).parts);
  const kind = /^[vV]/.test(name) ? name : 'matrix';
  return partsForm(text, `${kind} with rows of ${cells.map((row) => row.length).join(', ')}`, cells.flat());
}

/** No formula: several letters, or text in quotes. */
function readWords(text: string): AnswerForm | undefined {
  const letter = /^"(\(?[a-zA-Z]\)?)"$/.exec(text)?.[1];
  if (letter !== undefined) return readFormula(letter);
  const words = text.replaceAll('"', ' ').replace(/\s+/g, ' ').trim().toLowerCase();
  const isWords = /^[a-z][a-z .'-]*$/.test(words) && (text.startsWith('"') || /[a-z]{3}/.test(words));
  return isWords ? { key: words, kind: 'words' } : undefined;
}

function readFormula(text: string): AnswerForm {
  const key = keyOf(text);
  const { value, unit } = measured(text);
  if (unit.length > 0 || value !== text) {
    const inside = read(value);
    return inside.kind === 'formula' ? { ...inside, key, unit: [...unit, ...inside.unit] } : { ...inside, key };
  }
  const formula = parseLatex(text);
  return formula ? { key, kind: 'formula', formula, unit } : { key, kind: 'unknown' };
}

/** Without spaces and braces that change nothing. */
const keyOf = (text: string): string =>
  text.replace(/\s+(?!\w)|(?<!\w)\s+|(?<=\\[a-zA-Z]+)\s+(?![a-zA-Z])/g, '').replace(/([_^])\{(\w)\}(?!\w)/g, '$1$2');
