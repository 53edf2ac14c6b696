/** Functions that a name may stand for. */

/** Whether the code has at most one function, method or variable of this name. */
export function isDefinedOnce(name: string, code: string): boolean {
  const word = name.replaceAll('$', String.raw`\$`);
  const declared = String.raw`\b(?:def|function\s*\*?)\s+${word}\s*\(`;
  const assigned = String.raw`(?<![\w.$])${word}\s*=(?![=>])`;
  const method = String.raw`(?<![\w.$])${word}\s*\([^()]*\)\s*(?::\s*\w+(?:\[\])?\s*)?\{`;
  return (code.match(new RegExp(`${declared}|${assigned}|${method}`, 'g'))?.length ?? 0) <= 1;
}
