/** Languages whose lines tell by themselves, or by those around them, whether a comment may stand before them. */

type Lines = readonly string[];

const deep = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** Continued lines, and `define … endef`, whose text is a value. */
export function makefileLines(lines: Lines): boolean[] {
  let defines = 0;
  return lines.map((line, i) => {
    const isPlace = defines === 0 && !/(?:^|[^\\])(?:\\\\)*\\$/.test(lines[i - 1] ?? '');
    if (/^ *(?:override +|export +)*define\b/.test(line)) defines++;
    else if (defines > 0 && /^ *endef\b/.test(line)) defines--;
    return isPlace;
  });
}

export const batchLines = (lines: Lines): boolean[] => lines.map((_, i) => !/\^\s*$/.test(lines[i - 1] ?? ''));

/** Entries and sections; a line without `=` may be the rest of a value. */
export const iniLines = (lines: Lines): boolean[] =>
  lines.map((line, i) => /^\s*(?:[;#[]|[^=:\s][^=:]*[=:])/.test(line) && !/\\\s*$/.test(lines[i - 1] ?? ''));

/** Instructions; not their continued lines and not what stands in a heredoc. */
export function dockerfileLines(lines: Lines): boolean[] {
  const escape = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 5).join('\n')) ? '`' : '\\';
  const tags: { readonly tag: string; readonly indented: boolean }[] = [];
  let goesOn = false;
  return lines.map((line) => {
    const [first] = tags;
    if (first !== undefined) {
      if ((first.indented ? line.replace(/^\t+/, '') : line) === first.tag) tags.shift();
      return false;
    }
    const isPlace = !goesOn;
    const isComment = /^\s*#/.test(line);
    goesOn = goesOn && (isComment || isBlank(line)) ? true : !isComment && line.trimEnd().endsWith(escape);
    if (!isComment) {
      for (const [, dash, , tag = ''] of line.matchAll(/<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
        tags.push({ tag, indented: dash === '-' });
      }
    }
    return isPlace;
  });
}

/** Environments whose text is shown as it is written. */
export function latexLines(lines: Lines): boolean[] {
  const BEGIN = /\\begin\s*\{((?:\w*(?:verbatim|listing|minted|comment|code|filecontents|alltt)\w*|asy|luacode)\*?)\}/i;
  let open: string | undefined;
  let isOver = false;
  return lines.map((line) => {
    const isPlace = open === undefined && !isOver;
    if (open === undefined) open = BEGIN.exec(line.replace(/(?<!\\)%.*/, ''))?.[1];
    if (open !== undefined && line.includes(`\\end{${open}}`)) open = undefined;
    if (/^\s*\\(?:endinput|end\s*\{document\})/.test(line)) isOver = true;
    return isPlace;
  });
}

/** Keys and items; not what is in a block scalar, a quoted text or a plain text of several lines. */
export function yamlLines(lines: Lines): boolean[] {
  let quote: '"' | "'" | undefined;
  /** Lines deeper than this belong to the text that began above. */
  let block: number | undefined;
  let value: number | undefined;
  return lines.map((line) => {
    if (isBlank(line)) return false;
    if (quote === undefined && block !== undefined && deep(line) > block) return false;
    if (quote === undefined) block = undefined;
    const isInside = quote !== undefined;
    const isRest = value !== undefined && deep(line) > value;
    quote = openQuote(line, quote);
    const isEntry = /^ *(?:-(?: |$)|\?(?: |$)|#|---|\.\.\.|[[\]{},]|("|')?[^\s#][^#]*?:(?:\s|$))/.test(line);
    const isPlace = !isInside && !isRest && isEntry && !line.includes('\t');
    if (isInside || /^ *#/.test(line)) return isPlace;
    const bare = line.replace(/\s#.*$/, '');
    if (/(?:^|[\s:-])[|>][-+\d]*\s*$/.test(bare)) {
      // Under `- key: |` a text is deeper than the key, which stands behind the dash.
      block = deep(line);
    }
    if (!isRest)
      value = /(?::|-)\s+[^\s&!|>#[{"'*]/.test(bare) && !/:\s*$/.test(bare) ? deep(line) + dashes(line) : undefined;
    return isPlace;
  });
}

const dashes = (line: string): number => (/^ *((?:- +)*)/.exec(line)?.[1] ?? '').length;

/** The quote that a line leaves open. */
function openQuote(line: string, before: '"' | "'" | undefined): '"' | "'" | undefined {
  let quote = before;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (quote === '"' && character === '\\') i++;
    else if (quote === undefined) {
      if (character === '#' && /\s|^$/.test(line[i - 1] ?? '')) return undefined;
      if ((character === '"' || character === "'") && /(?:^|[\s[{,:(-])$/.test(line.slice(0, i))) quote = character;
    } else if (character === quote) quote = undefined;
  }
  return quote;
}

/** Lines at the beginning of a paragraph, a heading or another block that is in no list, quote or fence. */
export function markdownLines(lines: Lines): boolean[] {
  let fence: string | undefined;
  let html = false;
  let list = false;
  let front = lines[0] === '---';
  return lines.map((line, i) => {
    if (front) {
      if (i > 0 && /^(?:---|\.\.\.)\s*$/.test(line)) front = false;
      return false;
    }
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence !== undefined) {
      if (mark?.[1]?.startsWith(fence) === true && isBlank(mark[2])) fence = undefined;
      return false;
    }
    const isFirst = isBlank(lines[i - 1]);
    const isItem = /^ *(?:[-*+]|\d+[.)])(?:\s|$)/.test(line);
    // A list goes on behind blank lines with another item or with deeper text.
    if (isFirst && !isBlank(line)) list = (list && (isItem || /^\s/.test(line))) || (list && isItem);
    const isPlace = isFirst && !html && !list && /^[^\s>]/.test(line) && !/^\[[^\]]+\]:/.test(line);
    if (isItem) list = true;
    // As in HTML a comment or a `<pre>` goes on behind blank lines.
    if (/<!--|<(?:pre|script|style|textarea)\b/i.test(line)) html = true;
    if (/-->|<\/(?:pre|script|style|textarea)>/i.test(line)) html = false;
    if (mark !== null && !(mark[1]?.startsWith('`') === true && mark[2]?.includes('`') === true)) fence = mark[1];
    return isPlace;
  });
}
