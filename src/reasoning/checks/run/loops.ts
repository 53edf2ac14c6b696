/** The loops of a program and the rounds that a run took of them, where the code's layout and the events tell for sure. */
import type { RunEvent } from '../../../protocol/sandbox.ts';

/** Places of events: what happened from `from` (where the names of the loop have the round's values) up to `until`. */
export interface Round {
  readonly from: number;
  readonly until: number;
}

export interface Loop {
  /** 1-based. */
  readonly line: number;
  /** Its first line, with the names of the loop. */
  readonly header: string;
  /** For each time that the loop ran, its rounds. */
  readonly runs: readonly (readonly Round[])[];
}

const HEADER = /^\s*(?:\w+:\s*)?(?:for|while)\b/;
const LOOP_WORD = /\b(?:for|while)\b|\.(?:forEach|map|filter|reduce|every|some|find|findIndex|flatMap)\(/g;
/** Loops whose names change on the way to a round. */
const CHANGES_IN_TEST = /^\s*(?:\w+:\s*)?while\b.*(?:\+\+|--|:=|[^=<>!]=[^=])/;

/** How many loops the code may have, of any kind. */
export const countLoops = (code: string): number => code.match(LOOP_WORD)?.length ?? 0;

export function loopsOf(events: readonly RunEvent[], code: string): Loop[] {
  const lines = code.split('\n');
  return lines.flatMap((header, i) => {
    if (!HEADER.test(header) || countLoops(header) > 1 || CHANGES_IN_TEST.test(header)) return [];
    const lastLine = lastLineOf(lines, i);
    return lastLine === undefined ? [] : [{ line: i + 1, header, runs: runsOf(events, header, i + 1, lastLine) }];
  });
}

/** The last line of a loop's body, by its indentation; `undefined` where the layout does not tell. 1-based. */
function lastLineOf(lines: readonly string[], header: number): number | undefined {
  const first = lines[header] ?? '';
  const indent = indentOf(first);
  const next = lines.findIndex((line, i) => i > header && line.trim() !== '' && indentOf(line) <= indent);
  const last = lines.slice(0, next < 0 ? lines.length : next).findLastIndex((line) => line.trim() !== '');
  const end = first.replace(/\s*(?:\/\/|#).*$/, '').trimEnd();
  const isBlock = last > header;
  if (end.endsWith('{')) return isBlock && /^\s*\}/.test(lines[next] ?? '') ? last + 1 : undefined;
  // A body on the lines below has to be indented, one on the same line has nothing indented below it.
  const isBelow = /[:)]$/.test(end);
  return isBelow === isBlock ? last + 1 : undefined;
}

const indentOf = (line: string): number => (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length;

/** A loop that goes on. `ends`: where the round before each one ended. */
interface Going {
  readonly depth: number;
  readonly rounds: { readonly from: number; readonly ends: number }[];
}

function runsOf(events: readonly RunEvent[], header: string, line: number, lastLine: number): Round[][] {
  const hasTest = /^\s*(?:\w+:\s*)?while\b|;.*;/.test(header);
  const first = events.find((event) => event.type === 'set' && event.line === line);
  const variable = first?.type === 'set' ? first.name : '';
  const runs: Round[][] = [];
  /** That of the outer call first. */
  const going: Going[] = [];
  const end = (at: number): void => {
    const rounds = going.pop()?.rounds ?? [];
    runs.push(rounds.map(({ from }, i) => ({ from, until: rounds[i + 1]?.ends ?? at })));
  };
  for (const [at, event] of events.entries()) {
    const { depth = 0 } = event;
    const isInside = event.line >= line && event.line <= lastLine && event.type !== 'return';
    const isOver = (run: Going): boolean => depth < run.depth || (depth === run.depth && !isInside);
    for (let run = going.at(-1); run && isOver(run); run = going.at(-1)) end(at);
    if (event.line !== line) continue;
    if (hasTest ? event.type !== 'test' || event.of !== 'loop' : event.type !== 'set' || event.name !== variable)
      continue;
    const ends = hasTest ? beforeHead(events, at, header) : at;
    if (going.at(-1)?.depth !== depth) going.push({ depth, rounds: [] });
    if (event.type === 'test' && !event.result) end(ends);
    else going.at(-1)?.rounds.push({ from: hasTest || line === lastLine ? at : behindHead(events, at), ends });
  }
  while (going.length > 0) end(events.length);
  return runs;
}

/** What the head of `for (let i = 0; i < 3; i++)` sets before its test belongs to the round that follows. */
function beforeHead(events: readonly RunEvent[], test: number, header: string): number {
  const [init = '', , update = ''] = header.split(';');
  const names: string[] = `${init} ${update.split(')')[0] ?? ''}`.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  const line = events[test]?.line;
  let at = test;
  for (let event = events[at - 1]; event?.type === 'set' && event.line === line; event = events[at - 1]) {
    if (!names.includes(event.name)) break;
    at--;
  }
  return at;
}

/** The last of the names that `for i, (a, b) in …` sets, one after the other. */
function behindHead(events: readonly RunEvent[], first: number): number {
  const line = events[first]?.line;
  const names = new Set<string>();
  let at = first;
  for (let event = events[at]; event?.type === 'set' && event.line === line; event = events[++at]) {
    if (names.has(event.name)) break;
    names.add(event.name);
  }
  return at - 1;
}
