/** UTF-16 units of a line that are kept: minified code would fill the window with one line. */
const LONGEST_LINE = 240;
const CUT = '…';

/**
 * The forms a piece of code can be sent in, longest first: all of it; its outline (what stands deeper than one level is
 * left out); its head. Each is shorter than the one before.
 */
export function forms(code: string): string[] {
  const lines = code.split('\n').map(clip);
  const shorter = [lines, outline(lines), head(lines)].map((form) => form.join('\n'));
  return shorter.filter((form, i) => i === 0 || form.length < (shorter[i - 1] ?? '').length);
}

function clip(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  const end = line.codePointAt(LONGEST_LINE - 1) ?? 0;
  // A pair of surrogates is one character: it stays whole or leaves.
  return line.slice(0, end > 0xffff ? LONGEST_LINE - 1 : LONGEST_LINE) + CUT;
}

function outline(lines: readonly string[]): string[] {
  const base = indent(lines[0]);
  const levels = lines.filter((line) => line.trim() !== '').map(indent);
  const inner = Math.min(...levels.filter((level) => level > base));
  return collapse(lines, (line) => indent(line) <= inner);
}

function head(lines: readonly string[]): string[] {
  const base = indent(lines[0]);
  return collapse(lines, (line, i) => i === 0 || (indent(line) <= base && /^\s*[)\]}]/.test(line)));
}

/** Lines that are not kept give way to one `…` each run. */
function collapse(lines: readonly string[], keeps: (line: string, i: number) => boolean): string[] {
  const result: string[] = [];
  let gap = false;
  for (const [i, line] of lines.entries()) {
    if (line.trim() !== '' && keeps(line, i)) {
      result.push(line);
      gap = false;
    } else if (line.trim() !== '' && !gap) {
      result.push(' '.repeat(indent(line)) + CUT);
      gap = true;
    }
  }
  return result;
}

function indent(line: string | undefined): number {
  return /^\s*/.exec(line ?? '')?.[0].length ?? 0;
}
