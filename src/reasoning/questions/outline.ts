/** A symbol of a document's outline, as plain data. Lines are 1-based, inclusive. */
export interface OutlineSymbol {
  readonly name: string;
  readonly kind: 'function' | 'type' | 'other';
  readonly firstLine: number;
  readonly lastLine: number;
  readonly children: readonly OutlineSymbol[];
}

/** Language services list functions without a name too: `<function>`, `map() callback`. */
const NAMELESS = /^[<(]|\bcallback$/;

/** All symbols of an outline, outer ones before what they hold. */
export function flatten(outline: readonly OutlineSymbol[]): OutlineSymbol[] {
  return outline.flatMap((symbol) => [symbol, ...flatten(symbol.children)]);
}

export function isNamedFunction({ kind, name }: OutlineSymbol): boolean {
  return kind === 'function' && !NAMELESS.test(name);
}

/** The innermost named function around a line. */
export function functionAround(outline: readonly OutlineSymbol[], line: number): OutlineSymbol | undefined {
  return flatten(outline).findLast((symbol) => isNamedFunction(symbol) && holds(symbol, line));
}

/**
 * What someone who points at a line means: the innermost named function around it, else the innermost symbol of more
 * than one line, else `undefined`.
 */
export function blockAround(outline: readonly OutlineSymbol[], line: number): OutlineSymbol | undefined {
  const around = flatten(outline).filter((symbol) => holds(symbol, line));
  return around.findLast(isNamedFunction) ?? around.findLast(({ firstLine, lastLine }) => lastLine > firstLine);
}

function holds({ firstLine, lastLine }: OutlineSymbol, line: number): boolean {
  return firstLine <= line && line <= lastLine;
}
