/** How many hours from one full hour to another, with am and pm or without. */
import { type Item, type Rng, solution } from '../rng.ts';
import { formOf, say } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';

const NOON = 12;

/** An hour of the day as 9 am, 5 pm, 13:00. */
function shown(r: Rng, hour: number, half: boolean): string {
  if (!half) return r.pick([`${hour}:00`, `${hour}:00`, String(hour)]);
  const name = hour % NOON === 0 ? NOON : hour % NOON;
  const suffix = hour < NOON ? r.pick(['am', 'am', 'a.m.', 'in the morning']) : r.pick(['pm', 'pm', 'p.m.']);
  return `${name} ${suffix}`;
}

const OPEN = [
  'The {shop|library|office|pool|museum|cafe|bank|gym|zoo|market} is open from $s to $e. How many hours is {it open|that} {a day|that day|}?',
  'How many hours {are there|is it} from $s to $e?',
  'How many hours are {there|} between $s and $e?',
  'I {work|worked|slept|studied|was away|was on the road} from $s to $e. How {long is that in hours|many hours is that}?',
  '{School|The party|The meeting|The trip|The fair|Training} {starts|begins} at $s and ends at $e. How many hours {is that|does it last}?',
  'From $s until $e, how many hours {is that|}?',
  '$s to $e is how many hours?',
  'My shift {goes|runs} from $s to $e. hours?',
  'The bus left at $s and arrived at $e. How many hours did {the trip|it} take?',
  'We {opened|started} at $s and {closed|stopped} at $e. {How many hours were we open|how many hours did that take}?',
];

/** "The shop is open from 8 am to 5 pm. How many hours is that?" */
export function hours(r: Rng): Item {
  const start = r.int(5, 20);
  const end = r.int(start + 1, Math.min(23, start + 12));
  const half = r.chance(0.55);
  const steps: string[] = [];
  if (half && end > NOON) steps.push(`${end - NOON} pm is hour ${end - NOON} + 12 = ${end}.`);
  if (half && start > NOON) steps.push(`${start - NOON} pm is hour ${start - NOON} + 12 = ${start}.`);
  steps.push(`Hours: ${end} - ${start} = ${end - start}.`);
  return {
    kind: 'clock',
    q: style(r, say(r, formOf(r, OPEN), { s: shown(r, start, half), e: shown(r, end, half) }).replace('..', '.')),
    a: solution('Count the hours from the start to the end.', steps, String(end - start)),
    answer: String(end - start),
    key: `h${start},${end}`,
  };
}
