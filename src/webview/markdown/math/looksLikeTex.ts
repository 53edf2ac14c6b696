/** Whether what stands between delimiters is a formula, or prose, prices, shell or a regular expression. */

/** Groups whose content is words on purpose. */
const WORD_GROUPS =
  /\\(?:text\w*|mbox|mathrm|mathit|mathbf|mathsf|mathtt|operatorname\*?|tag\*?|begin|end|label)\s*\{[^{}]*\}/g;
const FUNCTIONS = /\b(?:sin|cos|tan|cot|sec|log|ln|lg|exp|lim|max|min|sup|inf|mod|gcd|det|dim|ker|arg)\b/g;
/** Beside a word these make it a variable: `area = width * height`, `speed(t)`. */
const SIGN = '-=+*/^_<>|&\\\\\\u2212\\u00d7\\u00b7\\u00f7\\u00b1\\u2260\\u2264\\u2265\\u2248';
/** Right behind a figure, a bracket or a command, letters are factors: `4ac`, `\frac{1}{2}bh`, `\sin bx`, `\times width`. */
const FACTORS = '(?<![\\p{N}})\\]](?=\\p{L}{1,3}(?!\\p{L})))(?<!\\\\x\\s*)';
const WORD = new RegExp(
  `(?<!\\p{L})(?<![${SIGN}({]\\s*)${FACTORS}\\p{L}*\\p{Ll}{2}\\p{L}*(?!\\p{L})(?!\\s*[${SIGN})}]|\\()`,
  'u',
);
const PATH = /(?:^|\s)(?:[~.]*\/\w|--\w)/;

/** Without the words that belong to TeX. */
const plain = (tex: string): string =>
  tex
    .replace(WORD_GROUPS, '\\x')
    .replace(/\\(?:[A-Za-z]{2,}\*?|[,;:! ])/g, '\\x')
    .replace(FUNCTIONS, '\\x')
    .trim();

export function looksLikeTex(tex: string): boolean {
  const bare = plain(tex);
  if (!/[\p{L}\p{N}]/u.test(tex) || /^[.,;:)?]|^['"]/.test(bare)) return false;
  // A product: `$ab$`, but not `\( or \)`.
  if (/^\p{Ll}{2}$/u.test(tex)) return true;
  // Quotes part words: `"$1" "$2"`.
  return !WORD.test(bare) && !PATH.test(bare) && !bare.includes('"') && !/(?<![\^_{])[=+*/<>(,:-]$/.test(bare);
}

/** Whether what brackets and bars of a formula enclose is whole: `$10 (or 20$` and `x$|y$` are none. */
export function isWholeTex(tex: string): boolean {
  const bare = plain(tex);
  return !hasOddBars(bare) && !hasOpenBracket(bare);
}

/** The beginning of a formula, whose end is not written yet: all but its last word. */
export const mayBecomeTex = (beginning: string): boolean => {
  const known = beginning.replace(/\\?[\p{L}\p{N}]*$|[^\p{L}\p{N}\s]+$/u, '').trimEnd();
  return known === '' || looksLikeTex(`${known} + 1`) || looksLikeTex(known);
};

/** Commands or powers: nobody writes them in a price. */
export const isSurelyTex = (tex: string): boolean => /\\[A-Za-z]{2,}|\^/.test(tex);

/** `x$|y$` and `\(a\|b\)` are regular expressions; `P(X|Y)` is none. */
function hasOddBars(tex: string): boolean {
  const isOdd = (bar: RegExp) => (tex.match(bar) ?? []).length % 2 === 1;
  if (tex.includes('\\x')) return false;
  return isOdd(/\\\|/g) || (/^\||\|$/.test(tex) && isOdd(/(?<!\\)\|/g));
}

/** Half-open intervals have another bracket. */
const hasOpenBracket = (tex: string): boolean =>
  !/[[\]]|\\x/.test(tex) && tex.split('(').length !== tex.split(')').length;
