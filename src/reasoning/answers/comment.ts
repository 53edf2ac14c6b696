/** How a language marks a comment: by the beginning of each line, or by a beginning and an end. */
export type CommentStyle = { readonly line: string } | { readonly block: readonly [start: string, end: string] };

/** Characters of a line, as most style guides allow; words longer than that stay whole. */
const WIDTH = 100;

/** A text (Markdown) as a comment whose lines begin with `indentation`; it ends with a line break. Nothing in it can end the comment. */
export function commentBlock(text: string, style: CommentStyle, indentation: string): string {
  const mark = 'line' in style ? `${style.line} ` : '  ';
  const words = 'line' in style ? text : withoutEnd(text, style.block);
  const lines = words
    .trim()
    // Some languages end a line, and its comment, at the separators of Unicode too.
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .flatMap((line) => wrapped(line.trimEnd(), Math.max(40, WIDTH - indentation.length - mark.length)))
    // In C a backslash at the end of a line takes the next one into the comment.
    .map((line) => `${indentation}${mark}${line.replace(/\\$/, '\\ .')}`.trimEnd());
  const all = 'line' in style ? lines : [indentation + style.block[0], ...lines, indentation + style.block[1]];
  return `${all.join('\n')}\n`;
}

/** What would begin or end the comment gets a space inside. */
function withoutEnd(text: string, marks: readonly [string, string]): string {
  return marks.reduce((rest, mark) => rest.replaceAll(mark, `${mark.slice(0, 1)} ${mark.slice(1)}`), text);
}

/** A line in pieces of at most `width`, those after the first as deep as the text of a list item. */
function wrapped(line: string, width: number): string[] {
  const deep = ' '.repeat(/^\s*(?:\d+[.)]\s+|[-*+]\s+)?/.exec(line)?.[0].length ?? 0);
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const before = rest.lastIndexOf(' ', width);
    const at = before > deep.length ? before : rest.indexOf(' ', width);
    if (at < 0) break;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = deep + rest.slice(at + 1).trimStart();
  }
  return [...pieces, rest];
}
