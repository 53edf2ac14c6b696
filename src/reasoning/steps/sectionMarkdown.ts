import type { Section } from './answerParser.ts';
import { fenceAfter, fenceOpenedBy } from '../questions/openFence.ts';

/** A section as Markdown of its own: without its marker, and without the indentation that made lines part of a list's item. */
export function markdownOf({ kind, text, start, body }: Section): string {
  const marker = text.slice(0, body - start);
  const words = text.slice(marker.length);
  if (kind !== 'step' || marker === '') return words;
  return outdented(words, marker.trimEnd().length + 1);
}

/** Without up to `width` spaces before each line; code loses no more of them than the fence before it. */
function outdented(words: string, width: number): string {
  const [first = '', ...others] = words.split('\n');
  const lines = [first];
  let fence = fenceOpenedBy(first);
  let most = width;
  for (const line of others) {
    const spaces = Math.min(most, line.length - line.replace(/^ +/, '').length);
    const rest = line.slice(spaces);
    lines.push(rest);
    if (fence) {
      fence = fenceAfter(fence, rest);
      if (!fence) most = width;
    } else {
      fence = fenceOpenedBy(rest);
      if (fence) most = spaces;
    }
  }
  return lines.join('\n');
}

/** The first line of a step, for where there is no room for more. */
export function firstLineOf(markdown: string): string {
  const line = markdown.trim().split('\n', 1)[0] ?? '';
  return line.replace(/[*_`]/g, '');
}
