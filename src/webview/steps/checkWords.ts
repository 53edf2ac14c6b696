import type { Check } from '../../reasoning/checks/types.ts';
import { t } from '../l10n.ts';

/** What was looked at and how it is, in a sentence. `step` is the text that the check's offsets count in. */
export function checkSentence({ kind, verdict, start, end, expected }: Check, step: string): string {
  const said = step.slice(start, end).replaceAll('`', '').trim();
  const isName = kind === 'identifier' || kind === 'line';
  if (verdict === 'true') {
    // A step may rightly call a comparison false.
    return isName ? t('“{0}” is in the code.', said) : t('The step is right about “{0}”.', said);
  }
  if (expected === undefined) return isName ? t('“{0}” is not in the code.', said) : t('“{0}” is wrong.', said);
  switch (kind) {
    case 'comparison':
      return truthOf(said, expected) ?? t('“{0}” is {1}.', said, expected);
    case 'line':
      return t('“{0}” is not in the code, which has lines {1}.', said, expected);
    case 'identifier':
      return t('“{0}” is not in the code; “{1}” is.', said, expected);
    case 'arithmetic':
    case 'value':
      return truthOf(said, expected) ?? t('“{0}” is wrong: it is {1}.', said, expected);
  }
}

function truthOf(said: string, expected: string): string | undefined {
  if (expected === 'true') return t('“{0}” is true.', said);
  return expected === 'false' ? t('“{0}” is false.', said) : undefined;
}
