/** Moves the keyboard's focus from turn to turn, and the turn into sight unless told not to; whether there is one. */
export function focusTurn(which: 'last' | 'previous' | 'next', options?: FocusOptions): boolean {
  const turns = [...document.querySelectorAll<HTMLElement>('[data-turn-id]')];
  const current = turns.findIndex((turn) => turn.contains(document.activeElement));
  const index = which === 'last' ? turns.length - 1 : current + (which === 'next' ? 1 : -1);
  const turn = turns[index];
  turn?.focus(options);
  return turn !== undefined;
}
