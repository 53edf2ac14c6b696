/** How amounts of money are written. */
import type { Tale } from '../meaning/tale.ts';

export const COINS = [
  'dollars',
  'dollars',
  'dollars',
  'euros',
  'euros',
  'coins',
  'pounds',
  'cents',
  'crowns',
  'francs',
] as const;

/** "5 dollars" or "$5". */
export function price(t: Tale, n: number, coin: string): string {
  return coin === 'dollars' && t.r.chance(0.3) ? `$${n}` : `${t.f(n)} ${n === 1 ? coin.replace(/s$/, '') : coin}`;
}
