import type { Rng } from './rng.ts';
import { thing as anyThing } from './meaning/actors.ts';
import { people as anyPeople } from './words.ts';

export const people = (r: Rng): readonly [string, string, string] => {
  const [a, b, c] = anyPeople(r, 3).map(({ name }) => name);
  return [a!, b!, c!];
};
export const thing = (r: Rng): string => anyThing(r).many;
