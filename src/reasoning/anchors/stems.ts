/** `getTotalPrice`, `get_total_price`: get, total, price. */
export function subwords(name: string): string[] {
  return (name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').match(/\p{L}+/gu) ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2);
}

const ENDINGS = /(?:ations?|ments?|ings?|ers?|ors?|ies|ied|es|ed|s|e|y)$/;

/** A rough stem, the same for "sorts", "sorted" and "sorting". */
export function stem(word: string): string {
  const lower = word.toLowerCase();
  const cut = lower.length > 4 ? lower.replace(ENDINGS, '') : lower.replace(/s$/, '');
  return (cut.length > 2 ? cut : lower).replace(/([^aeiouls])\1$/, '$1');
}
