/** Word problems of all kinds. */
import type { Item, Rng } from '../rng.ts';
import { after } from '../meaning/after.ts';
import { levels, perGroup, shifts } from './chains.ts';
import { backwards, changes } from './changes.ts';
import { comings, passing } from './comings.ts';
import { compare, difference } from './compare.ts';
import { grouped } from './groups.ts';
import { bill } from './money.ts';
import { prices } from './prices.ts';
import { several } from './several.ts';
import { divided } from './sharing.ts';
import { wages } from './wages.ts';
import { fraction, needs, remainder } from './parts.ts';
import { calendar, parts } from './known.ts';
import { lengths } from './lengths.ts';
import { output, travel, years } from './rates.ts';
import { solved, type Told } from '../meaning/tale.ts';
import { written } from './written.ts';

const KINDS: readonly (readonly [number, (r: Rng) => Told])[] = [
  [8, changes],
  [3, backwards],
  [4, comings],
  [2, passing],
  [8, compare],
  [3, difference],
  [8, grouped],
  [8, divided],
  [5, several],
  [7, bill],
  [5, wages],
  [4, prices],
  [6, fraction],
  [4, remainder],
  [5, needs],
  [4, travel],
  [4, output],
  [6, lengths],
  [1.5, years],
  [3, parts],
  [5, calendar],
  [3, levels],
  [3, perGroup],
  [1.5, shifts],
];

export function story(r: Rng): Item {
  for (;;) {
    const told = r.weighted(KINDS)(r);
    if (told.q.length <= 420 && !told.answer.includes('.') && Number(told.answer) <= 99_999) return itemOf(told);
  }
}

/** In sentences that were written one by one. */
export const writtenStory = (r: Rng): Item => itemOf(written(r));

/** The same with numbers that are easy to compute with: less text a problem, and what there is says which operation follows. */
export const easyStory = (r: Rng): Item => itemOf(written(r, 6));

function itemOf(told: Told): Item {
  const numbers = told.q.match(/\d+/g) ?? [];
  return {
    kind: 'story',
    q: told.q,
    a: solved(told),
    answer: told.answer,
    key: `t${numbers.length > 1 ? numbers.join() : told.q.length}`,
    follow: after(told),
  };
}
