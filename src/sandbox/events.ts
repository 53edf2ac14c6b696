import type { RunEvent, RunValue } from '../protocol/sandbox.ts';
import type { Site } from './program.ts';

/** One line that an instrumented program told: set, test (`b`), enter, return, print, end value (`z`), unsure. */
interface Told {
  readonly t?: string;
  readonly i?: number;
  readonly v?: RunValue;
  readonly r?: boolean;
  readonly c?: number;
  readonly a?: readonly (readonly [string, RunValue])[];
  readonly n?: string;
  /** Of a `return`: its own line; 0 or absent: that of the function. */
  readonly l?: number;
  readonly text?: string;
  readonly values?: readonly RunValue[];
  readonly unsure?: string;
}

interface Seen {
  readonly events: RunEvent[];
  readonly atEnd: (readonly [string, RunValue])[];
  readonly unsure?: string;
}

const NOTHING: RunValue = { kind: 'other', text: '…' };

/**
 * What a program told, as events. What is no event (the program may write anything) is left out.
 *
 * @param linesBefore of definitions in front of the program's own: its lines count from there
 */
export function readEvents(lines: readonly string[], sites: readonly Site[], linesBefore: number): Seen {
  const own = (line: number): number => Math.max(0, line - linesBefore);
  const events: RunEvent[] = [];
  const atEnd: (readonly [string, RunValue])[] = [];
  let unsure: string | undefined;
  let words = '';
  for (const json of lines) {
    const told = parse(json);
    if (told === undefined) continue;
    const { line: at, name = '', source = '', of } = sites[told.i ?? -1] ?? { line: 0 };
    const line = own(at);
    const value = told.v ?? NOTHING;
    switch (told.t) {
      case 's':
        events.push({ type: 'set', line, name, value });
        break;
      case 'b':
        events.push({ type: 'test', line, source, result: told.r === true, of: of ?? 'if' });
        break;
      case 'e':
        events.push({ type: 'call', line, name, call: told.c ?? 0, args: told.a ?? [] });
        break;
      case 'r':
        events.push({ type: 'return', line: told.l ? own(told.l) : line, name, call: told.c ?? 0, value });
        break;
      case 'p':
        words += told.text ?? '';
        events.push({ type: 'print', line, source, text: told.text ?? '', values: told.values ?? [] });
        break;
      case 'z':
        atEnd.push([told.n ?? '', value]);
        break;
      case 'u':
        if (told.unsure) unsure = told.unsure;
        break;
      default:
    }
  }
  // The program saw its own rewritten text, or a stand-in for a dictionary.
  if (/__seen|OrderedDict|<(?:function|object|class|closure|generator)|\[object|\bat 0x/.test(words))
    unsure ??= 'representation';
  return { events, atEnd, ...(unsure !== undefined && { unsure }) };
}

function parse(json: string): Told | undefined {
  try {
    const told: unknown = JSON.parse(json);
    return typeof told === 'object' && told !== null ? told : undefined;
  } catch {
    return undefined;
  }
}
