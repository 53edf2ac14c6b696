import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import type { SamplingParams } from '../../protocol/sampling.ts';
import type { DraftPolicy } from './lookup/draftPolicy.ts';
import { decodeWithLookup } from './lookup/lookupDecoding.ts';
import type { TokenSource } from './nativeCalls.ts';
import { noContextShift } from './noContextShift.ts';

export interface TokenSourceOptions {
  readonly sequence: LlamaContextSequence;
  /** The whole prompt. */
  readonly prompt: readonly Token[];
  /** Its end, which the KV cache does not hold yet; at least one token. */
  readonly rest: Token[];
  /** Tokens of the answer; grows while it is written. */
  readonly written: readonly Token[];
  readonly sampling: SamplingParams;
  readonly maxTokens: number;
  readonly draftPolicy: DraftPolicy | undefined;
  /** For drafts, which make native calls of their own. */
  readonly turn: () => Promise<boolean>;
}

/** The tokens that the model gives behind a prompt, by the sampling values and nothing else. */
export function tokenSource(options: TokenSourceOptions): TokenSource<Token> {
  const { sequence, prompt, rest, written, sampling, maxTokens, draftPolicy, turn } = options;
  const always = { yieldEogToken: true, contextShift: noContextShift } as const;
  if (draftPolicy !== undefined && usesLookup(sampling, draftPolicy)) {
    return decodeWithLookup({ sequence, prompt, rest, maxTokens, policy: draftPolicy, options: always, turn });
  }
  const { temperature, topK, topP, minP, seed } = sampling;
  return sequence.evaluate(rest, {
    ...always,
    ...{ temperature, topK, topP, minP, seed },
    ...(hasPenalty(sampling) && { repeatPenalty: penalties(sampling, prompt, written) }),
  });
}

/** Greedy decoding may draft from what the text quotes. Drawing cannot: each draw changes the ones after it. Nor can penalties. */
export function usesLookup(sampling: SamplingParams, draftPolicy: DraftPolicy | undefined): boolean {
  return draftPolicy !== undefined && sampling.temperature === 0 && !hasPenalty(sampling);
}

function penalties(sampling: SamplingParams, prompt: readonly Token[], written: readonly Token[]) {
  const { repeatPenalty, frequencyPenalty, presencePenalty, penaltyWindow } = sampling;
  return {
    punishTokens: () => [...prompt.slice(-penaltyWindow), ...written].slice(-penaltyWindow),
    maxPunishTokens: penaltyWindow,
    ...{ penalty: repeatPenalty, frequencyPenalty, presencePenalty },
  } satisfies SequenceEvaluateOptions['repeatPenalty'];
}

function hasPenalty({ repeatPenalty, frequencyPenalty, presencePenalty, penaltyWindow }: SamplingParams): boolean {
  return penaltyWindow > 0 && (repeatPenalty !== 1 || frequencyPenalty !== 0 || presencePenalty !== 0);
}
