import './attachments.css';
import { useRef } from 'preact/hooks';
import type { AttachmentView } from '../../protocol/composer.ts';
import type { AttachmentKind } from '../../protocol/conversation.ts';
import { count, t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import { attachmentName, attachmentNote, tokensOf } from '../words.ts';

const ICONS: Readonly<Record<AttachmentKind, string>> = {
  selection: 'list-selection',
  file: 'file',
  problems: 'warning',
  changes: 'diff',
  symbol: 'symbol-method',
  terminal: 'terminal',
};

interface Props {
  readonly attachments: readonly AttachmentView[];
  /** The last one goes: the focus needs another place. */
  readonly onLast: () => void;
}

/** What goes along with the next question: each opens its lines, and leaves by its button or the Delete key. */
export function Attachments({ attachments, onLast }: Props) {
  const post = usePost();
  const list = useRef<HTMLUListElement>(null);
  if (attachments.length === 0) return null;
  const remove = (index: number, id: string) => {
    const buttons = list.current?.querySelectorAll<HTMLElement>('.attachment-open') ?? [];
    const neighbour = buttons[index + 1] ?? buttons[index - 1];
    if (neighbour === undefined) onLast();
    else neighbour.focus();
    post({ type: 'detach', id });
  };
  const onKeyDown = (event: KeyboardEvent, index: number, id: string) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    remove(index, id);
  };
  return (
    <ul class="attachments" aria-label={t('Added to the question')} ref={list}>
      {attachments.map((attached, index) => {
        const { id, kind, trouble, leftOut, tokens, isEstimate } = attached;
        const name = attachmentName(attached);
        const note = attachmentNote(attached);
        const told = [
          name,
          ...(trouble === undefined ? [tokensOf(attached)] : []),
          ...(note === undefined ? [] : [note]),
        ];
        const isWhole = trouble === undefined && leftOut === 0;
        return (
          <li
            key={id}
            class={`attachment ${isWhole ? '' : 'attachment-doubt'}`}
            onKeyDown={(event) => onKeyDown(event, index, id)}
          >
            <button
              type="button"
              class="attachment-open"
              title={told.join(', ')}
              onClick={() => post({ type: 'revealAttachment', id })}
            >
              <Icon name={ICONS[kind]} />
              <span class="attachment-name">{name}</span>
              <span class="visually-hidden">{`, ${told.slice(1).join(', ')}`}</span>
              <span class="attachment-note" aria-hidden="true">
                {trouble === undefined ? `${isEstimate ? '~' : ''}${count(tokens)}` : note}
                {trouble === undefined && note !== undefined && ` · ${note}`}
              </span>
            </button>
            <IconButton icon="close" label={t('Remove {0}', name)} onClick={() => remove(index, id)} />
          </li>
        );
      })}
    </ul>
  );
}
