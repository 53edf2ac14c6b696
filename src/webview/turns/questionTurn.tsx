import { useRef, useState } from 'preact/hooks';
import { memo } from 'preact/compat';
import type { Branch, Question } from '../../protocol/conversation.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { useKeptState } from '../parts/keptState.ts';
import { useHold } from '../parts/nearViewport.tsx';
import { usePost } from '../parts/post.ts';
import { cutNote, sourceLabel } from '../words.ts';
import { BranchSwitch } from './branchSwitch.tsx';
import { SentContext } from './contextList.tsx';
import { beginningOf } from './fold.ts';
import { QuestionEditor } from './questionEditor.tsx';
import { QuestionText } from './questionText.tsx';
import type { Sight } from './sight.tsx';

interface Props {
  readonly turn: Question;
  /** What it was answered, once that is finished. */
  readonly answer: string | undefined;
  /** Given when the question was edited. */
  readonly branch: Branch | undefined;
  readonly isAnswering: boolean;
  /** From 1, among how many turns. */
  readonly position: number;
  readonly count: number;
  readonly sight: Sight;
}

export const QuestionTurn = memo(function QuestionTurn(props: Props) {
  const { turn, answer, branch, isAnswering, position, count, sight } = props;
  const post = usePost();
  const article = useRef<HTMLElement>(null);
  const { id, text, source } = turn;
  const [unfolded, setUnfolded] = useKeptState(`${id} unfolded`, false);
  const [isEditing, setEditing] = useState(false);
  useHold(isEditing);
  const beginning = beginningOf(text);
  const cut = source && cutNote(source);
  const endEdit = () => {
    setEditing(false);
    article.current?.focus();
  };
  const send = (edited: string) => {
    endEdit();
    post({ type: 'edit', id, text: edited });
  };
  return (
    <article
      class="question"
      aria-label={t('You')}
      aria-posinset={position}
      aria-setsize={count}
      tabIndex={-1}
      data-turn-id={id}
      data-sight={sight}
      ref={article}
    >
      {source && (
        <button type="button" class="link" onClick={() => post({ type: 'revealSource', id })}>
          <Icon name="file-code" />
          <span>{sourceLabel(source)}</span>
        </button>
      )}
      {isEditing ? (
        <QuestionEditor text={text} onSend={send} onCancel={endEdit} />
      ) : (
        <QuestionText text={beginning === undefined || unfolded ? text : `${beginning}…`} answer={answer} />
      )}
      {beginning !== undefined && !isEditing && (
        <button type="button" class="link" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t('Show less') : t('Show all')}
        </button>
      )}
      {cut && <p class="note">{cut}</p>}
      {turn.context && <SentContext question={id} context={turn.context} />}
      {!isEditing && (
        <div class="question-footer">
          {branch && <BranchSwitch id={id} branch={branch} disabled={isAnswering} />}
          <div class="question-actions">
            <IconButton icon="edit" label={t('Edit Question')} onClick={() => setEditing(true)} />
            <IconButton icon="trash" label={t('Delete From Here')} onClick={() => post({ type: 'deleteTurn', id })} />
          </div>
        </div>
      )}
    </article>
  );
});
