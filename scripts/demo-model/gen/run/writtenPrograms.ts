/** Programs that were written one by one, as people write them, with numbers and words drawn anew each time, and how each is told. */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import { PLAN } from '../code/followUp.ts';
import { fence } from '../code/program.ts';
import type { Lang } from '../code/prog.ts';
import { askPrinted } from '../code/wordings.ts';
import { drawn } from '../stories/written.ts';
import { type Item, type Rng, solution } from '../rng.ts';
import { pythonRuns } from './pythonRuns.ts';

/** In the files a line `=== python a=2..9 w=red|moon`, the program with `{a}` and `{w}`, a line `---`, and JavaScript that tells it. */
export interface WrittenProgram {
  readonly lang: Lang;
  /** A range of whole numbers, or words of which one is taken. */
  readonly slots: readonly (readonly [string, string])[];
  readonly code: string;
  /** Has the slots as variables, and `step(text)`, where `~` stands for a backtick, `show(value)`, and `print(call, value)`. */
  readonly say: string;
}

export interface Filled {
  readonly code: string;
  readonly steps: readonly string[];
  readonly output: readonly string[];
}

const FOLDER = new URL('written/', import.meta.url);

const files = (): URL[] =>
  readdirSync(FOLDER)
    .sort()
    .map((name) => new URL(name, FOLDER));

function read(file: URL): WrittenProgram[] {
  const blocks = readFileSync(file, 'utf8').split(/^=== /m).slice(1);
  return blocks.map((block) => {
    const [, head = '', code = '', say = ''] = /^(.*)\n([^]*?)\n---\n([^]*)$/.exec(block) ?? [];
    const [lang, ...slots] = head.trim().split(/\s+/);
    return {
      lang: lang as Lang,
      slots: slots.map((slot) => slot.split('=') as [string, string]),
      ...{ code, say: say.trim() },
    };
  });
}

let all: readonly WrittenProgram[] | undefined;
export const everyProgram = (): readonly WrittenProgram[] => (all ??= files().flatMap(read));

/** One in twelve is kept for evaluation. */
export function writtenTrace(r: Rng): Item {
  const ones = everyProgram();
  for (;;) {
    const i = r.int(0, ones.length - 1);
    const one = ones[i]!;
    if ((i % 12 === 5) !== (r.split === 'eval')) continue;
    const { code, steps, output } = fillProgram(r, one);
    if (one.lang === 'python') pythonRuns.push({ code, output: output.join('\n') });
    else if (inNode(one.lang, code).join('\n') !== output.join('\n'))
      throw new Error(`It prints something else:\n${code}`);
    return {
      kind: 'ran',
      q: askPrinted(r, one.lang, fence(r, one.lang, code)),
      a: solution(r.pick(PLAN), [...steps], output.join(', ')),
      answer: output.join(', '),
      key: `z${(code.match(/\d+/g) ?? [code]).join()}`,
    };
  }
}

/** @throws where it cannot be told */
export function fillProgram(r: Rng, { lang, slots, code, say }: WrittenProgram): Filled {
  const values: Record<string, number | string> = {};
  for (const [name, range] of slots) {
    const words = range.split('|');
    values[name] = words.length > 1 ? r.pick(words) : drawn(r, range, values as Record<string, number>);
    if (Number.isNaN(values[name])) throw new Error(`No number for ${name}`);
  }
  const filled = code.replace(/\{([a-zA-Z]\w*)\}/g, (slot, name: string) => String(values[name] ?? slot));
  const steps: string[] = [];
  const output: string[] = [];
  const show = (value: unknown, nested = false): string => {
    if (Array.isArray(value)) return `[${value.map((item) => show(item, true)).join(', ')}]`;
    if (typeof value === 'string') return nested ? `"${value}"` : value;
    if (typeof value === 'boolean' && lang === 'python') return value ? 'True' : 'False';
    if ((value === undefined || value === null) && lang === 'python') return 'None';
    return plain(value);
  };
  // Arguments in the form of `follow.ts`.
  const step = (text: string) =>
    void steps.push(text.replaceAll('~', '`').replace(/(?<=is called with .*) and (?=`)/g, ', '));
  const print = (call: string, value: unknown) => {
    const name = call === '' ? '' : lang === 'python' ? `print(${call})` : `console.log(${call})`;
    steps.push(name === '' || name.includes('`') ? `It prints ${show(value)}.` : `\`${name}\` prints ${show(value)}.`);
    output.push(show(value));
  };
  runInNewContext(`(function(){${say}\n})()`, { ...values, step, show, print }, { timeout: 1000 });
  return { code: filled, steps, output };
}

/** A text as it is, anything else as JavaScript prints it by itself. */
const plain = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? 'undefined' : JSON.stringify(value);

/** What Node prints for it. */
export function inNode(lang: Lang, code: string): string[] {
  const out: string[] = [];
  const show = (value: unknown): string => {
    if (!Array.isArray(value)) return plain(value);
    return `[${value.map((item) => (typeof item === 'string' ? `"${item}"` : show(item))).join(', ')}]`;
  };
  const log = (...values: unknown[]) => out.push(values.map(show).join(' '));
  const script = lang === 'typescript' ? stripTypeScriptTypes(code) : code;
  runInNewContext(script, { console: { log } }, { timeout: 1000 });
  return out;
}
