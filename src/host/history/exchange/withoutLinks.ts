import MarkdownIt, { type Token } from 'markdown-it';
import { asCodeBlock } from './safeMarkdown.ts';

/** As VS Code's renderer reads Markdown: an address in the text is a link, too. */
const parser = new MarkdownIt({ linkify: true });
parser.validateLink = () => true;

/** An escaped character, code within a line, or what makes a link. */
const PIECES = /\\[\s\S]|(`+)(?!`)[\s\S]*?[^`]\1(?!`)|[[\]]|<(?=\S)|\b(?:https?|ftp|mailto|file|vscode|command):|\bwww\.|@/gi;
const FENCES = new Set(['fence', 'code_block']);

/**
 * Markdown that reads the same, its links as plain text: a link in the text of a model would lead wherever that says, to files and
 * programs of this machine, too. Code stays as it is. Text for which the rules do not suffice becomes one code block.
 */
export function withoutLinks(markdown: string): string {
  const tokens = parser.parse(markdown, {});
  const lines = markdown.split('\n');
  const code = new Map(tokens.filter(({ type }) => FENCES.has(type)).map(({ map }) => [map?.[0], map?.[1]]));
  const blocks: string[] = [];
  let text: string[] = [];
  const flush = () => {
    if (text.length > 0) blocks.push(text.join('\n').replace(PIECES, plain));
    text = [];
  };
  for (let line = 0; line < lines.length;) {
    const end = code.get(line);
    if (end === undefined) {
      text.push(lines[line++] ?? '');
      continue;
    }
    flush();
    blocks.push(lines.slice(line, end).join('\n'));
    line = end;
  }
  flush();
  const result = blocks.join('\n');
  return hasLink(parser.parse(result, {})) ? asCodeBlock(markdown) : result;
}

/** The same for the eye; no parser sees a link in it. */
function plain(piece: string): string {
  if (piece.startsWith('\\') || piece.startsWith('`')) return piece;
  if (piece === '@') return '&#64;';
  if (piece.endsWith(':')) return `${piece.slice(0, -1)}&#58;`;
  if (piece.endsWith('.')) return `${piece.slice(0, -1)}&#46;`;
  return `\\${piece}`;
}

const hasLink = (tokens: readonly Token[]): boolean =>
  tokens.some(({ type, children }) => type === 'link_open' || type === 'image' || hasLink(children ?? []));
