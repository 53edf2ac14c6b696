/** What checks and runs say about an answer, in sentences that the panel and the editor share. */
import type { RunAgreement, RunDifference } from '../../protocol/runView.ts';
import type { Rest } from './restsOfSections.ts';

/** A sentence in the user's language, with `{0}`, `{1}` … filled in. */
type Translate = (sentence: string, ...values: (string | number)[]) => string;

/** Why something is gray. Its `label` is absent where the wrong text is no step. */
export function restsOnNote({ label, by }: Rest, t: Translate): string {
  if (label === undefined) return t('Rests on a result that is wrong');
  return by === 'run'
    ? t('Rests on step {0}, which a run contradicts', label)
    : t('Rests on step {0}, which is wrong', label);
}

/** `Not used: 7 apples each` */
export const unusedNote = (numbers: readonly string[], t: Translate): string => t('Not used: {0}', numbers.join(', '));

/** `Not in the question: 25 dollars` */
export const unknownNote = (numbers: readonly string[], t: Translate): string =>
  t('Not in the question: {0}', numbers.join(', '));

/** `Matches a run: sum = 6` */
export const matchNote = (agrees: readonly RunAgreement[], t: Translate): string =>
  t(
    'Matches a run: {0}',
    agrees.map(({ subject, value }) => (subject === '' ? value : `${subject} = ${value}`)).join(', '),
  );

/** What really happened in a run, or what never did. */
export function differenceNote({ subject, stated, real }: RunDifference, t: Translate): string {
  if (subject === '')
    return real === undefined
      ? t('A run never prints {0}.', stated)
      : t('A run prints {0} here, not {1}.', real, stated);
  return real === undefined
    ? t('In a run, {0} is never {1}.', subject, stated)
    : t('In a run, {0} is {1} here, not {2}.', subject, real, stated);
}
