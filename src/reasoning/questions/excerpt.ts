import type { SnippetPart } from './explain.ts';

/** Tokens a line break takes, and the space the tokenizer may put in front of a line. */
const PER_LINE = 2;

/** Stands behind the beginning of a line of which the rest did not fit. */
export const LINE_CUT = ' …';

/**
 * Keeps as many whole lines from the top as fit into `budget` tokens.
 *
 * @param lineTokens tokens of each line by itself, for all parts in order
 */
export function cutToBudget(
  parts: readonly SnippetPart[],
  lineTokens: readonly number[],
  budget: number,
): SnippetPart[] {
  let left = linesThatFit(lineTokens, budget);
  const kept: SnippetPart[] = [];
  for (const part of parts) {
    const lines = part.code.split('\n');
    const take = Math.min(left, lines.length);
    left -= take;
    if (take === lines.length) kept.push(part);
    else if (take > 0)
      kept.push({ ...part, code: lines.slice(0, take).join('\n'), lastLine: part.firstLine + take - 1 });
  }
  return kept;
}

/** How many lines from the top fit into `budget` tokens. @param lineTokens tokens of each line by itself */
export function linesThatFit(lineTokens: readonly number[], budget: number): number {
  let used = 0;
  for (const [index, tokens] of lineTokens.entries()) {
    used += tokens + PER_LINE;
    if (used > budget) return index;
  }
  return lineTokens.length;
}
