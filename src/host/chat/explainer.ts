import { FailureError } from '../../protocol/failures.ts';
import { promptBudget } from '../../reasoning/budget.ts';
import { cutToBudget } from '../../reasoning/excerpt.ts';
import { explainQuestion, type SnippetPart, type SnippetParts } from '../../reasoning/explain.ts';
import type { LocatedSnippet } from '../editor/selection.ts';
import type { Engine } from '../engine/engine.ts';
import type { AskedQuestion } from './chatSession.ts';

/** Tokens of the system sentence, the role names and the question's own words: about 90, and some room. */
const FRAME_TOKENS = 128;
/** Bytes that fit into any context this extension allows; so small a snippet is asked about without waiting for the engine. */
const ALWAYS_FITS = 400;
/** No text token is longer than this in characters: what lies beyond cannot fit and need not be counted. */
const LONGEST_TOKEN = 32;

/**
 * The question about a snippet, cut at a line boundary to what the context window holds.
 *
 * @throws FailureError when the engine does not start, or `question-too-long` when not even the first line fits
 */
export async function explain(engine: Engine, snippet: LocatedSnippet, maxTokens: number): Promise<AskedQuestion> {
  const parts = await fit(engine, snippet.parts, maxTokens);
  const [first] = snippet.parts;
  return {
    text: explainQuestion({ ...snippet, parts }),
    source: {
      label: snippet.label,
      uri: snippet.uri,
      language: snippet.language,
      firstLine: first.firstLine,
      lastLine: lastPart(snippet.parts).lastLine,
      lastSentLine: lastPart(parts).lastLine,
    },
  };
}

async function fit(engine: Engine, parts: SnippetParts, maxTokens: number): Promise<SnippetParts> {
  const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part.code), 0);
  if (bytes <= ALWAYS_FITS) return parts;
  const { contextSize } = await engine.start();
  const budget = promptBudget(contextSize, maxTokens) - FRAME_TOKENS;
  const lines = parts.flatMap((part) => part.code.split('\n')).slice(0, budget);
  const counts = await engine.countTokens(lines.map((line) => line.slice(0, budget * LONGEST_TOKEN)));
  const [first, ...rest] = cutToBudget(parts, counts, budget);
  if (first === undefined) {
    throw new FailureError({ name: 'question-too-long', tokens: counts[0] ?? 0, available: budget, contextSize });
  }
  return [first, ...rest];
}

function lastPart([first, ...rest]: SnippetParts): SnippetPart {
  return rest.at(-1) ?? first;
}
