/** A word problem before its words are joined. */
import type { Rng } from '../rng.ts';

export interface Draft {
  q: string;
  plan: string;
  steps: string[];
  n: number;
  nums: number[];
  /** "it" of the follow-ups, such as "apples" or "dollars". */
  unit: string;
  who: string;
  he: string;
}

const WORD = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

export const TIMES = ['', '', 'twice', 'three times', 'four times', 'five times'];

/** A number in a question: now and then spelled out. */
export const num = (r: Rng, n: number): string => (n <= 12 && r.chance(0.08) ? WORD[n]! : String(n));

export function factors(r: Rng, limit = 150): [number, number] {
  for (;;) {
    const a = r.int(2, 12);
    const b = r.chance(0.75) ? r.int(2, 12) : r.int(10, 40);
    if (a * b <= limit) return r.chance(0.5) ? [a, b] : [b, a];
  }
}
