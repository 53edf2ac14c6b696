import { figuresIn } from './figures.ts';
import type { Check } from './types.ts';

/** A part of an answer with what was found in it. */
export interface CheckedPart {
  readonly text: string;
  readonly checks: readonly Check[];
  /** The answer itself: also small numbers in it count as results. */
  readonly isFinal?: boolean;
}

/** Smaller numbers occur everywhere. */
const SMALL = /^-?[0-2]$/;

/**
 * For each part the index of the part whose wrong result it uses, directly or through other results; `undefined` where it
 * uses none. A wrong value that is also a number of the question, or stood in the answer before, proves nothing.
 *
 * @param question its numbers are given
 */
export function restsOn(parts: readonly CheckedPart[], question: string): (number | undefined)[] {
  if (!parts.some(({ checks }) => checks.some(isWrongResult))) return parts.map(() => undefined);
  const seen = new Set(figuresIn(question).map(({ key }) => key));
  const tainted = new Map<string, number>();
  return parts.map(({ text, checks, isFinal = false }, index) => {
    const figures = figuresIn(text);
    const used = figures.find(({ key }) => tainted.has(key) && (isFinal || !SMALL.test(key)));
    const origin = used && tainted.get(used.key);
    for (const check of checks) {
      if (check.verdict === 'true' && origin === undefined) continue;
      if (check.verdict === 'false' && !isWrongResult(check)) continue;
      const result = figures.findLast(({ start, end }) => start >= check.start && end <= check.end);
      if (result && !seen.has(result.key)) tainted.set(result.key, origin ?? index);
    }
    for (const { key } of figures) if (!tainted.has(key)) seen.add(key);
    return origin;
  });
}

const isWrongResult = ({ kind, verdict, expected }: Check): boolean =>
  verdict === 'false' && (kind === 'arithmetic' || kind === 'value') && !/^(?:true|false)$/.test(expected ?? '');
