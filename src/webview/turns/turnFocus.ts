import type { PanelTurn } from '../../protocol/conversation.ts';

/** The turn `id` where it is drawn. */
const turnOf = (id: string): HTMLElement | null => document.querySelector(`[data-turn-id="${CSS.escape(id)}"]`);

/** Gives a turn the keyboard's focus and brings it into sight unless told not to; whether it is drawn. */
export function focusTurn(id: string, options?: FocusOptions): boolean {
  const turn = turnOf(id);
  turn?.focus(options);
  return turn !== null;
}

/** The turn `step` places after the one that `element` belongs to; from outside of all turns, the last one or none. */
export function neighbourOf(element: Element | null, turns: readonly PanelTurn[], step: -1 | 1): string | undefined {
  const id = element?.closest<HTMLElement>('[data-turn-id]')?.dataset['turnId'];
  const index = id === undefined ? turns.length : turns.findLastIndex((turn) => turn.id === id);
  return turns[index + step]?.id;
}

/** Pixels of what comes before a turn that is brought into sight. */
const ABOVE = 12;

/** Gives a turn, or a step of it (0-based), the focus and brings its beginning into sight. */
export function showTurn(id: string, step?: number): void {
  const turn = turnOf(id);
  const scroller = turn?.closest('.turns-scroller');
  if (!turn || !scroller) return;
  const shown = (step === undefined ? null : turn.querySelector<HTMLElement>(`[data-step="${step}"]`)) ?? turn;
  shown.focus({ preventScroll: true });
  // Not `scrollIntoView`: it would move the page, too.
  scroller.scrollTop += shown.getBoundingClientRect().top - scroller.getBoundingClientRect().top - ABOVE;
}
