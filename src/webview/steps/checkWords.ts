import { t } from '../l10n.ts';
import type { Rest } from './useRests.ts';

/** Why something is gray. Its `label` is absent where the wrong text is no step. */
export function restsOnNote({ label, by }: Rest): string {
  if (label === undefined) return t('Rests on a result that is wrong');
  return by === 'run'
    ? t('Rests on step {0}, which a run contradicts', label)
    : t('Rests on step {0}, which is wrong', label);
}

/** `Not used: 7 apples each` */
export const unusedNote = (numbers: readonly string[]): string => t('Not used: {0}', numbers.join(', '));

/** `Not in the question: 25 dollars` */
export const unknownNote = (numbers: readonly string[]): string => t('Not in the question: {0}', numbers.join(', '));
