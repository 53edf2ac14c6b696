import MarkdownIt, { type Token } from 'markdown-it';

/** As other programs read Markdown: a fence in an item or a quotation ends with that. */
const parser = new MarkdownIt();

/** A text that was cut off within a code block must not swallow what comes after it. */
export function closedFences(text: string): string {
  const lines = text.split('\n');
  const last = lastFence(text);
  if (last === undefined) return text;
  const opening = lines[last.map?.[0] ?? 0] ?? '';
  // As deep in items and quotations as the fence that it closes.
  const before = opening.slice(0, opening.indexOf(last.markup)).replace(/[^\s>]/g, ' ');
  // A line behind it would be code, too.
  const isOpen = lastFence(`${text}\n${before}x`)?.map?.[1] === lines.length + 1;
  return isOpen ? `${text}\n${before}${last.markup}` : text;
}

const lastFence = (text: string): Token | undefined => parser.parse(text, {}).findLast(({ type }) => type === 'fence');
