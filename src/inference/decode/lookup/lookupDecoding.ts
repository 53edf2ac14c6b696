import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import { DraftIndex, type Guess } from './draftIndex.ts';
import type { TokenSource } from '../nativeCalls.ts';
import { LONGEST_DRAFT, type DraftPolicy } from './draftPolicy.ts';

/**
 * A token that a batch chose counts only with at least this probability. Batches and single steps round differently: what is
 * this far ahead of every other token is ahead in both, so that the text is that of plain greedy decoding.
 */
const SURE = 0.6;

const greedy = { generateNext: { token: true, confidence: true, options: { temperature: 0 } } } as const;

export interface LookupDecoding {
  readonly sequence: LlamaContextSequence;
  /** The whole prompt. */
  readonly prompt: readonly Token[];
  /** Its end, which is not in the KV cache. */
  readonly rest: Token[];
  /** Tokens of the answer at most; with the prompt they fit into the context. */
  readonly maxTokens: number;
  /** Kept from one answer to the next: what pays here is a property of the model and the machine. */
  readonly policy: Pick<DraftPolicy, 'draftLength' | 'guessed' | 'stepped' | 'drafted'>;
  readonly options: Pick<SequenceEvaluateOptions, 'contextShift' | 'yieldEogToken'>;
  /** Waits before every native call but the first. @returns whether it may be made; if not, the tokens end */
  readonly turn: () => Promise<boolean>;
}

/**
 * Decodes greedily, as `sequence.evaluate` does, token for token. Where the text repeats what stood before, the tokens that
 * followed there are evaluated in one batch with the next one, and as many of them are taken as the model agrees with.
 *
 * When it is left early, the KV cache may hold tokens beyond the last one taken; `contextTokens` has them all.
 */
export async function* decodeWithLookup(decoding: LookupDecoding): TokenSource<Token> {
  const { sequence, prompt, rest, maxTokens, policy, options, turn } = decoding;
  const single = sequence.evaluate(rest, { ...options, temperature: 0 });
  const index = new DraftIndex(prompt);
  let given = 0;
  let mayDraft = true;
  try {
    let next = await single.next();
    while (next.done !== true) {
      const token = next.value;
      index.push(token);
      given++;
      yield token;

      const guess = index.guess(Math.min(LONGEST_DRAFT, maxTokens - given - 1));
      const draft = mayDraft ? draftOf(decoding, guess) : [];
      mayDraft = true;
      if (!(await turn())) return;
      const started = performance.now();
      if (draft.length === 0) {
        next = await single.next(token);
        policy.stepped(performance.now() - started);
        observe(policy, guess, next.done === true ? [] : [next.value]);
        continue;
      }
      const { agreed, sure } = await evaluateDraft(sequence, token, draft, options);
      policy.drafted(draft.length, agreed.length, performance.now() - started);
      observe(policy, guess, agreed);
      for (const taken of agreed.slice(0, -1)) {
        index.push(taken);
        given++;
        yield taken;
      }
      mayDraft = sure;
      const last = agreed.at(-1);
      if (last !== undefined) next = { done: false, value: last };
      else if (await turn()) next = await single.next(token);
      else return;
    }
  } finally {
    await single.return();
  }
}

/** As much of the guess as pays; never beyond an end of an answer. */
function draftOf({ sequence, policy }: LookupDecoding, { tokens, matched }: Guess<Token>): readonly Token[] {
  // Most places repeat nothing: there nothing has to be weighed.
  if (tokens.length === 0) return [];
  const end = tokens.findIndex((token) => sequence.model.isEogToken(token));
  return tokens.slice(0, policy.draftLength(matched, end < 0 ? tokens.length : end));
}

/** Tells how far the guess was right, as far as it is known: `came` ends at the first token that differs, or before. */
function observe(policy: LookupDecoding['policy'], { tokens, matched }: Guess<Token>, came: readonly Token[]): void {
  for (const [i, token] of came.entries()) {
    const guessed = tokens[i];
    if (guessed === undefined) break;
    policy.guessed(matched + i, guessed === token);
  }
}

interface Verdict {
  /** The agreeing head of the draft, and the token that the model gives behind it. The last one is not in the KV cache. */
  readonly agreed: readonly Token[];
  /** The model was sure all the way; if not, a single step has to tell what follows `agreed`. */
  readonly sure: boolean;
}

/** Evaluates `token` and the draft behind it in one batch, and cuts the KV cache behind what is right. */
async function evaluateDraft(
  sequence: LlamaContextSequence,
  token: Token,
  draft: readonly Token[],
  { contextShift }: LookupDecoding['options'],
): Promise<Verdict> {
  const start = sequence.nextTokenIndex;
  const input = [token, ...draft].map((item): [Token, typeof greedy] => [item, greedy]);
  const output = await sequence.controlledEvaluate(input, contextShift === undefined ? {} : { contextShift });
  const agreed: Token[] = [];
  let sure = true;
  for (const result of output) {
    const { token: chosen, confidence = 0 } = result?.next ?? {};
    sure = confidence >= SURE;
    if (!sure || chosen === undefined || chosen === null) break;
    agreed.push(chosen);
    if (chosen !== draft[agreed.length - 1]) break;
  }
  await sequence.eraseContextTokenRanges([{ start: start + agreed.length, end: sequence.nextTokenIndex }]);
  return { agreed, sure };
}
