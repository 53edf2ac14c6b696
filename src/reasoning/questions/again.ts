import { explainQuestion, type Snippet } from './explain.ts';
import { codeIn } from './askedCode.ts';
import { traceQuestion } from './trace.ts';

/**
 * How a question about one piece of code is asked again when the code has changed; `undefined` where its words are not those of Explain
 * Step by Step or Trace Values.
 */
export function wordsAgain(question: string): ((sent: Snippet) => string) | undefined {
  if (codeIn(question).length !== 1) return undefined;
  if (/^Explain step by step what this [^\n]* from [^\n]*, does\.\n\n/.test(question)) return explainQuestion;
  if (/^What (?:is [^\n]+ at the end|does this [^\n]*code print)\?\n\n/.test(question)) return traceQuestion;
  return undefined;
}
