/**
 * Whether two answers of MATH are worth the same: part by part of lists, intervals, sets, matrices and equations, then by value.
 * It is not sympy, and its figures are not the harness's.
 */
import { answerForms, type AnswerForm, type Parts, type Relation } from './answerForm.ts';
import { sameUnit } from './answerUnit.ts';
import { namesIn } from './formulaValue.ts';
import type { Formula } from './latex.ts';
import { areProportional, sameFormula } from './sameFormula.ts';

export function sameMath(answer: string, right: string): boolean {
  const others = answerForms(right);
  return answerForms(answer).some((form) => others.some((other) => isSame(form, other)));
}

function isSame(a: AnswerForm, b: AnswerForm): boolean {
  if (a.key === b.key && a.key !== '') return true;
  if (a.kind === 'words' || b.kind === 'words') return a.key.toLowerCase() === b.key.toLowerCase();
  if (a.kind === 'relation') return b.kind === 'relation' ? sameRelation(a, b) : isRelationFor(a, b);
  if (b.kind === 'relation') return isRelationFor(b, a);
  if (a.kind === 'parts') return b.kind === 'parts' && sameParts(a, b);
  return a.kind === 'formula' && b.kind === 'formula' && sameUnit(a.unit, b.unit) && sameFormula(a.formula, b.formula);
}

function sameParts(a: Parts, b: Parts): boolean {
  if (a.brackets !== b.brackets || a.parts.length !== b.parts.length) return false;
  return a.isOrdered ? areSame(a.parts, b.parts) : isPairing(a.parts, [...b.parts]);
}

const areSame = (some: readonly AnswerForm[], others: readonly AnswerForm[]): boolean =>
  some.length === others.length &&
  some.every((one, index) => {
    const other = others[index];
    return other !== undefined && isSame(one, other);
  });

/** Each of `parts` has a partner of its own. */
function isPairing(parts: readonly AnswerForm[], left: AnswerForm[]): boolean {
  return parts.every((part) => {
    const found = left.findIndex((other) => isSame(part, other));
    if (found >= 0) left.splice(found, 1);
    return found >= 0;
  });
}

function sameRelation(a: Relation, b: Relation): boolean {
  const [first, second] = [solved(a), solved(b)];
  if (first?.name !== undefined && first.name === second?.name) return isSame(first.value, second.value);
  const [left, right] = [zeroForm(a), zeroForm(b)];
  if (left && right) return areProportional(left, right);
  return a.signs.join() === b.signs.join() && areSame(a.sides, b.sides);
}

/** Whether an answer that is a relation says the value, or the interval, that another one is. */
function isRelationFor(relation: Relation, other: AnswerForm): boolean {
  const value = solved(relation)?.value ?? intervalOf(relation);
  return value !== undefined && isSame(value, other);
}

interface Solved {
  readonly name?: string;
  readonly value: AnswerForm;
}

/** `x = 5`, `5 = x`, `2 + 3 = 5` and `x = 2 + 3 = 5`, but not `x + y = 5`: only a name may be left out. */
function solved({ signs, sides }: Relation): Solved | undefined {
  if (!['=', '\\in', '\\approx'].some((sign) => signs.every((other) => other === sign))) return undefined;
  const named = sides[0]?.name === undefined && sides.length === 2 ? sides[1] : sides[0];
  const [value, ...others] = named?.name === undefined ? sides : sides.filter((side) => side !== named);
  if (value === undefined || !others.every((other) => isSame(value, other))) return undefined;
  if (named?.name === undefined) return { value };
  return value.kind === 'formula' && namesIn(value.formula).includes(named.name)
    ? undefined
    : { name: named.name, value };
}

/** What is 0, of an equation. */
function zeroForm({ signs, sides: [left, right] }: Relation): Formula | undefined {
  if (signs.join() !== '=' || left?.kind !== 'formula' || right?.kind !== 'formula') return undefined;
  return { kind: 'call', name: 'subtract', args: [left.formula, right.formula] };
}

/** Of `1 < x \le 2`, `x < 2` and `1 < x`. */
function intervalOf({ signs, sides }: Relation): AnswerForm | undefined {
  if (!signs.every((sign) => sign === '<' || sign === '\\le')) return undefined;
  const at = sides.length === 3 || sides[0]?.name === undefined ? 1 : 0;
  const [low, high] = [sides[at - 1], sides[at + 1]];
  if (sides.length > 3 || sides[at]?.name === undefined) return undefined;
  const brackets = `${low && signs[at - 1] === '\\le' ? '[' : '('}${high && signs[at] === '\\le' ? ']' : ')'}`;
  const parts = [low ?? infinity(-1), high ?? infinity(1)];
  return { key: '', kind: 'parts', brackets, isOrdered: true, parts };
}

function infinity(sign: 1 | -1): AnswerForm {
  const infty: Formula = { kind: 'name', name: 'infty' };
  const formula: Formula = sign > 0 ? infty : { kind: 'call', name: 'negate', args: [infty] };
  return { key: sign > 0 ? '\\infty' : '-\\infty', kind: 'formula', formula, unit: [] };
}
