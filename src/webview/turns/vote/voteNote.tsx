import './vote.css';
import { useMemo } from 'preact/hooks';
import { COMPLETE_STATUSES, type Answer, type AnswerVote, type PanelTurn } from '../../../protocol/conversation.ts';
import { standingOf, type Standing, type VoteList } from '../../../reasoning/answers/storedVote.ts';
import { t } from '../../l10n.ts';
import { Icon } from '../../parts/icon.tsx';
import { useKeptState } from '../../parts/keptState.ts';
import { isOpen } from '../../state.ts';
import { VotedChain } from './votedChain.tsx';
import { listName, runningWords, verdictWords } from './voteWords.ts';

interface Props {
  readonly answer: Answer;
  readonly vote: AnswerVote;
  readonly question: PanelTurn | undefined;
}

/** Before an answer that was voted on: how many agree, and the other chains. */
export function VoteNote({ answer, vote, question }: Props) {
  const { id, status } = answer;
  const standing = useMemo(() => standingOf(vote), [vote]);
  const [open, setOpen] = useKeptState<string | undefined>(`${id} chains`, undefined);
  const isRunning = isOpen(status);
  const isDoubtful = !isRunning && (standing.kind !== 'majority' || standing.leader?.votes === 0);
  const shown = standing.lists.find((list) => nameOf(list) === open);
  return (
    <div class={`vote ${isDoubtful ? 'doubtful' : ''}`} role="group" aria-label={t('Vote')}>
      <p class="vote-words">
        <Icon name={isDoubtful ? 'warning' : 'organization'} />
        <span>{isRunning ? runningWords(vote, standing) : verdictWords(vote, standing, isComplete(answer))}</span>
      </p>
      <Agreement vote={vote} standing={standing} />
      {!isRunning && standing.kind === 'majority' && (
        <p class="note">{t('Agreement is no proof: chains can be wrong together.')}</p>
      )}
      <div class="vote-lists">
        {standing.lists.map((list) => (
          <button
            key={nameOf(list)}
            type="button"
            class="button secondary small"
            aria-expanded={list === shown}
            title={t('Show these chains')}
            onClick={() => setOpen(list === shown ? undefined : nameOf(list))}
          >
            <Icon name={list === shown ? 'chevron-down' : 'chevron-right'} />
            <span dir="auto">{listName(list)}</span>
            <span class="vote-count">{`× ${list.chains.length}`}</span>
          </button>
        ))}
      </div>
      {shown && (
        <ul class="vote-chains" role="list" aria-label={listName(shown)}>
          {shown.chains.map((chain) => (
            <VotedChain
              key={chain.chain}
              {...{ answer: id, chain, question }}
              isAnswer={!isRunning && chain.text === answer.text}
              differsFrom={
                isRunning || shown.kind !== 'answer' || shown === standing.lists[0] ? undefined : answer.text
              }
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** It ended by itself: the chains that are missing could not have changed it. */
const isComplete = ({ status }: Answer): boolean =>
  COMPLETE_STATUSES.includes(status) || ['limit', 'contextFull', 'loop'].includes(status);

const nameOf = ({ kind, answer = '' }: VoteList): string => `${kind} ${answer}`;

/** A field for each chain, those that agree with the leader first. The words beside it say the same. */
function Agreement({ vote: { asked }, standing: { lists } }: { vote: AnswerVote; standing: Standing }) {
  const fields = lists.flatMap(({ kind, chains }, index) =>
    chains.map(() => (kind === 'answer' ? (index === 0 ? 'leader' : 'other') : kind)),
  );
  return (
    <div class="agreement" aria-hidden="true">
      {Array.from({ length: Math.max(asked, fields.length) }, (_, index) => (
        <span key={index} class={fields[index] ?? ''} />
      ))}
    </div>
  );
}
