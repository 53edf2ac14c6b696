import type { Section } from '../../reasoning/steps.ts';

/** A section as Markdown of its own: without its marker, and without the indentation that made lines part of a list's item. */
export function markdownOf({ kind, text, start, body }: Section): string {
  const marker = text.slice(0, body - start);
  const words = text.slice(marker.length);
  if (kind !== 'step' || marker === '') return words;
  return words.replace(new RegExp(`\\n {1,${marker.trimEnd().length + 1}}`, 'g'), '\n');
}

/** The first line of a step, for where there is no room for more. */
export function firstLineOf(markdown: string): string {
  const line = markdown.trim().split('\n', 1)[0] ?? '';
  return line.replace(/[*_`]/g, '');
}
