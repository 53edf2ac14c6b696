import './conversation.css';
import { memo } from 'preact/compat';
import { useEffect, useRef } from 'preact/hooks';
import type { Branches, EngineView, PanelTurn } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { isOpen } from '../state.ts';
import { AnswerTurn } from './answerTurn.tsx';
import { QuestionTurn } from './questionTurn.tsx';
import { sightOf } from './sight.tsx';
import { focusTurn, showTurn } from './turnFocus.ts';
import { useFollow } from './useFollow.ts';

interface Props {
  readonly turns: readonly PanelTurn[];
  readonly branches: Branches;
  readonly isAnswering: boolean;
  /** A turn to bring into sight, once for each `serial`. */
  readonly shown: { readonly serial: number; readonly id: string } | undefined;
  readonly engine: EngineView;
  /** Turns at the start that the model does not see any more. */
  readonly unseenTurns: number;
}

/** All turns, kept at the newest words unless the reader scrolled away. */
export const Conversation = memo(function Conversation(props: Props) {
  const { turns, branches, isAnswering, shown, engine, unseenTurns } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isFollowing, follow } = useFollow(scroller, content);
  // A step to another version leaves the reader where they are; a question that is being answered does not.
  const answered = isAnswering ? turns.findLast((turn) => turn.role === 'user')?.id : undefined;
  useEffect(() => {
    if (answered !== undefined) follow();
  }, [answered, follow]);
  useEffect(() => {
    if (shown !== undefined) showTurn(shown.id);
  }, [shown?.serial]);

  const jump = () => {
    follow();
    focusTurn('last', { preventScroll: true });
  };
  return (
    <div class="conversation">
      <div class="turns-scroller" ref={scroller} role="feed" aria-label={t('Conversation')} tabIndex={0}>
        <div class="turns" ref={content}>
          {turns.map((turn, index) =>
            turn.role === 'user' ? (
              <QuestionTurn
                key={turn.id}
                turn={turn}
                branch={branches[turn.id]}
                isAnswering={isAnswering}
                sight={sightOf(index, unseenTurns)}
              />
            ) : (
              <AnswerTurn
                key={turn.id}
                turn={turn}
                question={turns[index - 1]}
                isLast={index === turns.length - 1}
                branch={branches[turn.id]}
                isAnswering={isAnswering}
                engine={isOpen(turn.status) ? engine : undefined}
                sight={sightOf(index, unseenTurns)}
              />
            ),
          )}
        </div>
      </div>
      {!isFollowing && (
        <button type="button" class="jump button secondary small" onClick={jump}>
          <Icon name="arrow-down" />
          {t('Jump to latest')}
        </button>
      )}
    </div>
  );
});
