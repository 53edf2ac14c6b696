/** What the words around a program say a function is called with. */

const LITERAL = String.raw`(?:-?\d+(?:\.\d+)?|"[^"\n\\]{0,80}"|'[^'\n\\]{0,80}'|true|false|True|False|\[[-\d., ]{0,80}\])`;
const LITERALS = `${LITERAL}(?:\\s*,\\s*${LITERAL})*`;
const escape = (name: string): string => name.replaceAll('$', '\\$&');

/** `addFee(20)` where the words call the function with literals, in one way only. */
export function callInWords(words: string, name: string): string | undefined {
  if (name === '') return undefined;
  const calls = words.matchAll(new RegExp(`(?<![\\w$.])${escape(name)}\\((?:${LITERALS})?\\)`, 'g'));
  const found = [...new Set([...calls].map(([call]) => call))].filter((call) => !call.endsWith('()'));
  return found.length === 1 ? found[0] : undefined;
}

/** The literals of "with price = 60" or "when price is 60", when every parameter has one, in one way only. */
export function argumentsFromWords(words: string, params: readonly (string | undefined)[]): string[] | undefined {
  if (params.length === 0) return undefined;
  const literals = params.map((param) => {
    if (param === undefined) return undefined;
    const said = words.matchAll(
      new RegExp(`(?<![\\w$.])\`?${escape(param)}\`?\\s*(?:=|is|of|as|:)\\s*\`?(${LITERAL})(?![\\w.]*\\w)`, 'g'),
    );
    const values = [...new Set([...said].map(([, value]) => value))];
    return values.length === 1 ? values[0] : undefined;
  });
  return literals.every((literal) => literal !== undefined) ? literals : undefined;
}
