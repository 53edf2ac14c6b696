/** In which lines two outputs differ, so that the difference can be seen. */

interface Outputs {
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
}

const MOST_LINES = 12;
const LONGEST_LINE = 200;
/** Characters that a line shared with the other one and that stay in front of the first that differs. */
const SHARED = 40;

const LINE_END = /\r\n$|[\r\n]$/;
/** What is not seen in a text, or not told from something else: white space but the space, controls, accents of their own. */
const HIDDEN = /[^\S ]|[\p{C}\p{Mn}]/gu;

/** Expected and actual output: whole when they are short, else the lines in which they differ. */
export function difference({ expected, actual }: Outputs): string[] {
  if (expected === undefined || actual === undefined) return [];
  const [wanted, got] = comparedLines(expected, actual);
  if (wanted.length === 1 && got.length === 1) {
    return [`Expected: ${shown(wanted[0] ?? '', got[0])}`, `Actual: ${shown(got[0] ?? '', wanted[0])}`];
  }
  if (expected === actual) return ['Expected and actual are the same text.'];
  let same = 0;
  while (same < wanted.length && same < got.length && wanted[same] === got[same]) same++;
  let end = 0;
  while (end < wanted.length - same && end < got.length - same && wanted.at(-1 - end) === got.at(-1 - end)) end++;
  const removed = wanted.slice(same, wanted.length - end);
  const added = got.slice(same, got.length - end);
  return [
    `Expected (-) and actual (+), from line ${same + 1}:`,
    ...cut(removed.map((line, i) => `- ${shown(line, added[i])}`)),
    ...cut(added.map((line, i) => `+ ${shown(line, removed[i])}`)),
  ];
}

/** Lines without what ends them, unless the ends are all that differs. */
function comparedLines(expected: string, actual: string): [string[], string[]] {
  const [wanted, got] = [linesOf(expected), linesOf(actual)];
  const [bareWanted, bareGot] = [wanted.map(withoutEnd), got.map(withoutEnd)];
  return bareWanted.join('\n') === bareGot.join('\n') ? [wanted, got] : [bareWanted, bareGot];
}

/** A line beside the one it is compared with: the part that differs, in quotes where the difference would not be seen. */
function shown(line: string, other: string | undefined): string {
  const from = partStart(line, other ?? '');
  const part = line.slice(from, from + LONGEST_LINE).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
  const text = needsQuotes(line, other) ? quoted(part) : withoutEnd(part);
  return `${from > 0 ? '… ' : ''}${text}${from + LONGEST_LINE < line.length ? ' …' : ''}`;
}

function partStart(line: string, other: string): number {
  let same = 0;
  while (same < line.length && line[same] === other[same]) same++;
  return same < LONGEST_LINE - SHARED ? 0 : same - SHARED;
}

function needsQuotes(line: string, other: string | undefined): boolean {
  if (line === other) return false;
  return line.trim() === '' || other?.trim() === '' || (other !== undefined && seen(line) === seen(other));
}

/** What two lines that look the same have in common. */
const seen = (line: string): string =>
  line
    .normalize()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();

/** As source code writes it. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(HIDDEN, (hidden) => {
    const code = (hidden.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });

const linesOf = (text: string): string[] => text.split(/(?<=\r\n|\r(?!\n)|\n)/);

const withoutEnd = (line: string): string => line.replace(LINE_END, '');

const cut = (lines: readonly string[]): string[] =>
  lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : [...lines];
