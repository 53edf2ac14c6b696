import type { Answer, PanelTurn } from '../../protocol/conversation.ts';

/** The turn as it is for later: tries beside an answer that have not ended end with their window. */
export function withoutOpenTries(turn: PanelTurn): PanelTurn {
  if (turn.role === 'user' || turn.tries === undefined || turn.tries.ended === turn.tries.asked) return turn;
  const lasting: { -readonly [K in keyof Answer]: Answer[K] } = { ...turn };
  delete lasting.tries;
  return lasting;
}
