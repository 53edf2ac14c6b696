import { dedent } from '../questions/explain.ts';
import { fenced } from '../questions/fences.ts';
import type { ContextCandidate, ContextKind } from './candidates.ts';
import { forms } from './shorten.ts';

/** Tokens beside a selection are worth their time up to here. */
const MOST_TOKENS = 1500;
/** A smaller window is left to the question and its answer. */
const SMALLEST_WINDOW = 2048;
/** Of the room that a question leaves free, the share that may go to what stands beside it. */
const SHARE = 0.75;
/** Candidates that are measured: those behind are of little use. */
const MOST_CANDIDATES = 24;
/** Tokens by which joined pieces may differ from the pieces by themselves. */
const JOINT = 2;

/** `auto`: when the context window has room for it. */
export type ContextMode = 'auto' | 'always' | 'never';

/**
 * Tokens that may go to context beside a question.
 *
 * @param room tokens of the prompt that the question itself leaves free
 */
export function contextBudget(mode: ContextMode, contextSize: number, room: number): number {
  if (mode === 'never' || (mode === 'auto' && contextSize < SMALLEST_WINDOW)) return 0;
  return Math.max(0, Math.min(MOST_TOKENS, Math.floor(room * SHARE)));
}

/** A candidate with the texts it can be sent as, longest first. */
export interface Draft {
  readonly candidate: ContextCandidate;
  readonly texts: readonly string[];
}

/** The best candidates with the texts to be measured. */
export function drafts(ranked: readonly ContextCandidate[]): Draft[] {
  return ranked
    .slice(0, MOST_CANDIDATES)
    .map((candidate) => ({ candidate, texts: forms(dedent(candidate.code)).map((code) => rendered(candidate, code)) }));
}

export interface Picked {
  readonly candidate: ContextCandidate;
  readonly text: string;
  readonly tokens: number;
}

/**
 * Takes what fits, best first. A piece that would take more than half of the budget, or more than is left, is taken in a
 * shorter form or not at all. The tokens of all that is picked never exceed the budget.
 *
 * @param tokens of every text of every draft
 */
export function fill(all: readonly Draft[], tokens: readonly (readonly number[])[], budget: number): Picked[] {
  const picked: Picked[] = [];
  let left = budget;
  for (const [i, { candidate, texts }] of all.entries()) {
    for (const [j, text] of texts.entries()) {
      const cost = (tokens[i]?.[j] ?? Infinity) + JOINT;
      const isLast = j === texts.length - 1;
      if (cost > left || (cost > budget / 2 && !isLast)) continue;
      picked.push({ candidate, text, tokens: cost });
      left -= cost;
      break;
    }
  }
  return picked;
}

/** What is told before a question with context; its tokens belong to the question's frame. */
const INTRODUCTION = 'For reference, from the same project:';

/** The question as the model gets it. */
export function withContext(question: string, context: readonly { readonly text: string }[]): string {
  const texts = context.map(({ text }) => text).filter((text) => text !== '');
  return texts.length === 0 ? question : [INTRODUCTION, ...texts, question].join('\n\n');
}

function rendered(candidate: ContextCandidate, code: string): string {
  const { kind, name, label, fence, firstLine, lastLine } = candidate;
  const lines = firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine} to ${lastLine}`;
  if (kind === 'problem') return `Problems in ${label}:\n${code}`;
  const place = `${label} (${lines})`;
  const titles: Partial<Record<ContextKind, string>> = {
    signature: name,
    caller: `${name} is used in ${place}`,
    related: `${name} ${place}`.trim(),
  };
  const title = titles[kind] ?? place;
  return `${title}:\n${fenced(code, fence)}`;
}
