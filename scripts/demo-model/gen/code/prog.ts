/** A small program while it is written: its lines, its values, and the steps that tell them. */
import type { Rng } from '../rng.ts';
import { ident } from '../words.ts';

export type Lang = 'typescript' | 'javascript' | 'python';

export const TITLE = { typescript: 'TypeScript', javascript: 'JavaScript', python: 'Python' };

type Value = number | string | number[];

export const show = (v: Value): string => (Array.isArray(v) ? `[${v.join(', ')}]` : String(v));

export class Prog {
  readonly used: string[] = [];
  readonly lines: string[] = [];
  readonly steps: string[] = [];
  readonly env = new Map<string, Value>();
  readonly nums: number[] = [];
  /** What the program does, for the summary. */
  main = '';
  /** Name of the variable changed by a loop, with its value after the loop. */
  loopVar: string | undefined;
  out = '';
  readonly r: Rng;
  readonly lang: Lang;
  private readonly semi: string;
  readonly tab: string;
  private readonly typed: boolean;
  constructor(r: Rng, lang: Lang) {
    this.r = r;
    this.lang = lang;
    this.semi = lang !== 'python' && r.chance(0.88) ? ';' : '';
    this.tab = lang === 'python' ? '    ' : r.chance(0.7) ? '  ' : '    ';
    this.typed = lang === 'typescript' && r.chance(0.4);
  }
  get py(): boolean {
    return this.lang === 'python';
  }
  id(): string {
    return ident(this.r, this.lang, this.used);
  }
  num(lo: number, hi: number): number {
    const n = this.r.int(lo, hi);
    this.nums.push(n);
    return n;
  }
  line(depth: number, s: string, end = this.semi): void {
    this.lines.push(this.tab.repeat(depth) + s + end);
  }
  open(depth: number, head: string): void {
    this.lines.push(this.tab.repeat(depth) + head + (this.py ? ':' : ' {'));
  }
  close(depth: number): void {
    if (!this.py) this.lines.push(this.tab.repeat(depth) + '}');
  }
  decl(depth: number, name: string, expr: string, value: Value, fixed = false): void {
    const kw = this.py ? '' : fixed ? 'const ' : 'let ';
    const t = this.typed ? `: ${Array.isArray(value) ? 'number[]' : typeof value}` : '';
    this.line(depth, `${kw}${name}${t} = ${expr}`);
    this.env.set(name, value);
  }
  set(name: string, v: Value): void {
    this.env.set(name, v);
  }
  get(name: string): number {
    return this.env.get(name) as number;
  }
  str(s: string): string {
    return this.py || this.lang === 'javascript' ? `'${s}'` : `"${s}"`;
  }
  type(t: string): string {
    return this.lang === 'typescript' ? `: ${t}` : '';
  }
  print(expr: string, v: Value): void {
    const call = this.py ? `print(${expr})` : `console.log(${expr})`;
    this.line(0, call);
    this.steps.push(`\`${call}\` prints ${show(v)}.`);
    this.out = show(v);
  }
  text(): string {
    return this.lines.join('\n');
  }
}

export const OPS = ['+', '-', '*'] as const;

export function calc(op: string, a: number, b: number): number | undefined {
  const v = op === '+' ? a + b : op === '-' ? a - b : a * b;
  if (v < 0 || v > 160 || (op === '*' && (a > 40 || b > 40 || (a > 12 && b > 12)))) return undefined;
  return v;
}

/** An operator and a literal that keep the value of a in range. */
export function opFor(p: Prog, a: number): { op: string; k: number; v: number } {
  for (let tries = 0; ; tries++) {
    const op =
      tries > 40
        ? '-'
        : p.r.weighted([
            [4, '+'],
            [3, '-'],
            [3, '*'],
          ]);
    const k = op === '*' ? p.r.int(2, 6) : p.r.int(1, 30);
    const v = tries > 40 ? Math.max(0, a - k) : calc(op, a, k);
    if (v !== undefined) {
      p.nums.push(k);
      return { op, k: tries > 40 ? a - v : k, v };
    }
  }
}

// Each block adds lines and steps. Loops and branches stay small enough to be followed value by value.
