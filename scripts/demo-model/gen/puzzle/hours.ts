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

const NIGHT = [
  'I {slept|was asleep|worked|drove|was in bed} from $s to $e. How many hours {is|was} that?',
  'I {slept|was asleep} from $s to $e. How many hours did I sleep?',
  'If I go to {bed|sleep} at $s and {get up|wake up} at $e, how many hours {was I in bed|did I sleep|is that}?',
  'How many hours {are there|is it} from $s to $e?',
  'How many hours are {there|} between $s and $e{ the next day|}?',
  'The night shift {goes|runs} from $s to $e. {How many hours is that|how long is it in hours}?',
  'from $s until $e, how many hours?',
  '$s to $e is how many hours?',
  'The train left at $s and arrived at $e the next {day|morning}. How many hours {did it take|is that}?',
  '{The party|The film night|The flight} {starts|began} at $s and {ends|was over} at $e. How many hours is that?',
];

/** "The shop is open from 8 am to 5 pm. How many hours is that?" Past noon and past midnight in two parts. */
export function hours(r: Rng): Item {
  const start = r.int(1, 23);
  const long = r.int(1, 14);
  const end = (start + long) % 24;
  const half = r.chance(0.65);
  const clock = (hour: number) => (half ? hour % NOON || NOON : hour % 24 || 24);
  const named = (hour: number) =>
    half ? `${clock(hour)} ${hour % 24 < NOON ? 'am' : 'pm'}` : `${hour % 24 === 0 ? 24 : hour % 24}:00`;
  const turn = (hour: number) => (half ? (hour % 24 === 0 ? 'midnight' : 'noon') : '24:00');
  const turns = (half ? [NOON, 24, 24 + NOON] : [24]).filter((hour) => hour > start && hour < start + long);
  const stops = [...turns, start + long];
  const steps = stops.map((hour, i) => {
    const to = i < turns.length ? turn(hour) : named(hour);
    if (i > 0) return `From ${turn(stops[i - 1]!)} to ${to}: ${hour - stops[i - 1]!}.`;
    return `From ${named(start)} to ${to}: ${clock(hour)} - ${half ? start % NOON : start} = ${hour - start}.`;
  });
  let sum = stops[0]! - start;
  for (const [i, hour] of stops.entries()) {
    if (i === 0) continue;
    const more = hour - stops[i - 1]!;
    steps.push(`Together: ${sum} + ${more} = ${(sum += more)}.`);
  }
  return {
    kind: 'clock',
    q: style(
      r,
      say(r, formOf(r, end < start ? NIGHT : OPEN), { s: shown(r, start, half), e: shown(r, end, half) }).replace(
        '..',
        '.',
      ),
    ),
    a: solution('Count the hours from the start to the end.', steps, String(long)),
    answer: String(long),
    key: `h${start},${end}`,
  };
}
