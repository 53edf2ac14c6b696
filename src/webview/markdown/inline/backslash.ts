/**
 * A backslash stays on the page, but where it keeps a mark from meaning something in Markdown (`snake\_case`, `5 \* 3`).
 * CommonMark drops it before any punctuation: paths, regular expressions and shell lines would lose characters.
 */
import type { MarkdownIt, StateInline } from 'markdown-it';
import { isAtGrowingEnd } from './growingEnd.ts';

/** UTF-16 units of a word that are looked at on each side. */
const REACH = 200;

export function withBackslashes(parser: MarkdownIt): void {
  parser.inline.ruler.before('escape', 'backslash', backslash);
}

function backslash(state: StateInline, isSilent: boolean): boolean {
  const { src, pos } = state;
  if (src[pos] !== '\\') return false;
  const isCode = isCodeWord(wordAt(src, pos));
  if (pos + 1 >= state.posMax) {
    // What it stands before is still to come.
    if (isCode || !isAtGrowingEnd(state)) return false;
    state.pos = state.posMax;
    return true;
  }
  if (isAtGrowingEnd(state) && /[\p{L}\p{N}]$/u.test(src.slice(0, pos)) && /^\\\*\.?$/.test(src.slice(pos))) {
    // `src\*` may become `src\*.ts`.
    state.pos = state.posMax;
    return true;
  }
  const next = src.charAt(pos + 1);
  if (next === '\n') {
    // `docker run \`
    if (!isCode && /\S/.test(src.charAt(pos - 1))) return false;
    return push(state, '\\', isSilent);
  }
  if (!isCode && isEscape(src, pos)) return false;
  if (!/[!-/:-@[-`{-~]/.test(next)) return false;
  return push(state, `\\${next}`, isSilent);
}

function push(state: StateInline, text: string, isSilent: boolean): boolean {
  if (!isSilent) state.pending += text;
  state.pos += text.length;
  return true;
}

/** Whether the backslash at `pos` keeps the mark behind it from its meaning. */
function isEscape(src: string, pos: number): boolean {
  const next = src.charAt(pos + 1);
  if ('*_`~#$&%<>'.includes(next)) return true;
  const before = src.slice(src.lastIndexOf('\n', pos) + 1, pos);
  switch (next) {
    case '!':
      return src[pos + 2] === '[';
    case '[':
      return /^\\\[[^[\]\n]{0,200}\]\(/.test(src.slice(pos, pos + REACH + 4));
    case ']':
      return src[pos + 2] === '(' && before.includes('\\[');
    case '-':
    case '+':
      return before.trim() === '';
    case '.':
    case ')':
      return /^\s*\d{1,9}$/.test(before);
    default:
      return false;
  }
}

function wordAt(src: string, pos: number): string {
  const before = /\S*$/.exec(src.slice(Math.max(0, pos - REACH), pos))?.[0] ?? '';
  const after = /^\S*/.exec(src.slice(pos, pos + REACH))?.[0] ?? '';
  return before + after;
}

/** `C:\new`, `..\*`, `\\server`, `\d+\.\d`, `s/\(a\)/\1/`, `src\*.ts`: all backslashes of such a word are its own. */
const isCodeWord = (word: string): boolean =>
  /\\[\p{L}\p{N}]/u.test(word) ||
  /^["'(]*(?:[A-Za-z]:|\.{1,2}|~|%\w+%|\\)\\/.test(word) ||
  /[\p{L}\p{N}]\\\*\.[\p{L}\p{N}*]|\\\.[\p{L}\p{N}\\*+$[(]/u.test(word);
