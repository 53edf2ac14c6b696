import type { Token } from './token.ts';

const isValueEnd = (token: Token | undefined): boolean =>
  token !== undefined &&
  /^(?:number|vulgar|close|percent|symbol|word|superscript|currency|factorial)$/.test(token.kind);
const isFigureEnd = (token: Token | undefined): boolean =>
  isValueEnd(token) && !/^(?:word|symbol)$/.test(token?.kind ?? '');
const isValueStart = (token: Token | undefined): boolean =>
  token !== undefined && (/^(?:number|vulgar|open|currency|symbol|word|root)$/.test(token.kind) || token.text === '-');

/** Takes Markdown's `**` and `*` away where they cannot be operators. */
export function withoutEmphasis(tokens: readonly Token[], text: string): Token[] {
  const kept: Token[] = [];
  const lastStar = lastStarOfLine(tokens);
  /** Stars that were taken away, and may have opened an emphasis. */
  let open = 0;
  tokens.forEach((token, index) => {
    const isStars = token.text === '*' || token.text === '**';
    const next = tokens[index + 1];
    if (!isStars) {
      if (token.text === '\n') open = 0;
      kept.push(token);
      return;
    }
    const before = kept.at(-1);
    const isBetween = isValueEnd(before) && isValueStart(next);
    const isEven = token.spaced === /\s/.test(text[token.end] ?? ' ');
    // `3* 4` and `1/2* (a + b)` multiply, too, unless an emphasis ends there.
    const isUneven = open % 2 === 0 && isFigureEnd(before) && (next?.kind !== 'word' || lastStar[index] === index);
    if (isBetween && (isEven || isUneven)) kept.push(token);
    else open++;
  });
  return kept;
}

/** For each star the last one of its line. */
function lastStarOfLine(tokens: readonly Token[]): number[] {
  const last: number[] = [];
  let found = -1;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const text = tokens[index]?.text;
    if (text === '\n') found = -1;
    else if (text === '*' || text === '**') last[index] = found = Math.max(found, index);
  }
  return last;
}
