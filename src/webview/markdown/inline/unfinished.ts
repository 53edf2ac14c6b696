/** Inline rules for the end of a text that grows: what is not whole there waits, or is shown as if it ended there. */
import type { MarkdownIt, StateInline } from 'markdown-it';
import { withoutSpans } from '../spans.ts';
import { mayOpenBehind } from './emphasis.ts';
import { isAtGrowingEnd } from './growingEnd.ts';

/** UTF-16 units of a link's text that wait for its address; what is longer may be an interval, `[0, 1)`. */
const MAX_LINK_TEXT = 60;

export function withUnfinished(parser: MarkdownIt): void {
  parser.inline.ruler.before('backticks', 'unfinished_code', unfinishedCode);
  parser.inline.ruler.before('strikethrough', 'unfinished_marks', unfinishedMarks);
  parser.inline.ruler.before('link', 'unfinished_link', unfinishedLink);
}

/** The rest, when no backticks end it; nothing of a run that ends it. */
function unfinishedCode(state: StateInline, isSilent: boolean): boolean {
  const { src, pos } = state;
  if (src[pos] !== '`' || src[pos - 1] === '`' || !isAtGrowingEnd(state)) return false;
  const runs = /`+/g;
  runs.lastIndex = pos;
  const mark = runs.exec(src)?.[0];
  const from = runs.lastIndex;
  for (let run = runs.exec(src); run; run = runs.exec(src)) if (run[0] === mark) return false;
  const content = src.slice(from);
  const code = content.replace(/`+$/, '').replace(/^ (?=.*\S)/, '');
  if (!isSilent && code !== '') state.push('code_inline', 'code', 0).content = code.replaceAll('\n', ' ');
  state.pos = state.posMax;
  return true;
}

/** A run of marks that may become a part of emphasis. */
function unfinishedMarks(state: StateInline, isSilent: boolean): boolean {
  const { src, pos } = state;
  const mark = src.charAt(pos);
  if (isSilent || !'*_~'.includes(mark) || !isAtGrowingEnd(state)) return false;
  for (let at = pos + 1; at < state.posMax; at++) if (src[at] !== mark) return false;
  const code = mark.charCodeAt(0);
  const mayClose = state.delimiters.some(({ marker, open }) => marker === code && open);
  const before = withoutSpans(src.slice(Math.max(0, pos - 8), pos));
  if (!mayClose && !mayOpenBehind(before, true, 'a')) return false;
  state.pos = state.posMax;
  return true;
}

/** A link or image whose address is not whole yet. */
function unfinishedLink(state: StateInline, isSilent: boolean): boolean {
  const { src, pos } = state;
  if (isSilent || !/[![]/.test(src.charAt(pos)) || !isAtGrowingEnd(state)) return false;
  // `list[0]`
  if (/[\p{L}\p{N}\])]$/u.test(src.slice(Math.max(0, pos - 2), pos))) return false;
  const text = /^!?\[(?:[^\\[\]\n]|\\.)*/.exec(src.slice(pos, state.posMax))?.[0];
  if (text === undefined || text.length > MAX_LINK_TEXT) return false;
  if (!/^(?:\](?:\([^\s()]*(?:\s+"[^"]*"?)?)?)?$/.test(src.slice(pos + text.length, state.posMax))) return false;
  state.pos = state.posMax;
  return true;
}
