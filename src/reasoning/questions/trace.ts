import { dedent, type Snippet } from './explain.ts';
import { fenced } from './fences.ts';

/** Calls that print, in common languages. */
const PRINTS = /\b(console\.\w+|print\w*!?|puts|echo|printf|fmt\.Print\w*|System\.out\.\w+|Console\.Write\w*|cout)\b/;
const ASSIGNMENT =
  /(?:^|[\s;])(?:(?:let|var|const|val|auto|int|double|float|my)\s+)?\$?([\p{L}_]\w*)\s*(?::[^=\n]+)?[-+*/%]?=(?![=>])/gu;

/** The question that has the model carry the values along: what is printed, else what the last variable is at the end. */
export function traceQuestion({ language, fence, parts }: Snippet): string {
  const code = parts.map((part) => part.code).join('\n');
  const blocks = parts.map((part) => fenced(dedent(part.code), fence)).join('\n\n');
  const variable = PRINTS.test(code) ? undefined : lastAssigned(code);
  if (variable !== undefined) return `What is ${variable} at the end?\n\n${blocks}`;
  return `What does this ${language === '' ? '' : `${language} `}code print?\n\n${blocks}`;
}

function lastAssigned(code: string): string | undefined {
  return [...code.matchAll(ASSIGNMENT)].at(-1)?.[1];
}
