import { samplingParams, type SamplingParams } from '../../../protocol/sampling.ts';
import type { GenerateParams, GenerationResult, SampleEvent, StopReason } from '../../../protocol/inference.ts';
import { readFinalAnswer } from '../../../reasoning/answers/finalAnswer.ts';
import {
  type Ballot,
  type Count,
  countVotes,
  isDecided,
  isLikelyDecided,
  type StopWhen,
} from '../../../reasoning/answers/votes.ts';
import { codeToCheck } from '../../../reasoning/questions/askedCode.ts';
import type { Engine } from '../../engine/engine.ts';
import { failedChecks } from './failedChecks.ts';

/** More chains than this are not asked for. */
export const MOST_CHAINS = 16;
/** Of the chains: they must be able to differ. Source: self-consistency, arXiv 2203.11171, table of settings. */
const TEMPERATURE = 0.7;

/** All sampling values of a vote; what is not given: temperature 0.7, and a seed that is drawn. */
export const voteSampling = (values: Partial<SamplingParams> = {}): SamplingParams =>
  samplingParams({ temperature: TEMPERATURE, ...values });

/** A chain that ended so has no answer. */
const CUT: readonly StopReason[] = ['limit', 'contextFull', 'loop'];

export interface VoteRequest {
  readonly request: Omit<GenerateParams, 'sampling'>;
  /** 2 to 16. */
  readonly chains: number;
  readonly stopWhen: StopWhen;
  /** See `voteSampling`. */
  readonly sampling?: Partial<SamplingParams>;
}

/** A chain that ended by itself, with what it votes for. */
export interface EndedChain extends Ballot {
  readonly result: GenerationResult;
}

export interface Vote {
  readonly count: Count;
  /** Those that ended by themselves, by their index. */
  readonly chains: readonly EndedChain[];
  /** Chains that were asked for. */
  readonly asked: number;
  /** Results of all chains by their index: of those that were stopped, too. */
  readonly results: readonly GenerationResult[];
  /** All chains ended, or those that did not were not needed any more. */
  readonly isComplete: boolean;
  /** Whatever the chains that were stopped would have said, the winner is the same. */
  readonly isCertain: boolean;
}

export type VoteEvent =
  | Extract<SampleEvent, { type: 'prompt' | 'prefill' | 'text' }>
  /** Another chain ended; `chains` are all that have until now, by their index. */
  | {
      readonly type: 'counted';
      readonly count: Count;
      readonly chains: readonly EndedChain[];
      readonly asked: number;
    }
  | { readonly type: 'finished'; readonly vote: Vote };

/**
 * Has one prompt answered several times and counts the answers. Aborting stops all chains; what has ended until then is counted.
 *
 * @throws FailureError while iterating
 */
export async function* voteOn(
  engine: Pick<Engine, 'sample'>,
  { request, chains, stopWhen, sampling }: VoteRequest,
  signal: AbortSignal,
): AsyncGenerator<VoteEvent, void> {
  const code = codeToCheck(request.turns.findLast(({ role }) => role === 'user')?.content ?? '');
  const stream = engine.sample({ ...request, sampling: voteSampling(sampling) }, chains, signal);
  let ended: readonly EndedChain[] = [];
  let count = countVotes([]);
  let isOver = false;
  for await (const event of stream) {
    if (event.type === 'chainFinished') {
      if (event.result.stopReason === 'stopped') continue;
      ended = [...ended, await endedChain(event.chain, event.result, code)].sort((a, b) => a.chain - b.chain);
      count = countVotes(ended);
      yield { type: 'counted', count, chains: ended, asked: chains };
      if (!isOver && isEnough(count, chains, stopWhen)) {
        isOver = true;
        const open = new Set(Array.from({ length: chains }, (_, chain) => chain));
        for (const { chain } of ended) open.delete(chain);
        for (const chain of open) stream.stop(chain);
      }
    } else if (event.type === 'finished') {
      const isComplete = isOver || ended.length === chains;
      const isCertain = isDecided(count, chains);
      const vote = { count, chains: ended, asked: chains, results: event.result.chains, isComplete, isCertain };
      yield { type: 'finished', vote };
    } else {
      yield event;
    }
  }
}

/** The chain to read: of the winner, else of those that ended without an answer the first. */
export function bestOf({ count, chains }: Pick<Vote, 'count' | 'chains'>): EndedChain | undefined {
  const best = count.groups[0]?.best;
  return chains.find(({ chain }) => chain === best) ?? chains[0];
}

function isEnough(count: Count, chains: number, stopWhen: StopWhen): boolean {
  if (stopWhen === 'never') return false;
  return isDecided(count, chains) || (stopWhen === 'likely' && isLikelyDecided(count));
}

async function endedChain(
  chain: number,
  result: GenerationResult,
  code: ReturnType<typeof codeToCheck>,
): Promise<EndedChain> {
  // A chain that was cut has no answer, only a last number.
  const isWhole = !CUT.includes(result.stopReason);
  const answer = isWhole ? readFinalAnswer(result.answer)?.value : undefined;
  return {
    chain,
    ...(answer !== undefined && { answer }),
    failedChecks: await failedChecks(result.answer, code === undefined ? {} : { code }),
    length: result.answer.length,
    result,
  };
}
