import type { HappenedEvent, RunEvent, RunValue } from '../protocol/sandbox.ts';
import type { Site } from './program.ts';
import { withFloats } from './python/float.ts';

/**
 * One line that an instrumented program told: set, test (`b`), enter, return, leave without a value (`l`), go on in this call
 * after an error (`w`), print, end value (`z`), unsure.
 */
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
  const calls: number[] = [];
  let unsure: string | undefined;
  let words = '';
  const push = (event: HappenedEvent) => events.push({ ...event, depth: calls.length });
  const leave = (call: number) => {
    if (calls.includes(call)) calls.length = calls.indexOf(call);
  };
  for (const json of lines) {
    const told = parse(json);
    if (told === undefined) continue;
    const { line: at, name = '', source = '', of } = sites[told.i ?? -1] ?? { line: 0 };
    const line = own(at);
    const value = told.v ?? NOTHING;
    switch (told.t) {
      case 's':
        // Its text may be cut, measured or compared: what it says of a stand-in is the run's, not the program's.
        if (value.kind === 'text' && value.text.includes('OrderedDict(')) unsure ??= 'representation';
        push({ type: 'set', line, name, value });
        break;
      case 'b':
        push({ type: 'test', line, source, result: told.r === true, of: of ?? 'if' });
        break;
      case 'e':
        calls.push(told.c ?? 0);
        push({ type: 'call', line, name, call: told.c ?? 0, args: told.a ?? [] });
        break;
      case 'r':
        push({ type: 'return', line: told.l ? own(told.l) : line, name, call: told.c ?? 0, value });
        leave(told.c ?? 0);
        break;
      case 'l':
        leave(told.c ?? 0);
        break;
      case 'w':
        calls.length = calls.indexOf(told.c ?? 0) + 1;
        break;
      case 'p':
        words += told.text ?? '';
        push({ type: 'print', line, source, text: told.text ?? '', values: told.values ?? [] });
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
    const told: unknown = JSON.parse(withFloats(json));
    return typeof told === 'object' && told !== null ? told : undefined;
  } catch {
    return undefined;
  }
}
