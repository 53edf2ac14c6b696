import { ENDS_UNSPACED, STARTS_UNSPACED } from '../scripts.ts';
import { isSurelyTex, isWholeTex, looksLikeTex, mayBecomeTex } from './looksLikeTex.ts';

/** Characters between the delimiters of one formula; longer ones are text. */
const MAX_FORMULA = 4_000;
/** So many characters of what may become a formula wait for its end. */
const MAX_WAIT = 60;

interface Found {
  readonly tex: string;
  readonly isDisplay: boolean;
  /** Behind the closing delimiter. */
  readonly end: number;
}

/**
 * The formula that begins at `start` (at `$`, `$$`, `\(` or `\[`) of `text`, and where it ends; `undefined` for what only
 * looks like one: prices, shell variables, escaped brackets, regular expressions.
 */
export function formulaAt(text: string, start: number): Found | undefined {
  const opener = openerAt(text, start);
  if (opener === undefined) return undefined;
  const found = opener === '$' ? betweenDollars(text, start) : between(text, start, opener);
  return found && looksLikeTex(found.tex) && isWholeTex(found.tex) ? found : undefined;
}

/** What begins at `start` and may become a formula when more comes: its TeX so far, empty while that is not certain. */
export function formulaBeginningAt(
  text: string,
  start: number,
): { readonly tex: string; readonly isDisplay: boolean } | undefined {
  const opener = openerAt(text, start);
  if (opener === undefined) return undefined;
  const tex = text.slice(start + opener.length);
  if (tex.length > MAX_FORMULA || tex.includes(CLOSERS[opener]) || /\n[ \t]*\n/.test(tex)) return undefined;
  if (opener === '$' && /^\s/.test(tex)) return undefined;
  if (!mayBecomeTex(tex)) return undefined;
  const isDisplay = opener === '$$' || opener === '\\[';
  // The rest may be the beginning of a command or of the closing delimiter.
  if (isSurelyTex(tex)) return { tex: tex.replace(/[\\$]$/, ''), isDisplay };
  return tex.length <= MAX_WAIT ? { tex: '', isDisplay } : undefined;
}

const CLOSERS = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' } as const;
type Opener = keyof typeof CLOSERS;
const isOpener = (text: string): text is Opener => Object.hasOwn(CLOSERS, text);

/** The delimiter at `start`, unless what stands before it tells that it is none. */
function openerAt(text: string, start: number): Opener | undefined {
  const two = text.slice(start, start + 2);
  const opener = isOpener(two) ? two : two.charAt(0);
  if (!isOpener(opener)) return undefined;
  const before = text.slice(Math.max(0, start - 100), start);
  if (opener === '$') return /[\p{L}\p{N}$\\]$/u.test(before) && !ENDS_UNSPACED.test(before) ? undefined : opener;
  if (opener === '$$') return opener;
  // `s/\(a\)\(b\)/\2\1/`, `arr\[0\]`, `C:\(alt)`
  const word = /\S*$/.exec(before)?.[0] ?? '';
  const rest = /^\S*/.exec(text.slice(start, start + 100))?.[0] ?? '';
  if (/[A-Za-z0-9/^\\]$/.test(word) || /^["'(]*[A-Za-z]:\\/.test(word + rest) || /\\\d/.test(word + rest))
    return undefined;
  return opener;
}

function between(text: string, start: number, opener: Exclude<Opener, '$'>): Found | undefined {
  const close = CLOSERS[opener];
  const rest = text.slice(start + 2, start + 2 + MAX_FORMULA);
  const length = rest.indexOf(close);
  const tex = rest.slice(0, length);
  if (length < 0 || tex.trim() === '') return undefined;
  const end = start + 2 + length + 2;
  // `\[1\]`, `\[a-z\]`, `\[no link\](address)`
  if (opener === '\\[' && (/^(?:\d+|\^?(?:\w-\w)+)$/.test(tex) || text[end] === '(')) return undefined;
  // `\[\[ a \]\]`, `\(a\)*`, but `**Area \(A\)**` and `\(a\)\(b\)`
  const isRegex = /^(?:\*(?!\*)|\{|\\(?!\())/.test(text.slice(end, end + 2)) && text[start - 1] !== '*';
  if (opener !== '$$' && (/(?<!\\)\\[[(]/.test(tex) || isRegex)) return undefined;
  return { tex, isDisplay: opener !== '\\(', end };
}

function betweenDollars(text: string, start: number): Found | undefined {
  const rest = text.slice(start + 1, start + 1 + MAX_FORMULA);
  const tex = /^(?:\\[^]|[^$\\])+/.exec(rest)?.[0];
  if (tex === undefined || /^\s|\s$/.test(tex)) return undefined;
  // `$a/$b`, `$5-$10`, `${a}${b}`, `$'\n'`: the second dollar begins something.
  const isOrdinal = /^(?:\p{L}|.*[\\^].*)$/u.test(tex) && /^\$(?:th|st|nd|rd)\b/.test(rest.slice(tex.length));
  if (isOrdinal) return { tex, isDisplay: false, end: start + 1 + tex.length + 1 };
  const behind = rest.slice(tex.length + 1, tex.length + 4);
  const goesOn = /^[\p{L}\p{N}({_$'"]/u.test(behind) && !STARTS_UNSPACED.test(behind) && !/^'s\b/.test(behind);
  if (rest[tex.length] !== '$' || goesOn) return undefined;
  return { tex, isDisplay: false, end: start + 1 + tex.length + 1 };
}
