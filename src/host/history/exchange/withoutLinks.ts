import MarkdownIt, { type Token } from 'markdown-it';
import { codeAt } from './plainText.ts';
import { asCodeBlock } from './safeMarkdown.ts';

/** As VS Code reads Markdown: an address or `www.` in the text is a link, too; a name with a dot is none. */
const parser = new MarkdownIt({ linkify: true });
parser.validateLink = () => true;
parser.linkify.set({ fuzzyLink: false }).add('//', null);

const CODE = new Set(['fence', 'code_block']);
/** What makes an address of what follows, at the end of a text. */
const ADDRESS = /(?:\b(?:https?|ftp|mailto|file|vscode|vscode-insiders|command)|\bwww)$/i;
/** Characters of the longest of these. */
const LONGEST = 16;

/**
 * Markdown with its links as plain text: a link in the text of a model would lead wherever that says, to files and
 * programs of this machine, too. Code stays as it is. Text for which the rules do not suffice becomes one code block.
 */
export function withoutLinks(markdown: string): string {
  const lines = markdown.split('\n');
  const code = new Map(parsed(markdown).flatMap(({ type, map }) => (CODE.has(type) && map ? [map] : [])));
  const blocks: string[] = [];
  for (let line = 0, from = 0; line <= lines.length; line++) {
    const end = line === lines.length ? line : code.get(line);
    if (end === undefined) continue;
    if (line > from) blocks.push(plain(lines.slice(from, line).join('\n')));
    if (end > line) blocks.push(lines.slice(line, end).join('\n'));
    from = end;
    line = Math.max(line, end - 1);
  }
  const result = blocks.join('\n');
  return hasLink(parsed(result)) ? asCodeBlock(markdown) : result;
}

/** Without what makes a link; the eye sees no difference. */
function plain(text: string): string {
  let result = '';
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    let taken = character;
    let written = character;
    switch (character) {
      case '\\':
        taken = written = text.slice(at, at + 2);
        break;
      case '`':
        taken = written = codeAt(text, at) ?? /^`+/.exec(text.slice(at))?.[0] ?? '`';
        break;
      case '[':
      case ']':
        written = `\\${character}`;
        break;
      case '<':
        if (/[^\s]/.test(text.charAt(at + 1))) written = '&lt;';
        break;
      case '@':
        written = '&#64;';
        break;
      case ':':
        if (ADDRESS.test(result.slice(-LONGEST))) written = '&#58;';
        break;
      case '.':
        if (/\bwww$/i.test(result.slice(-LONGEST))) written = '&#46;';
        break;
    }
    result += written;
    at += taken.length;
  }
  return result;
}

/** A text that cannot be parsed has nothing that is known to be harmless. */
function parsed(text: string): Token[] {
  try {
    return parser.parse(text, {});
  } catch {
    return [];
  }
}

const hasLink = (tokens: readonly Token[]): boolean =>
  tokens.some(({ type, children }) => type === 'link_open' || type === 'image' || hasLink(children ?? []));
