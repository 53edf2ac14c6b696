/** One stop for Tab, arrows within: of all rows only one can be tabbed to, and the keys go from row to row. */

export const ROW = '[data-chat-id]';

/** What Tab and the arrows reach inside a row, the row's own button first. */
const inside = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('button, input')];

/** Gives the focus to what an arrow, Home or End leads to; whether there is something. */
export function rove(event: KeyboardEvent, list: HTMLElement): boolean {
  const rows = [...list.querySelectorAll(ROW)];
  const focused = document.activeElement;
  const row = focused?.closest(ROW);
  if (!focused || !row) return false;
  const index = rows.indexOf(row);
  const isRtl = getComputedStyle(row).direction === 'rtl';
  const to = (target: Element | undefined, place = 0): boolean => {
    const element = target && inside(target)[place];
    element?.focus();
    return element !== undefined;
  };
  const place = inside(row).indexOf(focused as HTMLElement);
  switch (event.key) {
    case 'ArrowDown':
      return to(rows[index + 1]);
    case 'ArrowUp':
      return to(rows[index - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      return to(row, place + (isRtl ? -1 : 1));
    case 'ArrowLeft':
      return to(row, place + (isRtl ? 1 : -1));
    default:
      return false;
  }
}

/** Which of what is inside its row has the focus. */
export function placeInRow(): { readonly id: string; readonly place: number } | undefined {
  const row = document.activeElement?.closest<HTMLElement>(ROW);
  if (!row) return undefined;
  return { id: row.dataset['chatId'] ?? '', place: inside(row).indexOf(document.activeElement as HTMLElement) };
}

export function focusRow(list: Element | null, id: string | undefined, place = 0): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>(ROW) ?? [])];
  const row = rows.find(({ dataset }) => dataset['chatId'] === id);
  if (row) inside(row)[place]?.focus();
}
