/** A text on one line, cut to so many characters. */
export function oneLine(text: string, length: number): string {
  const line = text.replace(/^\s*[\r\n]+|\s+$/g, '').replace(/\s*[\r\n]+\s*/g, ' ');
  // Half a pair of surrogates is no character.
  return line.length <= length ? line : `${line.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')} …`;
}
