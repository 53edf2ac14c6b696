import { randomInt } from 'node:crypto';
import { COMPLETE_STATUSES, type Answer, type MoreTries, type Question } from '../../../protocol/conversation.ts';
import { SEED_LIMIT } from '../../../protocol/sampling.ts';
import { comparableAnswer, otherAnswer, sameAnswers } from '../../../reasoning/answers/moreTries.ts';
import { splitFences } from '../../../reasoning/questions/fences.ts';
import { programIn } from '../../../reasoning/run/programIn.ts';
import { modelTurns, type Transcript } from '../transcript.ts';
import type { RunParts } from './answerRun.ts';
import { voteOn, voteSampling } from './voteRun.ts';

/** Beside the answer itself. @internal */
export const MORE_TRIES = 4;

/**
 * Whether more tries say something about an answer: it is the likeliest one, was written in one go, and gives a final answer that can be
 * compared. Answers about code are lines and words, which differ from try to try; small programs are run instead.
 */
export function isWorthTrying(answer: Answer, question: Question | undefined): boolean {
  const { status, vote, settings, answeredEarly, earlier, text } = answer;
  if (!COMPLETE_STATUSES.includes(status) || vote !== undefined || settings?.temperature !== 0) return false;
  if (answeredEarly === true || earlier !== undefined || comparableAnswer(text) === undefined) return false;
  if (question === undefined || question.source !== undefined || question.context !== undefined) return false;
  return !isAboutCode(question.text);
}

const isAboutCode = (question: string): boolean =>
  splitFences(question).some(({ kind }) => kind === 'code') || programIn(question) !== undefined;

/**
 * Has the question of a finished answer answered some more times, in the background, and writes beside the answer how many say the same.
 * Where that is aborted, or the engine fails, nothing stands beside it.
 */
export async function tryAgain(
  { engine, settings }: Pick<RunParts, 'engine' | 'settings'>,
  transcript: Transcript,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const answer = comparableAnswer(transcript.answer(id)?.text ?? '');
  if (answer === undefined) return;
  const { maxTokens, systemPrompt } = settings();
  const tell = (tries: Omit<MoreTries, 'asked'>) => transcript.change(id, { tries: { asked: MORE_TRIES, ...tries } });
  // At once: what is written later would bring back a chat that was deleted meanwhile.
  const giveUp = () => transcript.change(id, { tries: undefined });
  signal.addEventListener('abort', giveUp, { once: true });
  tell({ ended: 0, same: 0 });
  try {
    const turns = modelTurns(transcript.turns, id, { systemPrompt, goOn: false });
    const vote = {
      ...({ chains: MORE_TRIES, stopWhen: 'never', sampling: voteSampling({ seed: randomInt(SEED_LIMIT) }) } as const),
      request: { turns, maxTokens, priority: 'background' } as const,
    };
    for await (const event of voteOn(engine, vote, signal)) {
      if (signal.aborted) return;
      if (event.type !== 'finished' || event.vote.chains.length < MORE_TRIES) continue;
      const again = event.vote.chains.map((chain) => chain.answer);
      const other = otherAnswer(answer, again);
      tell({ ended: MORE_TRIES, same: sameAnswers(answer, again), ...(other !== undefined && { other }) });
      return;
    }
  } catch {
    // Nobody waits for it: a failure of the engine is told where something is asked of it.
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  if (!signal.aborted) giveUp();
}
