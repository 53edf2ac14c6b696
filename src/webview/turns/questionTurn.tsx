import { useState } from 'preact/hooks';
import { memo } from 'preact/compat';
import type { Question } from '../../protocol/panel.ts';
import { Icon } from '../parts/icon.tsx';
import { usePost } from '../parts/post.ts';
import { cutNote, sourceLabel } from '../words.ts';
import { ContextList } from './contextList.tsx';
import { beginningOf } from './fold.ts';

export const QuestionTurn = memo(function QuestionTurn({ turn, isLast }: { turn: Question; isLast: boolean }) {
  const post = usePost();
  const [unfolded, setUnfolded] = useState(false);
  const beginning = beginningOf(turn.text);
  const cut = turn.source && cutNote(turn.source);
  return (
    <article class="question" aria-label="You" tabIndex={-1} data-turn-id={turn.id}>
      {turn.source && (
        <button type="button" class="link" onClick={() => post({ type: 'revealSource', id: turn.id })}>
          <Icon name="file-code" />
          <span>{sourceLabel(turn.source)}</span>
        </button>
      )}
      <div class="question-text" dir="auto">
        {beginning === undefined || unfolded ? turn.text : `${beginning}…`}
      </div>
      {beginning !== undefined && (
        <button type="button" class="link" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? 'Show less' : 'Show all'}
        </button>
      )}
      {cut && <p class="note">{cut}</p>}
      {turn.context && turn.context.length > 0 && (
        <ContextList question={turn.id} context={turn.context} isLast={isLast} />
      )}
    </article>
  );
});
