import { answerKey } from './finalAnswer.ts';

/** What one of several chains of one prompt came to. */
export interface Ballot {
  /** Counts from 0; the lowest one decides between equals. */
  readonly chain: number;
  /** Absent: the chain gave none, which never wins. */
  readonly answer?: string;
  /** Statements of the chain that a check found wrong. */
  readonly failedChecks: number;
  /** Of the chain, UTF-16 units. */
  readonly length: number;
}

/** When chains that are not needed any more are stopped: once the winner over all of them is certain, or likely (95 %), or never. */
export type StopWhen = 'certain' | 'likely' | 'never';

/** Chains with the same answer. */
export interface AnswerGroup {
  /** As the first of them writes it. */
  readonly answer: string;
  /** Ascending. */
  readonly chains: readonly number[];
  /** Of them, those in which no check failed: a chain whose arithmetic is wrong does not vote against one that is right. */
  readonly votes: number;
  /** The chain to read: with the fewest failed checks, then the shortest. */
  readonly best: number;
}

export interface Count {
  /** The winner first: by votes, then by chains, then by the lowest chain. Empty: no chain has an answer. */
  readonly groups: readonly AnswerGroup[];
  /** The first two groups have as many votes and as many chains. */
  readonly isTie: boolean;
  /** Chains that ended, those without an answer included. */
  readonly ended: number;
}

/** Counts the answers of chains that ended, in whatever order. Source: self-consistency, arXiv 2203.11171. */
export function countVotes(ballots: readonly Ballot[]): Count {
  const byKey = new Map<string, Ballot[]>();
  for (const ballot of [...ballots].sort((a, b) => a.chain - b.chain)) {
    if (ballot.answer === undefined) continue;
    const key = answerKey(ballot.answer);
    const group = byKey.get(key);
    if (group) group.push(ballot);
    else byKey.set(key, [ballot]);
  }
  const groups = [...byKey.values()].map(groupOf).sort(byRank);
  const [first, second] = groups;
  const isTie = first !== undefined && second?.votes === first.votes && second.chains.length === first.chains.length;
  return { groups, isTie, ended: ballots.length };
}

function groupOf(ballots: readonly Ballot[]): AnswerGroup {
  const best = ballots.reduce((a, b) => ((b.failedChecks - a.failedChecks || b.length - a.length) < 0 ? b : a));
  return {
    answer: ballots[0]?.answer ?? '',
    chains: ballots.map(({ chain }) => chain),
    votes: ballots.filter(({ failedChecks }) => failedChecks === 0).length,
    best: best.chain,
  };
}

const byRank = (a: AnswerGroup, b: AnswerGroup): number =>
  b.votes - a.votes || b.chains.length - a.chains.length || (a.chains[0] ?? 0) - (b.chains[0] ?? 0);

/**
 * Whether the winner over all of `chains` is known, whatever the chains say that have not ended: even if all of them gave the same
 * other answer, and no check failed in them, it would neither come first nor make it a tie.
 */
export function isDecided({ groups, ended }: Count, chains: number): boolean {
  const left = chains - ended;
  if (left <= 0) return true;
  const [leader, ...others] = groups;
  if (leader === undefined) return false;
  const nobody = { votes: 0, chains: [] };
  return [...others, nobody].every(
    (other) => (leader.votes - (other.votes + left) || leader.chains.length - (other.chains.length + left)) > 0,
  );
}

/** The chance, 0 to 1, that the leader's answer is what more than half of all chains of this model would say. */
const CONFIDENCE = 0.95;

/**
 * Whether the leader is likely enough to stay first: P(p > ½) ≥ 0.95 under Beta(v₁ + 1, v₂ + 1), where v₁ and v₂ are the votes of the
 * first two groups. Source: adaptive consistency, arXiv 2305.11860.
 */
export function isLikelyDecided({ groups }: Count): boolean {
  const [first = 0, second = 0] = groups.map(({ votes }) => votes);
  // P = 2^−(v₁+v₂+1) · Σ_{j ≤ v₁} C(v₁+v₂+1, j)
  const all = first + second + 1;
  let term = 2 ** -all;
  let sum = 0;
  for (let j = 0; j <= first; j++) {
    sum += term;
    term *= (all - j) / (j + 1);
  }
  return sum >= CONFIDENCE;
}
