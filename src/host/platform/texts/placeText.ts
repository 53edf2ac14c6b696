import { linesText, type Lines } from '../../../reasoning/context/lineRanges.ts';
import type { Translate } from './translate.ts';

/** `src/cart.ts, lines 3–12`; `pieces`: of a selection with gaps. */
export function placeText(
  { label, firstLine, lastLine, pieces }: Lines & { readonly label: string; readonly pieces?: readonly Lines[] },
  t: Translate,
): string {
  const lines = linesText(pieces ?? [{ firstLine, lastLine }]);
  return firstLine === lastLine ? t('{0}, line {1}', label, lines) : t('{0}, lines {1}', label, lines);
}
