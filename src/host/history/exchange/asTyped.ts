import { fenced, splitFences } from '../../../reasoning/questions/fences.ts';

/** What is Markdown wherever it stands: code, links, HTML, formulas, tables; emphasis but between spaces; entities. */
const ANYWHERE = /[\\`[\]~|$]|<(?=[a-z/!?])|(?<!\s)\*|\*(?!\s)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/giu;
/** What is Markdown at the beginning of a line: headings, lists, quotes, rules, containers. */
const AT_START = /^(\d{1,9})([.)])(?=\s|$)|^(?:[-+*](?=\s|$)|#|>|[-_=:])/;

/** Markdown that shows a text as it was typed: its code blocks as such, all other signs as they are, each line a line. */
export function asTyped(text: string): string {
  return splitFences(text)
    .map((part) => (part.kind === 'code' ? fenced(part.text, part.info) : paragraphs(part.text)))
    .join('\n\n');
}

function paragraphs(text: string): string {
  return text
    .replace(/^(?:[^\S\n]*\n)+|\s+$/g, '')
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => paragraph.split('\n').map(line).join('\\\n'))
    .join('\n\n');
}

function line(text: string): string {
  const [, indentation = '', words = ''] = /^(\s*)(.*)$/su.exec(text.trimEnd()) ?? [];
  const [start = '', number, mark] = AT_START.exec(words) ?? [];
  const escapedStart = number === undefined ? start && `\\${start}` : `${number}\\${mark ?? ''}`;
  const rest = words.slice(start.length).replace(ANYWHERE, '\\$&');
  // Spaces at the beginning are dropped, or make code.
  return `${indentation.replaceAll('\t', '    ').replaceAll(' ', '\u00A0')}${escapedStart}${rest}`;
}
