import { useState } from 'preact/hooks';
import { memo } from 'preact/compat';
import type { Question } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { usePost } from '../parts/post.ts';
import { cutNote, sourceLabel } from '../words.ts';
import { beginningOf } from './fold.ts';

export const QuestionTurn = memo(function QuestionTurn({ turn }: { turn: Question }) {
  const post = usePost();
  const [unfolded, setUnfolded] = useState(false);
  const beginning = beginningOf(turn.text);
  const cut = turn.source && cutNote(turn.source);
  return (
    <article class="question" aria-label={t('You')} tabIndex={-1} data-turn-id={turn.id}>
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
          {unfolded ? t('Show less') : t('Show all')}
        </button>
      )}
      {cut && <p class="note">{cut}</p>}
    </article>
  );
});
