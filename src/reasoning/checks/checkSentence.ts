import type { Check } from './types.ts';

/** A sentence in the user's language, with `{0}`, `{1}` … filled in. */
type Translate = (sentence: string, ...values: (string | number)[]) => string;

/** What was looked at and how it is, in a sentence. `step` is the text that the check's offsets count in. */
export function checkSentence({ kind, verdict, start, end, expected }: Check, step: string, t: Translate): string {
  const said = step.slice(start, end).replaceAll('`', '').trim();
  const isName = kind === 'identifier' || kind === 'line';
  if (verdict === 'true') return checkedLabel(kind, t);
  if (expected === undefined) return isName ? t('“{0}” is not in the code.', said) : t('“{0}” is wrong.', said);
  switch (kind) {
    case 'comparison':
      return truthOf(said, expected, t) ?? t('“{0}” is {1}.', said, expected);
    case 'line':
      return expected.includes('–')
        ? t('“{0}” is not in the code, which has lines {1}.', said, expected)
        : t('“{0}” is not in the code, which has line {1} only.', said, expected);
    case 'identifier':
      return t('“{0}” is not in the code; “{1}” is.', said, expected);
    case 'arithmetic':
    case 'value':
      return truthOf(said, expected, t) ?? t('“{0}” is wrong: it is {1}.', said, expected);
  }
}

/** What was checked, and no more: not the step, nor the reasoning. */
function checkedLabel(kind: Check['kind'], t: Translate): string {
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

function truthOf(said: string, expected: string, t: Translate): string | undefined {
  if (expected === 'true') return t('“{0}” is true.', said);
  return expected === 'false' ? t('“{0}” is false.', said) : undefined;
}
