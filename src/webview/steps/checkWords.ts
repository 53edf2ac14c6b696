import type { Check } from '../../reasoning/checks/types.ts';
import { t } from '../l10n.ts';
import type { Rest } from './useRests.ts';

/** What was looked at and how it is, in a sentence. `step` is the text that the check's offsets count in. */
export function checkSentence({ kind, verdict, start, end, expected }: Check, step: string): string {
  const said = step.slice(start, end).replaceAll('`', '').trim();
  const isName = kind === 'identifier' || kind === 'line';
  if (verdict === 'true') return checkedLabel(kind);
  if (expected === undefined) return isName ? t('“{0}” is not in the code.', said) : t('“{0}” is wrong.', said);
  switch (kind) {
    case 'comparison':
      return truthOf(said, expected) ?? t('“{0}” is {1}.', said, expected);
    case 'line':
      return expected.includes('–')
        ? t('“{0}” is not in the code, which has lines {1}.', said, expected)
        : t('“{0}” is not in the code, which has line {1} only.', said, expected);
    case 'identifier':
      return t('“{0}” is not in the code; “{1}” is.', said, expected);
    case 'arithmetic':
    case 'value':
      return truthOf(said, expected) ?? t('“{0}” is wrong: it is {1}.', said, expected);
  }
}

/** What was checked, and no more: not the step, nor the reasoning. */
function checkedLabel(kind: Check['kind']): string {
  switch (kind) {
    case 'arithmetic':
      return t('Calculation checked');
    case 'comparison':
      return t('Comparison checked');
    case 'line':
      return t('Line number checked');
    case 'identifier':
      return t('Name checked');
    case 'value':
      return t('Value checked');
  }
}

function truthOf(said: string, expected: string): string | undefined {
  if (expected === 'true') return t('“{0}” is true.', said);
  return expected === 'false' ? t('“{0}” is false.', said) : undefined;
}

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
