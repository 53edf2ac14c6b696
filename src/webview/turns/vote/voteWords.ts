/** What the panel says of a vote. It never says more than who agrees with whom. */
import type { AnswerVote, VoteChain } from '../../../protocol/conversation.ts';
import { standingOf, type Standing, type VoteList } from '../../../reasoning/answers/storedVote.ts';
import type { Parting } from '../../../reasoning/answers/parting.ts';
import { count, t } from '../../l10n.ts';

/** Characters: answers can be whole sentences. */
const LONGEST = 60;

/** An answer on one line. */
function answerLabel(answer: string): string {
  const text = answer.replaceAll(/\s+/g, ' ').trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}

/** `2 of 5 done, 4 at a time. 2 say 33.` */
export function runningWords(
  { asked, atOnce = asked }: AnswerVote,
  { count: counted, kind, leader }: Standing,
): string {
  const done =
    atOnce < asked
      ? t('{0} of {1} done, {2} at a time.', count(counted.ended), count(asked), count(atOnce))
      : t('{0} of {1} done.', count(counted.ended), count(asked));
  if (leader === undefined || kind === 'tie') return done;
  const says = leader.chains.length === 1 ? t('1 says {0}.', answerLabel(leader.answer)) : undefined;
  return `${done} ${says ?? t('{0} say {1}.', count(leader.chains.length), answerLabel(leader.answer))}`;
}

/** `4 of 5 say 33.` `isComplete`: the chains that are missing were not needed. */
export function verdictWords(vote: AnswerVote, standing: Standing, isComplete: boolean): string {
  return [agreement(standing), unheard(standing), missing(vote, standing, isComplete)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What a screen reader says of a vote that ended. */
export const voteWords = (vote: AnswerVote): string => agreement(standingOf(vote));

function agreement({ count: { ended, groups }, kind, leader }: Standing): string {
  const [said, answer] = [leader?.chains.length ?? 0, answerLabel(leader?.answer ?? '')];
  switch (kind) {
    case 'none':
      if (ended === 0) return t('No chain came to its end.');
      return ended === 1
        ? t('The only chain that ended gave no answer.')
        : t('None of {0} chains gave an answer that can be compared.', count(ended));
    case 'tie':
      return t(
        'A tie: {0} of {1} for {2}, as many for {3}.',
        count(said),
        count(ended),
        answer,
        answerLabel(groups[1]?.answer ?? ''),
      );
    case 'disagreement':
      return said === 1
        ? t('The chains disagree: 1 of {0} says {1}.', count(ended), answer)
        : t('The chains disagree: {0} of {1} say {2}.', count(said), count(ended), answer);
    case 'majority':
      return ended === 1
        ? t('The only chain that ended says {0}.', answer)
        : t('{0} of {1} say {2}.', count(said), count(ended), answer);
  }
}

function unheard({ leader, unheard: chains }: Standing): string {
  if (chains === 0) return '';
  if (leader?.votes === 0) return t('Every chain has a wrong step.');
  return chains === 1
    ? t('1 chain has a wrong step and did not vote.')
    : t('{0} chains have a wrong step and did not vote.', count(chains));
}

function missing({ asked, isLikely }: AnswerVote, { count: { ended } }: Standing, isComplete: boolean): string {
  const left = asked - ended;
  if (left <= 0 || (ended === 0 && !isComplete)) return '';
  if (!isComplete) return t('{0} of {1} did not come to their end.', count(left), count(asked));
  if (isLikely === true) {
    return left === 1
      ? t('The last one was stopped: another result was unlikely.')
      : t('The other {0} were stopped: another result was unlikely.', count(left));
  }
  return left === 1
    ? t('The last one was stopped: it could not change which answer wins.')
    : t('The other {0} were stopped: they could not change which answer wins.', count(left));
}

/** `33`, or why a list of chains has no answer. */
export function listName({ kind, answer = '' }: VoteList): string {
  switch (kind) {
    case 'answer':
      return answerLabel(answer);
    case 'none':
      return t('No answer');
    case 'stopped':
      return t('Not finished');
  }
}

/** `Chain 2 · 1 wrong statement · 120 tokens · seed 42` */
export function chainFacts({ chain, failedChecks, tokens, seed, status }: VoteChain): string[] {
  const wrong = failedChecks === 1 ? t('1 wrong statement') : t('{0} wrong statements', count(failedChecks));
  return [
    t('Chain {0}', count(chain + 1)),
    ...(failedChecks === 0 ? [] : [wrong]),
    ...(status === 'loop' ? [t('Repeated itself')] : []),
    ...(status === 'limit' ? [t('Length limit reached')] : []),
    ...(status === 'contextFull' ? [t('Context window full')] : []),
    tokens === 1 ? t('1 token') : t('{0} tokens', count(tokens)),
    t('seed {0}', String(seed)),
  ];
}

/** Why a chain came to another answer, as far as its calculations show it; which of the two is right is not said. */
export const partingWords = ({ step, value }: Parting): string =>
  t('Step {0} comes to {1}, as no step of the answer does.', count(step + 1), value);
