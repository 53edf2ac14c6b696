import { dedent, explainQuestion, type Snippet } from './explain.ts';
import { fenced } from './fences.ts';

/** The question about a notebook cell: what it does, or why it failed with `error` (its name and message). */
export function cellQuestion(cell: Snippet, error: string | undefined): string {
  if (error === undefined) return explainQuestion(cell);
  const blocks = cell.parts.map((part) => fenced(dedent(part.code), cell.fence));
  return `Why is this an error in ${cell.label}? ${error.replace(/\s*\n\s*/g, ' ').trim()}\n\n${blocks.join('\n\n')}`;
}
