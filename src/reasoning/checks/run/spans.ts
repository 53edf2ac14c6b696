/** The part of a run that a statement is about, where it names a round of a loop, or what comes after it. */
import { valueText } from '../../run/describe.ts';
import { matches } from './literal.ts';
import type { Plain, RoundOf } from './plain.ts';
import type { Loop, Round } from './loops.ts';
import type { RunIndex } from './runIndex.ts';

/** None where it is not clear. Several: rounds that begin alike. */
export function spansOf(run: RunIndex, { moment, rounds }: Plain): readonly Round[] {
  if (moment === 'after loop') {
    const round = theOnlyRun(run)?.at(-1);
    return round ? [{ from: behindLoop(run, round), until: run.events.length }] : [];
  }
  if (typeof moment === 'number') {
    const ran = theOnlyRun(run);
    const round = ran?.at(moment < 0 ? -1 : moment - 1);
    return round ? [round] : [];
  }
  let spans: readonly Round[] | undefined;
  for (const named of rounds) {
    const inner = roundsThatBegin(run, named);
    const outer = spans;
    spans = outer
      ? inner.filter(({ from, until }) => outer.some((span) => span.from <= from && until <= span.until))
      : inner;
  }
  return spans ?? [];
}

/** The values that a name had in each run of each loop that is about it, when its rounds began. */
export const roundValues = (run: RunIndex, name: string): (readonly (string | undefined)[])[] =>
  loopsAbout(run, name).flatMap(({ runs }) =>
    runs.map((rounds) =>
      rounds.map(({ from }) => {
        const value = run.valueAt(name, from);
        return value && valueText(value);
      }),
    ),
  );

function roundsThatBegin(run: RunIndex, { name, value }: RoundOf): Round[] {
  return loopsAbout(run, name)
    .flatMap(({ runs }) => runs.flat())
    .filter(({ from }) => {
      const begins = run.valueAt(name, from);
      return begins !== undefined && matches(value, begins) === 'same';
    });
}

const loopsAbout = ({ loops }: RunIndex, name: string): Loop[] =>
  loops.filter(({ header }) => (header.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? ([] as string[])).includes(name));

/** The rounds of the only loop that the program has, if it ran once. */
function theOnlyRun({ loops, loopCount }: RunIndex): readonly Round[] | undefined {
  const [loop] = loops;
  return loopCount === 1 && loop?.runs.length === 1 ? loop.runs[0] : undefined;
}

/** Behind the test that ended the loop. */
function behindLoop({ events, loops: [loop] }: RunIndex, { until }: Round): number {
  let at = until - 1;
  while (events[at + 1]?.line === loop?.line) at++;
  return at;
}
