import { useMemo } from 'preact/hooks';
import { COMPLETE_STATUSES, type Answer, type AnswerStatus, type Branch } from '../../protocol/conversation.ts';
import { isDemoRefusal } from '../../reasoning/answers/demoRefusal.ts';
import { SHORTER, wordsOf } from '../../reasoning/steps/revise.ts';
import { withoutThought } from '../../reasoning/steps/thought.ts';
import { parseAnswer } from '../../reasoning/steps/answerParser.ts';
import { t } from '../l10n.ts';
import { CopyButton } from '../parts/copyButton.tsx';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { useKeptState } from '../parts/keptState.ts';
import { usePost } from '../parts/post.ts';
import { figuresOf, isWordless, notesOf } from '../words.ts';
import { AnswerNowButton } from './notes/earlyNote.tsx';
import { BranchSwitch } from './branchSwitch.tsx';

/** Ended before the model was done: it can go on from the last word. */
const CONTINUABLE: readonly AnswerStatus[] = ['stopped', 'limit', 'loop', 'interrupted', 'failed'];

/** Ended in the thought. A loop says so by itself, and offers the same. */
const CLOSABLE: readonly AnswerStatus[] = ['stopped', 'limit', 'interrupted'];

interface Props {
  readonly answer: Answer;
  readonly isLast: boolean;
  /** It explains code of a file. */
  readonly isAboutCode: boolean;
  /** Given when there are several answers to the question. */
  readonly branch: Branch | undefined;
  readonly isAnswering: boolean;
  /** It may end its thought and answer. */
  readonly mayAnswer: boolean;
  /** The text is shown as the model wrote it. */
  readonly isRaw: boolean;
  readonly onRaw: (isRaw: boolean) => void;
}

/** Below a closed answer: what to do with it, and what it cost. */
export function AnswerFooter({ answer, isLast, isAboutCode, branch, isAnswering, mayAnswer, isRaw, onRaw }: Props) {
  const post = usePost();
  const { id, text, status, failure, vote, made } = answer;
  const hasText = text.trim() !== '';
  const sections = useMemo(() => parseAnswer(text), [text]);
  const final = sections.findLast(({ kind }) => kind === 'answer');
  const behindThought = sections[0]?.kind === 'thought' ? withoutThought(text) : '';
  const said = final ? wordsOf(final) : behindThought || undefined;
  const [tells, setTells] = useKeptState(`${id} about`, false);
  const notes = notesOf(answer);
  const offersRetry = isWordless(answer) || failure?.actions.some((action) => action.id === 'retry') === true;
  return (
    <div class="answer-footer">
      {said !== undefined && <CopyButton label={t('Copy Answer')} text={said} />}
      {hasText && <CopyButton label={t('Copy All')} text={text} icon="files" />}
      {hasText && <IconButton icon="code" label={t('Raw Text')} isPressed={isRaw} onClick={() => onRaw(!isRaw)} />}
      {made !== undefined && (
        <IconButton
          icon="note"
          label={t('Save Receipt…')}
          title={t('Save Receipt…: what this answer was made from and with')}
          onClick={() => post({ type: 'saveReceipt', id })}
        />
      )}
      {hasText && isAboutCode && (
        <>
          <IconButton
            icon="save"
            label={t('Save Explanation…')}
            onClick={() => post({ type: 'keep', id, place: 'file' })}
          />
          <IconButton
            icon="comment"
            label={t('Insert as Comment')}
            onClick={() => post({ type: 'keep', id, place: 'comment' })}
          />
        </>
      )}
      {isLast && hasText && !isDemoRefusal(text) && COMPLETE_STATUSES.includes(status) && (
        <IconButton icon="fold" label={t('Shorter')} onClick={() => post({ type: 'followUp', id, text: SHORTER })} />
      )}
      {isLast && !offersRetry && (
        <IconButton icon="refresh" label={t('Try Again')} onClick={() => post({ type: 'retry', id })} />
      )}
      <IconButton icon="info" label={t('About this answer')} isExpanded={tells} onClick={() => setTells(!tells)} />
      {branch && <BranchSwitch id={id} branch={branch} disabled={isAnswering} />}
      {branch && (
        <IconButton icon="trash" label={t('Delete This Answer')} onClick={() => post({ type: 'deleteTurn', id })} />
      )}
      {isLast && hasText && vote === undefined && CONTINUABLE.includes(status) && (
        <button type="button" class="button secondary small" onClick={() => post({ type: 'continue', id })}>
          <Icon name="debug-continue" />
          {t('Continue')}
        </button>
      )}
      {mayAnswer && hasText && final === undefined && CLOSABLE.includes(status) && <AnswerNowButton answer={id} />}
      {isLast && status === 'contextFull' && (
        <button type="button" class="button secondary small" onClick={() => post({ type: 'newChat' })}>
          <Icon name="add" />
          {t('New Chat')}
        </button>
      )}
      {notes.length > 0 && <Pieces pieces={notes} />}
      <Pieces pieces={figuresOf(answer)} label={t('About this answer')} isHidden={!tells} />
    </div>
  );
}

interface PiecesProps {
  readonly pieces: readonly string[];
  readonly label?: string;
  readonly isHidden?: boolean;
}

const Pieces = ({ pieces, label, isHidden = false }: PiecesProps) => (
  <ul class="summary" aria-label={label} hidden={isHidden}>
    {pieces.map((piece) => (
      <li key={piece}>{piece}</li>
    ))}
  </ul>
);
