import './conversation.css';
import { memo } from 'preact/compat';
import { useEffect, useRef } from 'preact/hooks';
import type { EngineView, PanelTurn } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { isOpen } from '../state.ts';
import { AnswerTurn } from './answerTurn.tsx';
import { QuestionTurn } from './questionTurn.tsx';
import { focusTurn } from './turnFocus.ts';
import { useFollow } from './useFollow.ts';

interface Props {
  readonly turns: readonly PanelTurn[];
  readonly engine: EngineView;
}

/** All turns, kept at the newest words unless the reader scrolled away. */
export const Conversation = memo(function Conversation({ turns, engine }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isFollowing, follow } = useFollow(scroller, content);
  const lastQuestion = turns.findLast((turn) => turn.role === 'user')?.id;
  useEffect(follow, [lastQuestion, follow]);

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
              <QuestionTurn key={turn.id} turn={turn} />
            ) : (
              <AnswerTurn
                key={turn.id}
                turn={turn}
                isLast={index === turns.length - 1}
                engine={isOpen(turn.status) ? engine : undefined}
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
