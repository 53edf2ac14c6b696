/** A run as a sequence of moments, to be gone through forwards and backwards. */
import type { RunMoment } from '../../protocol/runView.ts';
import type { RunEvent } from '../../protocol/sandbox.ts';
import { cutText, valueText } from './describe.ts';

/** Of a longer run the beginning is shown. */
export const MOST_MOMENTS = 300;

/** Characters of a value, and of a line of the program. */
const LONGEST_VALUE = 60;
const LONGEST_LINE = 80;

/**
 * What happened, one thing after the other: `total = 15`, `i < 3: false`, `fee(price = 20)`, `returns 23`, `prints 15`.
 *
 * @param events of a run that came to its end
 * @param code the program; what a call added below it did is left out
 */
export function momentsOf(events: readonly RunEvent[], code: string): RunMoment[] {
  const lines = code.split('\n');
  const moments: RunMoment[] = [];
  for (const event of events) {
    const source = lines[event.line - 1];
    if (source === undefined) continue;
    if (moments.length === MOST_MOMENTS) break;
    const { line, depth = 0 } = event;
    moments.push({ line, depth, source: cutText(source.trim(), LONGEST_LINE), ...happened(event) });
  }
  return moments;
}

const shortValue = (value: Parameters<typeof valueText>[0]): string =>
  cutText(valueText(value, true).replace(/\s+/g, ' '), LONGEST_VALUE);

function happened(event: RunEvent): Pick<RunMoment, 'text' | 'sets' | 'begins'> {
  switch (event.type) {
    case 'set': {
      const value = shortValue(event.value);
      return { text: `${event.name} = ${value}`, sets: [[event.name, value]] };
    }
    case 'test':
      return { text: `${cutText(event.source.replace(/\s+/g, ' '), LONGEST_LINE)}: ${String(event.result)}` };
    case 'call': {
      const sets = event.args.map(([name, value]) => [name, shortValue(value)] as const);
      const args = sets.map(([name, value]) => `${name} = ${value}`).join(', ');
      return { text: `${event.name}(${args})`, sets, begins: true };
    }
    case 'return':
      return { text: `returns ${shortValue(event.value)}` };
    case 'print':
      return { text: `prints ${cutText(event.text.trimEnd().replace(/\n/g, ' ⏎ '), LONGEST_VALUE)}` };
  }
}

/**
 * The names and their values behind the moment `index` (0-based): those of the function that runs then, else those of the program.
 * A name outside of a function that the function set, too, is left out: it may be another one with the same name.
 */
export function valuesAt(moments: readonly RunMoment[], index: number): ReadonlyMap<string, string> {
  const frames = [new Map<string, string>()];
  for (const { sets = [], depth, begins } of moments.slice(0, index + 1)) {
    while (frames.length > depth + (begins ? 0 : 1)) leave(frames);
    while (frames.length < depth + 1) frames.push(new Map());
    for (const [name, value] of sets) frames.at(-1)?.set(name, value);
  }
  return frames.at(-1) ?? new Map<string, string>();
}

function leave(frames: Map<string, string>[]): void {
  const left = frames.pop();
  for (const name of left?.keys() ?? []) for (const outer of frames) outer.delete(name);
}
