/** Sums and other questions about bare numbers. */
import type { Item, Rng } from '../rng.ts';
import { instructions, unknown } from './instructions.ts';
import { operation } from './operations.ts';
import { portion } from './portions.ts';
import { mixed } from './riddles.ts';
import { rests, sum, table } from './sums.ts';

export const number = (r: Rng): Item =>
  r.weighted([
    [9, sum],
    [8, operation],
    [2, table],
    [2, rests],
    [3, instructions],
    [3, unknown],
    [3.5, portion],
    [4, mixed],
  ])(r);
