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

export const focusRow = (list: Element | null, id: string | undefined): void =>
  [...(list?.querySelectorAll<HTMLElement>(ROW) ?? [])]
    .find((row) => row.dataset['chatId'] === id)
    ?.querySelector('button')
    ?.focus();
