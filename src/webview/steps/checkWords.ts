import type { Check } from '../../reasoning/checks/types.ts';

/** What was looked at and how it is, in a sentence. `step` is the text that the check's offsets count in. */
export function checkSentence({ kind, verdict, start, end, expected }: Check, step: string): string {
  const said = `“${step.slice(start, end).replaceAll('`', '').trim()}”`;
  if (verdict === 'true') {
    // A step may rightly call a comparison false.
    return kind === 'identifier' || kind === 'line' ? `${said} is in the code.` : `The step is right about ${said}.`;
  }
  switch (kind) {
    case 'comparison':
      return expected === undefined ? `${said} is wrong.` : `${said} is ${expected}.`;
    case 'line':
      return expected === undefined
        ? `${said} is not in the code.`
        : `${said} is not in the code, which has lines ${expected}.`;
    case 'identifier':
      return expected === undefined ? `${said} is not in the code.` : `${said} is not in the code; “${expected}” is.`;
    case 'arithmetic':
    case 'value':
      if (expected === undefined) return `${said} is wrong.`;
      return expected === 'true' || expected === 'false'
        ? `${said} is ${expected}.`
        : `${said} is wrong: it is ${expected}.`;
  }
}
