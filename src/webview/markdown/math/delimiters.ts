/** Characters between the delimiters of one formula; longer ones are text. */
const MAX_FORMULA = 4_000;

/**
 * The formula that begins at `start` (at `$`, `$$`, `\(` or `\[`) of `text`, and where it ends; `undefined` for what only
 * looks like one: prices, shell variables, escaped brackets without their like.
 */
export function formulaAt(
  text: string,
  start: number,
): { readonly tex: string; readonly isDisplay: boolean; readonly end: number } | undefined {
  const opener = text.slice(start, start + 2);
  if (opener === '\\(' || opener === '\\[')
    return between(text, start, opener === '\\(' ? '\\)' : '\\]', opener === '\\[');
  if (opener === '$$') return between(text, start, '$$', true);
  return opener.startsWith('$') ? betweenDollars(text, start) : undefined;
}

function between(text: string, start: number, close: string, isDisplay: boolean) {
  const rest = text.slice(start + 2, start + 2 + MAX_FORMULA);
  const length = rest.indexOf(close);
  const tex = rest.slice(0, length);
  if (length < 0 || tex.trim() === '') return undefined;
  return { tex, isDisplay, end: start + 2 + length + 2 };
}

function betweenDollars(text: string, start: number) {
  if (/[\p{L}\p{N}$\\]/u.test(text.charAt(start - 1))) return undefined;
  const rest = text.slice(start + 1, start + 1 + MAX_FORMULA);
  const tex = /^(?:\\[^]|[^$\\])+/.exec(rest)?.[0];
  if (tex === undefined || /^\s|\s$/.test(tex) || isPrice(tex)) return undefined;
  // `$a/$b`, `$5-$10`, `${a}${b}`: the second dollar begins something.
  if (rest[tex.length] !== '$' || /[\p{L}\p{N}({_$]/u.test(rest.charAt(tex.length + 1))) return undefined;
  return { tex, isDisplay: false, end: start + 1 + tex.length + 1 };
}

/** `$5 a month or 50$`: a number, then words. */
const isPrice = (tex: string): boolean => /^[\d.,]+\S*\s+\p{L}{2,}/u.test(tex);
