/** Moves the keyboard's focus from turn to turn, and the turn into sight unless told not to; whether there is one. */
export function focusTurn(which: 'last' | 'previous' | 'next', options?: FocusOptions): boolean {
  const turns = [...document.querySelectorAll<HTMLElement>('[data-turn-id]')];
  const current = turns.findIndex((turn) => turn.contains(document.activeElement));
  const index = which === 'last' ? turns.length - 1 : current + (which === 'next' ? 1 : -1);
  const turn = turns[index];
  turn?.focus(options);
  return turn !== undefined;
}

/** Pixels of what comes before a turn that is brought into sight. */
const ABOVE = 12;

/** Gives a turn, or a step of it (0-based), the focus and brings its beginning into sight. */
export function showTurn(id: string, step?: number): void {
  const turns = [...document.querySelectorAll<HTMLElement>('[data-turn-id]')];
  const turn = turns.find((candidate) => candidate.dataset['turnId'] === id);
  const scroller = turn?.closest('.turns-scroller');
  if (!turn || !scroller) return;
  const shown = (step === undefined ? undefined : turn.querySelectorAll<HTMLElement>('.step-number')[step]) ?? turn;
  shown.focus({ preventScroll: true });
  // Not `scrollIntoView`: it would move the page, too.
  scroller.scrollTop += shown.getBoundingClientRect().top - scroller.getBoundingClientRect().top - ABOVE;
}
