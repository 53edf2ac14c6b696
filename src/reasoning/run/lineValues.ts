/** The values of a run beside the lines of its program, as a debugger shows them. */
import type { LineValues } from '../../protocol/runView.ts';
import type { RunEvent } from '../../protocol/sandbox.ts';
import { cutText, valueText } from './describe.ts';

/** Values of one name that are shown; of more, the first ones and the last. */
const MOST_VALUES = 6;
/** Characters of a value, and of a line's values together. */
const LONGEST_VALUE = 24;
const LONGEST = 120;

/**
 * What each line did, in the order in which it did it first: `sum = 3, 4, 6`, `price > 50: true, false`, `returns 6`.
 *
 * @param events of a run that came to its end
 * @param lineCount of the program; what a call added below it did is left out
 */
export function lineValues(events: readonly RunEvent[], lineCount: number): LineValues[] {
  const lines = new Map<number, Map<string, string[]>>();
  const add = (line: number, subject: string, value: string) => {
    if (line < 1 || line > lineCount) return;
    const subjects = lines.get(line) ?? new Map<string, string[]>();
    lines.set(line, subjects);
    subjects.set(subject, [...(subjects.get(subject) ?? []), cutText(value.replace(/\s+/g, ' '), LONGEST_VALUE)]);
  };
  for (const event of events) {
    switch (event.type) {
      case 'set':
        add(event.line, `${event.name} =`, valueText(event.value, true));
        break;
      case 'test':
        add(event.line, `${event.source.replace(/\s+/g, ' ')}:`, String(event.result));
        break;
      case 'call':
        for (const [name, value] of event.args) add(event.line, `${name} =`, valueText(value, true));
        break;
      case 'return':
        add(event.line, 'returns', valueText(event.value, true));
        break;
      case 'print':
        add(event.line, 'prints', event.text);
    }
  }
  return [...lines]
    .sort(([a], [b]) => a - b)
    .map(([line, subjects]) => ({ line, text: cutText([...subjects].map(shown).join(' · '), LONGEST) }));
}

function shown([subject, values]: readonly [string, readonly string[]]): string {
  const some = values.length <= MOST_VALUES ? values : [...values.slice(0, MOST_VALUES - 2), '…', ...values.slice(-1)];
  return `${subject} ${some.join(', ')}`;
}
