import type { Answer, AnswerChange, AnswerPart } from '../../../protocol/conversation.ts';
import { MOST_PARTS } from '../../history/turnShapes.ts';

/**
 * The parts of a text that an answer goes on from. What it shares with the answer until now was made as that was; the rest was written by
 * no model. `undefined`: of some of it nobody knows how it was made.
 */
export function partsOf(
  {
    text: written,
    made,
    earlier = [],
    settings,
  }: Pick<AnswerChange, 'made' | 'earlier' | 'settings'> & { text: string },
  text: string,
): readonly AnswerPart[] | undefined {
  if (text === '') return [];
  if (made === undefined) return undefined;
  const last: AnswerPart = { end: written.length, made, ...(settings && { maxTokens: settings.maxTokens }) };
  const shared = sharedLength(written, text);
  const parts: AnswerPart[] = [];
  let from = 0;
  for (const part of [...earlier, last]) {
    const end = Math.min(part.end, shared);
    if (end > from) parts.push({ ...part, end });
    from = Math.max(from, end);
  }
  if (text.length > shared) parts.push({ end: text.length });
  return parts.length > MOST_PARTS ? undefined : parts;
}

/** Whether an answer that goes on with this system prompt was begun with it, too: a receipt has one for all its parts. */
export const isBegunWith = ({ settings }: Answer, systemPrompt: string): boolean =>
  settings?.systemPrompt === systemPrompt;

function sharedLength(a: string, b: string): number {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  return n;
}
