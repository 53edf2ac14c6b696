import type { AnswerVote, VoteChain } from '../../protocol/conversation.ts';
import { countVotes, type AnswerGroup, type Count } from './votes.ts';

/** How a vote stands, for words about it. */
export interface Standing {
  readonly count: Count;
  /**
   * `none`: no chain gave an answer · `tie` · `majority`: more than half of the chains that ended say the same ·
   * `disagreement`: fewer do.
   */
  readonly kind: 'none' | 'tie' | 'majority' | 'disagreement';
  readonly leader?: AnswerGroup;
  /** The chains of each group, then those that ended without an answer, then those that were stopped; no list is empty. */
  readonly lists: readonly VoteList[];
  /** Chains that gave an answer but did not vote: a check failed in them. */
  readonly unheard: number;
}

export interface VoteList {
  /** Absent: they gave none. */
  readonly answer?: string;
  readonly kind: 'answer' | 'none' | 'stopped';
  readonly chains: readonly VoteChain[];
}

/** Counts the chains of an answer. */
export function standingOf({ chains }: AnswerVote): Standing {
  const ended = chains.filter(({ status }) => status !== 'stopped');
  const count = countVotes(ended.map((chain) => ({ ...chain, length: chain.text.length })));
  const [leader] = count.groups;
  const lists: VoteList[] = [
    ...count.groups.map((group) => ({
      answer: group.answer,
      kind: 'answer' as const,
      chains: ended.filter(({ chain }) => group.chains.includes(chain)),
    })),
    { kind: 'none', chains: ended.filter(({ answer }) => answer === undefined) },
    { kind: 'stopped', chains: chains.filter(({ status }) => status === 'stopped') },
  ];
  return {
    count,
    kind: kindOf(count),
    ...(leader && { leader }),
    lists: lists.filter((list) => list.chains.length > 0),
    unheard: ended.filter(({ answer, failedChecks }) => answer !== undefined && failedChecks > 0).length,
  };
}

function kindOf({ groups: [leader], isTie, ended }: Count): Standing['kind'] {
  if (leader === undefined) return 'none';
  if (isTie) return 'tie';
  return leader.chains.length * 2 > ended ? 'majority' : 'disagreement';
}
