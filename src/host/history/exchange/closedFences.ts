import { splitFences } from '../../../reasoning/questions/fences.ts';

/** A text that was cut off within a code block must not swallow what comes after it. */
export function closedFences(text: string): string {
  const last = splitFences(text).at(-1);
  return last?.kind === 'code' && last.open !== undefined ? `${text}\n${last.open}` : text;
}
