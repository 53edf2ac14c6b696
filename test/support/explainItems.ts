import { evalSet } from './evalSet.ts';

/** A held-out snippet for Explain Step by Step, and what a right explanation holds. */
export interface ExplainItem {
  readonly code: string;
  /** Of the file it would stand in. */
  readonly extension: 'ts' | 'js' | 'py';
  readonly facts: readonly string[];
}

/** The demo model's held-out snippets, all 100 of its evaluation. */
export function explainItems(): ExplainItem[] {
  return evalSet('explain').map(({ q, facts = [] }) => {
    const fenced = /```(\w*)\n([\s\S]*?)\n```/.exec(q);
    // Some stand without a fence below the question.
    const code = fenced?.[2] ?? q.slice(q.indexOf('\n\n') + 2);
    return { code, extension: extensionOf(`${fenced?.[1] ?? ''} ${q.split('\n', 1)[0] ?? ''}`, code), facts };
  });
}

/** @param named the fence's tag and the question's first line, which name the language or not */
function extensionOf(named: string, code: string): ExplainItem['extension'] {
  if (/\bpy(thon)?\b/i.test(named) || /^def /m.test(code)) return 'py';
  return /\b(js|javascript)\b/i.test(named) ? 'js' : 'ts';
}

/** As the evaluation counts: every name and the result are in the explanation. Backticks are gone where it was rendered. */
export function isExplained({ facts }: ExplainItem, text: string): boolean {
  const plain = text.replaceAll('`', '');
  return facts.every((fact) => plain.includes(fact.replaceAll('`', '')));
}
