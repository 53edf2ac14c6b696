/**
 * Code as it stands right in a file: without the break at its end, and its lines after the first as deep as the line it
 * goes to, by that line's own `indentation`. `code` has `\n` line breaks.
 */
export function fitCode(code: string, indentation: string): string {
  const lines = code.replace(/\n$/, '').split('\n');
  const common = commonIndentation(lines);
  return lines
    .map((line, index) => {
      const text = line.slice(common.length);
      return index === 0 || text === '' ? text : indentation + text;
    })
    .join('\n');
}

/** The white space all lines begin with, blank lines apart. */
function commonIndentation(lines: readonly string[]): string {
  const indentations = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  let common = indentations[0] ?? '';
  for (const indentation of indentations) {
    while (!indentation.startsWith(common)) common = common.slice(0, -1);
  }
  return common;
}
