/** Puzzles of all kinds. */
import type { Item, Rng } from '../rng.ts';
import { otherPuzzle } from '../puzzles.ts';
import { person } from '../words.ts';
import { units } from './units.ts';
import { alphabet } from './alphabet.ts';
import { clock, days, rule } from './clock.ts';
import { order } from './orders.ts';
import { hours } from './hours.ts';
import { letters } from '../run/letters.ts';
import { valued } from './values.ts';
import { sequence, sorting } from './sequences.ts';

export const puzzle = (r: Rng): Item =>
  r.weighted<() => Item>([
    [9, () => order(r)],
    [7, () => sequence(r)],
    [5, () => sorting(r)],
    [4, () => valued(r)],
    [4, () => clock(r)],
    [3, () => hours(r)],
    [2, () => alphabet(r)],
    [1.5, () => letters(r)],
    [2, () => days(r)],
    [5, () => units(r)],
    [1, () => rule(r, person(r).name)],
    [1.5, () => otherPuzzle(r)],
  ])();
