import { memo } from 'preact/compat';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatRow } from '../../protocol/chatList.ts';
import { sends, stops } from '../composer/keys.ts';
import { moment, t, timeOfDay } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { messages } from '../words.ts';

export type ChatAction = 'open' | 'rename' | 'pin' | 'export' | 'delete';

interface Props {
  readonly chat: ChatRow;
  /** A heading above says the day. */
  readonly isDayKnown: boolean;
  /** Tab leads to this row. */
  readonly isCurrent: boolean;
  readonly isHovered: boolean;
  readonly isRenaming: boolean;
  readonly onAction: (action: ChatAction, chat: ChatRow) => void;
  /** Without a title: it stays as it is. */
  readonly onRenamed: (chat: ChatRow, title: string | undefined) => void;
  readonly onHover: (chat: ChatRow) => void;
}

/** Where nothing can hover every row has its buttons. */
const canHover = matchMedia('(hover: hover)').matches;

/** A chat in the list: one button that opens it, and the small ones beside. */
export const ChatItem = memo(function ChatItem(props: Props) {
  const { chat, isDayKnown, isCurrent, isHovered, isRenaming, onAction, onRenamed, onHover } = props;
  const { id, title, hit, isPinned } = chat;
  const tabIndex = isCurrent ? 0 : -1;
  const at = new Date(chat.updated);
  const button = (action: ChatAction, icon: string, label: string) => (
    <IconButton icon={icon} label={label} tabIndex={tabIndex} onClick={() => onAction(action, chat)} />
  );
  return (
    <li class="chat-item" data-chat-id={id} onPointerEnter={() => onHover(chat)}>
      {isRenaming ? (
        <TitleEditor title={title} onEnd={(changed) => onRenamed(chat, changed)} />
      ) : (
        <button type="button" class="chat-open" tabIndex={tabIndex} onClick={() => onAction('open', chat)}>
          <span class="chat-title" dir="auto">
            {title === '' ? t('Without a title') : title}
          </span>
          {hit && (
            <span class="chat-hit" dir="auto">
              {hit.pieces.map((piece, index) => (index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece))}
            </span>
          )}
          <span class="chat-facts">
            {isPinned && (
              <>
                <Icon name="pinned" />
                <span class="visually-hidden">{t('Pinned')}</span>
              </>
            )}
            <span>{isDayKnown ? timeOfDay(at) : moment(at)}</span>
            <span>{messages(chat.turns)}</span>
            {chat.isOnScreen && <span>{t('on screen')}</span>}
          </span>
        </button>
      )}
      {(isCurrent || isHovered || !canHover) && !isRenaming && (
        <div class="chat-actions" role="group" aria-label={t('Actions for “{0}”', title)}>
          {button('pin', isPinned ? 'pinned' : 'pin', isPinned ? t('Unpin') : t('Pin'))}
          {button('rename', 'edit', t('Rename'))}
          {button('export', 'export', t('Export…'))}
          {button('delete', 'trash', t('Delete'))}
        </div>
      )}
    </li>
  );
});

interface EditorProps {
  readonly title: string;
  readonly onEnd: (title: string | undefined) => void;
}

function TitleEditor({ title, onEnd }: EditorProps) {
  const box = useRef<HTMLInputElement>(null);
  const hasEnded = useRef(false);
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  // A box that goes away loses the focus, which is no second end.
  const end = (changed: string | undefined) => {
    if (hasEnded.current) return;
    hasEnded.current = true;
    onEnd(changed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!sends(event) && !stops(event)) {
      // F2, Delete and the arrows belong to the words.
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    end(stops(event) ? undefined : box.current?.value);
  };
  return (
    <input
      ref={box}
      class="chat-rename"
      dir="auto"
      aria-label={t('Title')}
      maxLength={1000}
      defaultValue={title}
      onKeyDown={onKeyDown}
      onBlur={() => end(box.current?.value)}
    />
  );
}
