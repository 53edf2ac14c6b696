/** What all plots need. */
import type { Expr, Stmt } from './tree.ts';
import { name, type Parts, value } from './parts.ts';

export const print = (...values: Expr[]): Stmt => ({ do: 'print', values });

export function declare(p: Parts, fixed = p.r.chance(0.5), v = p.number()): readonly [string, Stmt] {
  const n = p.id();
  return [n, { do: 'let', name: n, value: value(v), fixed }];
}

/** Something computed from names, printed at once or by a name. */
export function result(p: Parts, names: readonly string[]): Stmt[] {
  const { r } = p;
  if (r.chance(0.5)) return [print(p.sum(names))];
  const n = p.id();
  return [{ do: 'let', name: n, value: p.sum(names), fixed: true }, print(name(n))];
}
