import type { Engine } from '../host/engine/engine.ts';
import { type EndedChain, type Vote, voteOn, type VoteRequest } from '../host/sessions/runs/voteRun.ts';

/** Has the chains written and tells on stderr how the vote stands. */
export async function askForVotes(engine: Engine, request: VoteRequest, signal: AbortSignal): Promise<Vote> {
  for await (const event of voteOn(engine, request, signal)) {
    if (event.type === 'prompt' && event.droppedTurns > 0) {
      console.error(`The first ${event.droppedTurns} messages did not fit into the context window and were left out.`);
    }
    if (event.type === 'counted' && process.stderr.isTTY) console.error(standing(event.count, event.asked));
    if (event.type === 'finished') {
      console.error(verdict(event.vote));
      return event.vote;
    }
  }
  throw new Error('The engine gave no result.');
}

function standing({ groups, ended }: Vote['count'], asked: number): string {
  const parts = groups.map(({ answer, chains }) => `${chains.length} × ${oneLine(answer)}`);
  return `${ended} of ${asked} ended: ${parts.length === 0 ? 'no answer yet' : parts.join(', ')}`;
}

function verdict({ count, asked, chains }: Vote): string {
  const [first, second] = count.groups;
  if (first === undefined) return `None of ${count.ended} chains gave an answer.`;
  const stopped = asked - count.ended;
  const rest = stopped === 0 ? '' : ` ${stopped} of ${asked} chains were stopped before their end.`;
  const unheard = first.votes === 0 ? ' A check failed in every chain.' : notCounted(chains);
  if (count.isTie && second !== undefined) {
    return `A tie: ${first.chains.length} of ${count.ended} say ${oneLine(first.answer)}, as many ${oneLine(second.answer)}.${unheard}${rest}`;
  }
  const doubt = first.chains.length * 2 > count.ended ? '' : ' The chains do not agree: take this answer with care.';
  return `${first.chains.length} of ${count.ended} say ${oneLine(first.answer)}.${doubt}${unheard}${rest}`;
}

function notCounted(chains: readonly EndedChain[]): string {
  const wrong = chains.filter(({ failedChecks }) => failedChecks > 0).length;
  if (wrong === 0) return '';
  return wrong === 1
    ? ' One chain has a wrong step and did not vote.'
    : ` ${wrong} chains have a wrong step and did not vote.`;
}

/** Answers can be whole sentences. */
const oneLine = (answer: string): string => {
  const text = answer.replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

export function votesJson({ count, chains, asked, results }: Vote) {
  const { groups, isTie, ended } = count;
  return {
    votes: {
      asked,
      ended,
      agreement: ended === 0 ? 0 : (groups[0]?.chains.length ?? 0) / ended,
      isTie,
      groups: groups.map(({ answer, chains: members, votes, best }) => ({ answer, chains: members, votes, best })),
    },
    chains: results.map(({ answer: text, stopReason, stats, made }, chain) => {
      const one = chains.find((each) => each.chain === chain);
      return {
        chain,
        answer: one?.answer ?? null,
        failedChecks: one?.failedChecks ?? null,
        text,
        stopReason,
        tokens: stats.generatedTokens,
        seed: made?.sampling.seed,
      };
    }),
  };
}
