/** Where code that was asked about stands in a document that has changed since. */
import type { AnchoredCode } from '../anchors/anchors.ts';

/** Below this share of its lines, code is taken for another one that only looks like it here and there. */
const LEAST_SHARE = 0.5;

/**
 * Finds again what is left of some code: lines that occur once in the code and once in the document hold the rest, which is
 * matched beside them. White space at both ends of a line does not count. All places are `undefined` where too little is
 * left to be sure.
 *
 * @param firstLine 1-based number of the code's first line when it was asked about
 */
export function findChanged(piece: string, document: readonly string[], firstLine: number): Required<AnchoredCode> {
  const lines = piece.split('\n').map((line) => line.trim());
  const there = document.map((line) => line.trim());
  const places = withNeighbours(densest(inOrder(uniquePairs(lines, there)), lines.length), lines, there);
  const all = lines.filter((line) => line !== '').length;
  const kept = lines.filter((line, i) => line !== '' && places[i] !== undefined).length;
  const isSure = kept >= 2 && kept >= LEAST_SHARE * all;
  return { text: piece, firstLine, places: isSure ? places : lines.map(() => undefined) };
}

/** From which line to which (1-based) the code reaches now, by the lines of it that were found; `undefined` where none was. */
export function reachOf(
  places: readonly (number | undefined)[],
  lineCount: number,
): { readonly firstLine: number; readonly lastLine: number } | undefined {
  const first = places.findIndex((place) => place !== undefined);
  const last = places.findLastIndex((place) => place !== undefined);
  const [from, to] = [places[first], places[last]];
  if (from === undefined || to === undefined) return undefined;
  return { firstLine: Math.max(1, from - first + 1), lastLine: Math.min(lineCount, to + places.length - last) };
}

/** A line of the code and its line in the document. */
type Pair = readonly [line: number, place: number];

function uniquePairs(lines: readonly string[], there: readonly string[]): Pair[] {
  const places = once(there);
  return [...once(lines)].flatMap(([text, line]): Pair[] => {
    const place = places.get(text);
    // A bracket says nothing about where the code is.
    return place === undefined || !/[\p{L}\p{N}]/u.test(text) ? [] : [[line, place]];
  });
}

/** The texts that stand in one line only, with that line. */
function once(lines: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const [i, text] of lines.entries()) {
    if (found.has(text)) twice.add(text);
    found.set(text, i);
  }
  for (const text of twice) found.delete(text);
  return found;
}

/** The most pairs whose places are in the order of their lines. */
function inOrder(pairs: readonly Pair[]): Pair[] {
  const best: { readonly pairs: readonly Pair[] }[] = [];
  for (const pair of pairs) {
    let longest: readonly Pair[] = [];
    for (const { pairs: run } of best) {
      const last = run.at(-1);
      if (last !== undefined && last[1] < pair[1] && run.length > longest.length) longest = run;
    }
    best.push({ pairs: [...longest, pair] });
  }
  return [...best.reduce<readonly Pair[]>((most, { pairs: run }) => (run.length > most.length ? run : most), [])];
}

/** The largest run of pairs that lie close together: a line that equals one far away is another line. */
function densest(pairs: readonly Pair[], reach: number): Pair[] {
  let best: Pair[] = [];
  let run: Pair[] = [];
  for (const pair of pairs) {
    const last = run.at(-1);
    if (last !== undefined && pair[1] - last[1] > pair[0] - last[0] + reach) run = [];
    run.push(pair);
    if (run.length > best.length) best = [...run];
  }
  return best;
}

/** The places of all lines: a line beside a found one that reads as its neighbour in the document is that neighbour. */
function withNeighbours(
  pairs: readonly Pair[],
  lines: readonly string[],
  there: readonly string[],
): (number | undefined)[] {
  const places = new Array<number | undefined>(lines.length).fill(undefined);
  for (const [line, place] of pairs) places[line] = place;
  const taken = new Set(pairs.map(([, place]) => place));
  for (const step of [1, -1]) {
    for (const [line, place] of pairs) {
      let [i, at] = [line + step, place + step];
      while (lines[i] !== undefined && places[i] === undefined && !taken.has(at) && there[at] === lines[i]) {
        places[i] = at;
        taken.add(at);
        i += step;
        at += step;
      }
    }
  }
  return places;
}
