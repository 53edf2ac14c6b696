/**
 * Whether two answers of MATH are worth the same: exact fractions where both are, else numbers at eight fixed points of their variables.
 * Points cannot prove that two formulas are equal; that unequal ones agree at all of them to 1e-9 does not happen by chance.
 * It is not sympy, and its figures are not the harness's.
 */
import { equal } from '../checks/arithmetic/rational.ts';
import { exactValue, namesIn, valueAt } from './formulaValue.ts';
import { parseLatex, type Formula } from './latex.ts';
import { sameString } from './mathStrings.ts';

/** By strings first, then part by part of lists, intervals, sets and matrices, then by value. */
export function sameMath(answer: string, right: string): boolean {
  if (sameString(answer, right)) return true;
  const [a, b] = [answer, right].map(bareAnswer) as [string, string];
  if (sameString(a, b)) return true;
  if (isText(b)) return a.toLowerCase() === b.toLowerCase();
  const [first, second] = [partsOf(a), partsOf(b)];
  if (first.form !== second.form || first.parts.length !== second.parts.length) return false;
  if (first.form === '' && first.parts.length === 1) return sameFormula(a, b);
  // Tuples, intervals and matrices have an order; sets and solutions beside each other have none.
  if (first.form !== '' && first.form !== '{}')
    return first.parts.every((part, index) => sameMath(part, second.parts[index] ?? ''));
  return isPairing(first.parts, [...second.parts]);
}

/** Each of `parts` has a partner of its own. */
function isPairing(parts: readonly string[], left: string[]): boolean {
  return parts.every((part) => {
    const found = left.findIndex((other) => sameMath(part, other));
    if (found >= 0) left.splice(found, 1);
    return found >= 0;
  });
}

/** Without dollar signs, units, a leading `x =` and the full stop. */
function bareAnswer(answer: string): string {
  return answer
    .trim()
    .replace(/\.$/, '')
    .replace(/^\$+|\$+$|^\\[[(]|\\[\])]$/g, '')
    .replace(/\\left(?![a-z])|\\right(?![a-z])/g, '')
    .replace(/\\[$%]|%|\^\{?\\circ\}?|\\degree/g, '')
    .replace(/^(?:[a-zA-Z](?:\([a-z]\))?|\\[a-z]+)\s*(?:=|\\in(?![a-z]))\s*/, '')
    .replace(/(?<=\S)\s*\\(?:text|mbox|mathrm)\{\s*[^{}]*\}(?:\^\{?\d\}?)?$/, '')
    .replace(/\\(?:text|mbox|mathrm|textbf)\{([^{}]*)\}/g, '$1')
    .trim();
}

/** Words, not a formula. */
const isText = (answer: string): boolean => /^[a-z][a-z ,'-]*[a-z]$/i.test(answer) && /[a-z]{3}/i.test(answer);

interface Parts {
  /** The brackets around them, or the kind of matrix. */
  readonly form: string;
  readonly parts: readonly string[];
}

function partsOf(text: string): Parts {
  const matrix = /^\\begin\{([a-z]*matrix)\}([^]*)\\end\{\1\}$/.exec(text);
  if (matrix) {
    const rows = (matrix[2] ?? '').split(/\\\\/).filter((row) => row.trim() !== '');
    return { form: `matrix of ${rows.length}`, parts: rows.flatMap((row) => row.split('&')) };
  }
  const set = /^\\\{([^]*)\\\}$/.exec(text);
  if (set) return { form: '{}', parts: atCommas(set[1] ?? '') };
  const brackets = /^([[(])([^]*)([\])])$/.exec(text);
  const inside = atCommas(brackets?.[2] ?? '');
  if (brackets && inside.length > 1 && isOneBracket(text))
    return { form: `${brackets[1] ?? ''}${brackets[3] ?? ''}`, parts: inside };
  const union = text.split(/\\cup(?![a-z])/);
  if (union.length > 1) return { form: 'union', parts: union };
  return { form: '', parts: atCommas(text).flatMap(bothSigns) };
}

/** `3 \pm x` is two answers. */
const bothSigns = (part: string): readonly string[] =>
  /\\pm(?![a-z])/.test(part) ? ['+', '-'].map((sign) => part.replace(/\\pm(?![a-z])/, sign)) : [part];

/** Whether the first bracket ends with the last one: not so in `(0,1)\cup(2,3)`. */
function isOneBracket(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if ('([{'.includes(text.charAt(i))) depth++;
    if (')]}'.includes(text.charAt(i)) && --depth === 0) return i === text.length - 1;
  }
  return false;
}

/** Parts between commas and "and"; one between thousands is none. */
function atCommas(text: string): readonly string[] {
  const plain = text
    .replaceAll('{,}', '')
    .replace(/(?<![\d,])(\d{1,3})((?:,\d{3})+)(?![\d,])/g, (whole) => whole.replaceAll(',', ''));
  const parts: string[] = [''];
  let depth = 0;
  for (const sign of plain.replace(/\s+and\s+/g, ',')) {
    if ('([{'.includes(sign)) depth++;
    if (')]}'.includes(sign)) depth--;
    if (sign === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${sign}`);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function sameFormula(answer: string, right: string): boolean {
  const [a, b] = [parseLatex(answer), parseLatex(right)];
  if (a === undefined || b === undefined) return false;
  const [first, second] = [exactValue(a), exactValue(b)];
  return first && second ? equal(first, second) : sameAtPoints(a, b);
}

const POINTS = 8;
/** At fewer points that both are defined at, nothing is said. */
const LEAST_POINTS = 3;

function sameAtPoints(a: Formula, b: Formula): boolean {
  const names = [...new Set([...namesIn(a), ...namesIn(b)])].sort();
  let compared = 0;
  for (let point = 0; point < POINTS; point++) {
    const at = (name: string) => CONSTANTS[name] ?? coordinate(names.indexOf(name), point);
    const [x, y] = [valueAt(a, at), valueAt(b, at)];
    const isSame = Number.isFinite(x) && Math.abs(x - y) <= 1e-12 + 1e-9 * Math.max(Math.abs(x), Math.abs(y));
    if (isSame || (x === y && names.includes('infty'))) compared++;
    else if (Number.isFinite(x) || Number.isFinite(y) || names.includes('infty')) return false;
  }
  return compared >= LEAST_POINTS;
}

const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E, infty: Infinity };

/** Between 0.3 and 3.3, irrational steps apart, the same at each run. */
const coordinate = (index: number, point: number): number =>
  0.3 + 3 * (((point + 1) * Math.SQRT2 + (index + 1) * Math.sqrt(7) * (point + 2)) % 1);
