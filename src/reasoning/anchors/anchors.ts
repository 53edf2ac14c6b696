/** Links the steps of an explanation to the lines of the code they speak of. */
import { align } from './align.ts';
import { readClues, type Clue, type StepClues } from './clues.ts';
import { readLines, type CodeLine } from './codeLines.ts';

/** Lines a step speaks of: 1-based numbers in the file, inclusive. `confidence` is above 0.5 and at most 1. */
export interface Anchor {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly confidence: number;
}

export interface AnchoredCode {
  readonly text: string;
  /** 1-based number of the first line of `text` in its file. */
  readonly firstLine: number;
  /**
   * 0-based lines where the lines of `text` stand now, when the file has changed since; `undefined` for one that is gone.
   * Left out: from `firstLine` on.
   */
  readonly places?: readonly (number | undefined)[];
}

/** How many times less likely a line is with each point of evidence that it lacks, in natural logarithms. */
const SHARPNESS = 1.4;
/** A best line with less evidence than this, or less probability, is no link. */
const LEAST_SCORE = 1.6;
const LEAST_PROBABILITY = 0.6;
/** A second line belongs to the step when its quote is there, or when it has this much evidence that the first has not. */
const LEAST_EXTRA = 1.5;
/** How far apart two lines of one link may be, in lines that say something. */
const REACH = 2;

/** For every step (Markdown, in order) its links, the best first; none where the words do not tell. Time is proportional to steps × lines. */
export function anchorSteps(steps: readonly string[], code: AnchoredCode): Anchor[][] {
  const lines = readLines(code.text);
  if (lines.length === 0) return steps.map(() => []);
  const names = new Set(
    lines.flatMap(({ features }) =>
      [...features].flatMap((feature) => (feature.startsWith('name:') ? [feature.slice(5)] : [])),
    ),
  );
  const rarity = rarities(lines);
  const clues = steps.map((step) => readClues(step, names));
  const scores = clues.map((step) => lines.map((line) => scoreOf(step.clues, step.quotes, line, rarity)));
  const probabilities = align(scores.map((row) => row.map((score) => score * SHARPNESS)));
  return clues.map((step, index) => {
    const named = namedLines(step, code, lines.at(-1)?.index ?? 0);
    if (named.length > 0) return named;
    return link(step, lines, scores[index] ?? [], probabilities[index] ?? [], rarity).map(
      ({ first, last, confidence }) => ({
        firstLine: first + code.firstLine,
        lastLine: last + code.firstLine,
        confidence,
      }),
    );
  });
}

/** From 1 for what one line only has down to 0 for what all have. */
function rarities(lines: readonly CodeLine[]): (feature: string) => number {
  const counts = new Map<string, number>();
  for (const { features } of lines) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const most = Math.log(lines.length + 1);
  return (feature) => Math.log((lines.length + 1) / (counts.get(feature) ?? 1)) / most;
}

function scoreOf(
  clues: readonly Clue[],
  quotes: readonly string[],
  { features, squeezed }: CodeLine,
  rarity: (feature: string) => number,
): number {
  let score = 0;
  for (const { feature, weight } of clues) if (features.has(feature)) score += weight * (0.25 + 0.75 * rarity(feature));
  for (const quote of quotes) if (squeezed.includes(quote)) score += squeezed === quote ? 5 : 3;
  return score;
}

/** The lines a step names by number: in the file, or counted from the beginning of the code where the file's number cannot be meant. */
function namedLines({ lines }: StepClues, { firstLine }: AnchoredCode, lastIndex: number): Anchor[] {
  return lines.flatMap(([from, to]) => {
    const inFile = from >= firstLine && to <= firstLine + lastIndex && from <= to;
    const inCode = from >= 1 && to <= lastIndex + 1 && from <= to;
    if (inFile && inCode && firstLine > 1) return [];
    if (inFile) return [{ firstLine: from, lastLine: to, confidence: 1 }];
    return inCode ? [{ firstLine: from + firstLine - 1, lastLine: to + firstLine - 1, confidence: 0.8 }] : [];
  });
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly confidence: number;
}

function link(
  step: StepClues,
  lines: readonly CodeLine[],
  scores: readonly number[],
  probabilities: readonly number[],
  rarity: (feature: string) => number,
): Range[] {
  const best = probabilities.indexOf(Math.max(...probabilities));
  const top = lines[best];
  if (!top || step.isForeign || (scores[best] ?? 0) < LEAST_SCORE) return [];
  let [first, last] = [best, best];
  const unmet = step.quotes.filter((quote) => !top.squeezed.includes(quote));
  const missing = step.clues.filter(({ feature }) => !top.features.has(feature));
  for (let near = Math.max(0, best - REACH); near <= Math.min(lines.length - 1, best + REACH); near++) {
    const line = lines[near];
    if (near === best || !line) continue;
    const quoted = unmet.some(
      (quote) => line.squeezed.includes(quote) && lines.filter((other) => other.squeezed.includes(quote)).length === 1,
    );
    const extra = scoreOf(missing, [], line, rarity);
    const unsure = (probabilities[near] ?? 0) > 0.2;
    if (!quoted && !(extra >= LEAST_EXTRA && unsure)) continue;
    [first, last] = [Math.min(first, near), Math.max(last, near)];
  }
  let confidence = sum(probabilities, first, last);
  // Two or three lines beside one another that fit alike are one place.
  while (confidence < LEAST_PROBABILITY && last - first < REACH) {
    const [up, down] = [probabilities[first - 1] ?? 0, probabilities[last + 1] ?? 0];
    const next = up > down ? first - 1 : last + 1;
    if (Math.max(up, down) < 0.15 || (scores[next] ?? 0) < 0.6 * (scores[best] ?? 0)) break;
    [first, last] = [Math.min(first, next), Math.max(last, next)];
    confidence = sum(probabilities, first, last);
  }
  if (confidence < LEAST_PROBABILITY) return [];
  return [{ first: lines[first]?.index ?? 0, last: lines[last]?.index ?? 0, confidence: Math.min(1, confidence) }];
}

const sum = (values: readonly number[], first: number, last: number): number =>
  values.slice(first, last + 1).reduce((total, value) => total + value, 0);
