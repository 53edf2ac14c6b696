/** Lines of a document, 1-based, inclusive. */
export interface Lines {
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Ranges that are named; of more, those in the middle are not. */
const MOST_NAMED = 5;

/** Lines in their order as people write them: `3`, `3–12`, `5, 8–9`. */
export function linesText(lines: readonly Lines[]): string {
  const joined: Lines[] = [];
  for (const next of lines) {
    const last = joined.at(-1);
    if (last === undefined || next.firstLine > last.lastLine + 1) joined.push(next);
    else joined[joined.length - 1] = { ...last, lastLine: Math.max(last.lastLine, next.lastLine) };
  }
  const named = joined.map(({ firstLine, lastLine }) =>
    firstLine === lastLine ? String(firstLine) : `${firstLine}–${lastLine}`,
  );
  if (named.length <= MOST_NAMED) return named.join(', ');
  return [...named.slice(0, MOST_NAMED - 1), '…', ...named.slice(-1)].join(', ');
}

/** What lies behind line `line`. */
export function linesBehind(lines: readonly Lines[], line: number): Lines[] {
  return lines
    .filter(({ lastLine }) => lastLine > line)
    .map(({ firstLine, lastLine }) => ({ firstLine: Math.max(firstLine, line + 1), lastLine }));
}

/** The lines of `ranges` that are in none of `covers`, each once, as few ranges in their order. */
export function uncovered(ranges: readonly Lines[], covers: readonly Lines[]): Lines[] {
  const isCovered = (line: number) => covers.some(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
  const numbers = ranges.flatMap(({ firstLine, lastLine }) =>
    Array.from({ length: lastLine - firstLine + 1 }, (_, i) => firstLine + i),
  );
  const result: Lines[] = [];
  for (const line of [...new Set(numbers)].sort((a, b) => a - b)) {
    if (isCovered(line)) continue;
    const last = result.at(-1);
    if (last?.lastLine === line - 1) result[result.length - 1] = { ...last, lastLine: line };
    else result.push({ firstLine: line, lastLine: line });
  }
  return result;
}
