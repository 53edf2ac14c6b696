import { memo } from 'preact/compat';
import type { ChatRow } from '../../protocol/chatList.ts';
import { ChatItem, type ChatAction } from './chatItem.tsx';

interface Props {
  readonly name: string;
  readonly chats: readonly ChatRow[];
  /** The heading says the day. */
  readonly isDay: boolean;
  /** Ids of rows in this group: the one Tab leads to, the one under the pointer, the one whose title is being changed. */
  readonly current: string | undefined;
  readonly hovered: string | undefined;
  readonly renaming: string | undefined;
  readonly onAction: (action: ChatAction, chat: ChatRow) => void;
  readonly onRenamed: (chat: ChatRow, title: string | undefined) => void;
  readonly onHover: (chat: ChatRow) => void;
}

/** Chats under one heading. Of a long list only the groups that changed are drawn again. */
export const ChatGroup = memo(function ChatGroup(props: Props) {
  const { name, chats, isDay, current, hovered, renaming, onAction, onRenamed, onHover } = props;
  return (
    <section class="chats-group" aria-label={name}>
      <h2>{name}</h2>
      <ul>
        {chats.map((chat) => (
          <ChatItem
            key={chat.id}
            chat={chat}
            isDayKnown={isDay && !chat.isPinned}
            isCurrent={chat.id === current}
            isHovered={chat.id === hovered}
            isRenaming={chat.id === renaming}
            onAction={onAction}
            onRenamed={onRenamed}
            onHover={onHover}
          />
        ))}
      </ul>
    </section>
  );
}, areEqual);

function areEqual({ chats: before, ...one }: Props, { chats: after, ...other }: Props): boolean {
  const hasSameChats = before.length === after.length && before.every((chat, index) => chat === after[index]);
  return hasSameChats && Object.entries(one).every(([key, value]) => value === other[key as keyof typeof other]);
}
