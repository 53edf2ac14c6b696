import type { ChatRow } from '../../protocol/chatList.ts';
import { day, t } from '../l10n.ts';

export interface Group {
  readonly name: string;
  readonly chats: readonly ChatRow[];
}

/** Chats in their order under the day they changed last; pinned ones have a group of their own. */
export function groupByDay(chats: readonly ChatRow[], now: Date): Group[] {
  const groups = new Map<string, ChatRow[]>();
  for (const chat of chats) {
    const name = chat.isPinned ? t('Pinned') : dayName(new Date(chat.updated), now);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [chat]);
    else group.push(chat);
  }
  return [...groups].map(([name, members]) => ({ name, chats: members }));
}

function dayName(date: Date, now: Date): string {
  const isOn = (daysAgo: number) =>
    date.toDateString() === new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).toDateString();
  if (isOn(0)) return t('Today');
  if (isOn(1)) return t('Yesterday');
  return day(date, date.getFullYear() === now.getFullYear());
}
