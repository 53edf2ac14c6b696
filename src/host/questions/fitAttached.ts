import type { MeasureParams } from '../../protocol/inference.ts';
import type { ContextUse } from '../../protocol/inference.ts';
import { SOME_CONTEXT } from '../../reasoning/prompt/contextUse.ts';
import { freeTokens } from '../../reasoning/prompt/contextUse.ts';
import type { ContextEntry } from '../../protocol/conversation.ts';
import { bodyOf, frameOf, shareOut, shortened } from '../../reasoning/context/attached.ts';
import { linesThatFit } from '../../reasoning/questions/excerpt.ts';
import type { TokenCounter } from './pickContext.ts';
import { systemTurn } from '../../reasoning/prompt/contextUse.ts';

/** Tokens by which joined pieces may differ from the pieces by themselves. */
const JOINT = 2;
/** No text token is longer than this in characters: what lies beyond cannot fit and need not be counted. */
const LONGEST_TOKEN = 32;

export interface AskedWith {
  /** Tokens of the context window. */
  readonly contextSize: number;
  /** Tokens of the answer. */
  readonly maxTokens: number;
  /** Empty: the model's own sentence. */
  readonly systemPrompt: string;
  readonly question: string;
}

/** Tokens that may go to what the user adds to a question. Old turns make room for it. */
export async function roomForAttached(
  measure: (params: MeasureParams) => Promise<ContextUse>,
  { contextSize, maxTokens, systemPrompt, question }: AskedWith,
): Promise<number> {
  const possible = question.slice(0, contextSize * LONGEST_TOKEN);
  const params = { turns: systemTurn(systemPrompt), question: possible, context: SOME_CONTEXT, maxTokens };
  return Math.max(0, freeTokens(await measure(params)));
}

/**
 * The context of a question with its tokens, what the user added cut to `room`: a piece that is larger than its share
 * loses lines at its end. What was cut once stays so.
 */
export async function fitAttached(
  counter: TokenCounter,
  context: readonly ContextEntry[],
  room: number,
): Promise<ContextEntry[]> {
  const within = context.map((entry) => (entry.attached === undefined ? entry : withinCharacters(entry, room)));
  const attached = within.filter((entry) => entry.attached !== undefined);
  const others = within.filter((entry) => entry.attached === undefined).reduce((sum, { tokens }) => sum + tokens, 0);
  const counts = await counter.countTokens(attached.map(({ text }) => text));
  const sizes = counts.map((tokens) => tokens + JOINT);
  const shares = shareOut(sizes, room - others);
  const fitted = await Promise.all(
    attached.map(async (entry, i) => {
      const [size = 0, share = 0] = [sizes[i], shares[i]];
      if (size > share && entry.text !== '') return cut(counter, entry, share);
      return { ...entry, tokens: counts[i] ?? 0 };
    }),
  );
  const byId = new Map(fitted.map((entry) => [entry.id, entry]));
  return within.map((entry) => byId.get(entry.id) ?? entry);
}

async function cut(counter: TokenCounter, entry: ContextEntry, share: number): Promise<ContextEntry> {
  const lines = bodyOf(entry).slice(0, Math.max(1, share));
  const [frame = 0, ...lineTokens] = await counter.countTokens([frameOf(entry), ...lines]);
  const kept = shortened(entry, linesThatFit(lineTokens, share - frame - JOINT));
  const [tokens = 0] = kept.text === '' ? [0] : await counter.countTokens([kept.text]);
  return { ...kept, tokens };
}

/** Without the lines that begin where no token of `room` can reach. */
function withinCharacters(entry: ContextEntry, room: number): ContextEntry {
  let left = room * LONGEST_TOKEN;
  if (entry.text.length <= left) return entry;
  const beyond = bodyOf(entry).findIndex((line) => (left -= line.length + 1) < 0);
  return beyond < 0 ? entry : shortened(entry, beyond);
}
