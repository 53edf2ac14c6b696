/** Puzzles of all kinds. */
import type { Item, Rng } from '../rng.ts';
import { otherPuzzle } from '../puzzles.ts';
import { person } from '../words.ts';
import { units } from './units.ts';
import { clock, days, rule } from './clock.ts';
import { order } from './orders.ts';
import { sequence, sorting } from './sequences.ts';

export const puzzle = (r: Rng): Item =>
  r.weighted<() => Item>([
    [9, () => order(r)],
    [5, () => sequence(r)],
    [3, () => sorting(r)],
    [4, () => clock(r)],
    [2, () => days(r)],
    [5, () => units(r)],
    [1, () => rule(r, person(r).name)],
    [1.5, () => otherPuzzle(r)],
  ])();
