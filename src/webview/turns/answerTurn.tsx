import { memo } from 'preact/compat';
import { isDemoRefusal } from '../../reasoning/answers/demoRefusal.ts';
import { isOpen } from '../state.ts';
import type { FailureView } from '../../protocol/failureView.ts';
import type { Answer, Branch, PanelTurn } from '../../protocol/conversation.ts';
import type { EngineView } from '../../protocol/panel.ts';
import { useKeptState } from '../parts/keptState.ts';
import { Problem } from '../parts/problem.tsx';
import { ProgressLine } from '../parts/progressLine.tsx';
import { usePost } from '../parts/post.ts';
import { mayAnswerEarly } from '../../reasoning/steps/mayAnswerEarly.ts';
import { droppedNote, isWordless, progressOf, repeatsNote } from '../words.ts';
import { AnswerBody } from './answerBody.tsx';
import { AnswerFooter } from './answerFooter.tsx';
import { ChangedNote } from './notes/changedNote.tsx';
import { EarlyNote } from './notes/earlyNote.tsx';
import { EmptyNote } from './notes/emptyNote.tsx';
import { LoopNote } from './notes/loopNote.tsx';
import { RefusalCard } from './notes/refusalCard.tsx';
import { TriesNote } from './notes/triesNote.tsx';
import { VoteNote } from './vote/voteNote.tsx';
import { SightNote, type Sight } from './sight.tsx';

interface Props {
  readonly turn: Answer;
  /** What it answers. */
  readonly question: PanelTurn | undefined;
  readonly isLast: boolean;
  readonly branch: Branch | undefined;
  readonly isAnswering: boolean;
  /** Given while the answer is open. */
  readonly engine: EngineView | undefined;
  /** From 1, among how many turns. */
  readonly position: number;
  readonly count: number;
  readonly sight: Sight;
}

export const AnswerTurn = memo(function AnswerTurn(props: Props) {
  const { turn, question, isLast, branch, isAnswering, engine, position, count, sight } = props;
  const post = usePost();
  const { id, text, status, failure, vote, tries, answeredEarly, droppedTurns = 0, repeats = 0 } = turn;
  const mayAnswer = isLast && mayAnswerEarly(turn, question);
  const [isRaw, setRaw] = useKeptState(`${id} raw`, false);
  const isRefusal = isDemoRefusal(text) && !isOpen(status);
  return (
    <article
      class="answer"
      aria-label="Cerebrum"
      aria-posinset={position}
      aria-setsize={count}
      tabIndex={-1}
      data-turn-id={id}
      data-status={status}
      data-sight={sight}
    >
      {droppedTurns > 0 && <p class="note">{droppedNote(droppedTurns)}</p>}
      {vote && <VoteNote answer={turn} vote={vote} question={question} />}
      {isRefusal && !isRaw ? (
        <RefusalCard question={question?.text} canAsk={isLast && !isAnswering} />
      ) : (
        text.trim() !== '' && <AnswerBody answer={turn} question={question} isRaw={isRaw} isLast={isLast} />
      )}
      {answeredEarly && <EarlyNote />}
      {tries && <TriesNote tries={tries} />}
      {!isOpen(status) && <ChangedNote answer={id} question={question} canAsk={!isAnswering} />}
      {repeats > 0 && !isOpen(status) && <p class="note">{repeatsNote(repeats)}</p>}
      {status === 'loop' && <LoopNote answer={id} text={text} canRedo={isLast} mayAnswer={mayAnswer} />}
      {isWordless(turn) && <EmptyNote answer={id} canRetry={isLast} />}
      {failure && <Problem failure={isLast ? failure : past(failure)} onRetry={() => post({ type: 'retry', id })} />}
      {engine ? (
        <ProgressLine {...progressOf(turn, engine)} />
      ) : (
        <AnswerFooter
          answer={turn}
          isLast={isLast}
          isAboutCode={question?.role === 'user' && question.source !== undefined && !isRefusal}
          branch={branch}
          mayAnswer={mayAnswer}
          isAnswering={isAnswering}
          isRaw={isRaw}
          onRaw={setRaw}
        />
      )}
      {sight === 'last' && <SightNote />}
    </article>
  );
});

/** Only the last question can be asked again. */
const past = (failure: FailureView): FailureView => ({
  ...failure,
  actions: failure.actions.filter(({ id }) => id !== 'retry'),
});
