/** Pieces of random programs: names, values, conditions, changes. */
import type { Lang } from '../code/prog.ts';
import type { Rng } from '../rng.ts';
import { funcIdent, ident, listIdent, person, word } from '../words.ts';
import type { Expr, Stmt } from './tree.ts';

export const value = (v: number | string | boolean): Expr => ({ is: 'value', value: v });
export const name = (n: string): Expr => ({ is: 'name', name: n });
export const op = (sign: string, a: Expr, b: Expr): Expr => ({ is: 'op', op: sign, a, b });

/** The names of one program and how it writes its numbers. */
export class Parts {
  /** Names that are taken; first those which the programs call. */
  readonly used: string[] = ['len', 'range', 'print', 'console', 'Math'];
  readonly numbers: string[] = [];
  readonly lists: string[] = [];
  readonly r: Rng;
  readonly lang: Lang;
  constructor(r: Rng, lang: Lang) {
    this.r = r;
    this.lang = lang;
  }
  id = (): string => ident(this.r, this.lang, this.used);
  listId = (): string => listIdent(this.r, this.used);
  funcId = (): string => funcIdent(this.r, this.lang, this.used);

  /** A short name for a loop or a parameter. */
  short(names = ['i', 'j', 'k', 'n', 'x', 'v', 'p', 'item', 'num', 'a', 'b', 'c', 'm', 't', 'w', 'y']): string {
    for (;;) {
      const one = this.r.pick(names);
      if (this.used.includes(one)) continue;
      this.used.push(one);
      return one;
    }
  }

  number(): number {
    return this.r.weighted([
      [6, this.r.int(0, 12)],
      [4, this.r.int(2, 40)],
      [1, this.r.int(10, 100)],
    ]);
  }

  text(): string {
    return this.r.chance(0.5)
      ? word(this.r)
      : this.r.chance(0.5)
        ? person(this.r).name
        : this.r.pick([
            'yes',
            'no',
            'high',
            'low',
            'big',
            'small',
            'ok',
            'stop',
            'go',
            'odd',
            'even',
            'adult',
            'child',
            'pass',
            'fail',
            'warm',
            'cold',
            'rich',
            'poor',
            'free',
            'full',
            'empty',
            'done',
            'win',
            'lose',
            'open',
            'closed',
            'old',
            'new',
            'fast',
            'slow',
            'a',
            'b',
            'x',
            'hi',
            'bye',
            'left',
            'right',
            'up',
            'down',
            'even',
            'red',
            'blue',
          ]);
  }

  /** A name or a small number. */
  atom(names: readonly string[], most = 12): Expr {
    return names.length > 0 && this.r.chance(0.65) ? name(this.r.pick(names)) : value(this.r.int(1, most));
  }

  /** One to three operations. */
  sum(
    names: readonly string[],
    n = this.r.weighted([
      [6, 1],
      [3, 2],
      [1, 3],
    ]),
  ): Expr {
    if (n === 0) return this.atom(names);
    const left = this.r.int(0, n - 1);
    const sign = this.r.weighted([
      [4, '+'],
      [3, '-'],
      [3, '*'],
      [0.7, '%'],
      [this.lang === 'python' ? 0.7 : 0.25, '//'],
    ] as const);
    if (sign === '%' || sign === '//') return op(sign, this.sum(names, left), value(this.r.int(2, 9)));
    return op(
      sign,
      left === 0 && names.length > 0 ? name(this.r.pick(names)) : this.sum(names, left),
      this.sum(names, n - 1 - left),
    );
  }

  /** A comparison; now and then of a remainder, or two of them. */
  test(of: string, near = 10, deep = true): Expr {
    const { r } = this;
    if (r.chance(0.22)) {
      const m = r.pick([2, 2, 2, 3, 4, 5]);
      return op(r.chance(0.7) ? '==' : '!=', op('%', name(of), value(m)), value(r.chance(0.75) ? 0 : 1));
    }
    if (deep && r.chance(0.12))
      return op(r.pick(['and', 'or']), this.test(of, near, false), this.test(of, near, false));
    const sign = r.weighted([
      [4, '>'],
      [4, '<'],
      [2, '>='],
      [2, '<='],
      [1, '=='],
      [1, '!='],
    ] as const);
    return op(sign, name(of), value(Math.max(0, near + r.int(-8, 8))));
  }

  /** How a number changes. */
  change(of: string, by: readonly string[] = []): Stmt {
    const { r } = this;
    const sign = r.weighted([
      [6, '+'],
      [3, '-'],
      [2, '*'],
    ] as const);
    const amount =
      sign === '*'
        ? value(r.int(2, 4))
        : by.length > 0 && r.chance(0.75)
          ? r.chance(0.7)
            ? name(r.pick(by))
            : op(r.pick(['*', '+', '*']), name(r.pick(by)), r.chance(0.4) ? name(r.pick(by)) : value(r.int(1, 5)))
          : value(r.chance(0.4) ? 1 : r.int(1, 20));
    return r.chance(0.08)
      ? { do: 'set', name: of, op: '', value: op(r.pick(['+', '*', '-']), name(of), this.atom(by)) }
      : { do: 'set', name: of, op: sign, value: amount };
  }

  numbersList(n = this.r.int(2, 5)): number[] {
    return Array.from({ length: n }, () =>
      this.r.weighted([
        [5, this.r.int(0, 12)],
        [4, this.r.int(1, 40)],
      ]),
    );
  }

  words(n = this.r.int(2, 4)): string[] {
    return Array.from({ length: n }, () => this.text());
  }
}
