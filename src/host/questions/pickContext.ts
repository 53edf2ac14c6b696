import type { ContextEntry } from '../../protocol/conversation.ts';
import { rank, type ContextCandidate } from '../../reasoning/context/candidates.ts';
import { drafts, fill } from '../../reasoning/context/fill.ts';

/** What counts tokens as the loaded model does. */
export interface TokenCounter {
  countTokens(texts: readonly string[]): Promise<readonly number[]>;
}

/** Lines that the question holds, 1-based, inclusive. */
export interface SentLines {
  readonly uri: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/**
 * The candidates that fit into `budget` tokens, best first, measured by the loaded model.
 *
 * @param sent the code that is asked about: it is not sent twice
 */
export async function pickContext(
  counter: TokenCounter,
  candidates: readonly ContextCandidate[],
  sent: readonly SentLines[],
  budget: number,
): Promise<ContextEntry[]> {
  const all = drafts(rank(candidates, sent));
  if (all.length === 0 || budget <= 0) return [];
  const counts = await counter.countTokens(all.flatMap(({ texts }) => texts));
  let next = 0;
  const tokens = all.map(({ texts }) => counts.slice(next, (next += texts.length)));
  return fill(all, tokens, budget).map(({ candidate, text, tokens: cost }, i) => ({
    id: String(i),
    name: candidate.name,
    label: candidate.label,
    uri: candidate.uri,
    firstLine: candidate.firstLine,
    lastLine: candidate.lastLine,
    tokens: cost,
    text,
  }));
}
