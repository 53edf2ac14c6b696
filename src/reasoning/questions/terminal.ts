import { isForeign } from '../context/privacy.ts';
import { fenced } from './fences.ts';
import { ADDRESS, HOST, LISTED, PLACES } from './placePatterns.ts';

/** A command of a terminal and how it ended, as far as that is known. */
export interface TerminalCommand {
  readonly command?: string;
  readonly exitCode?: number;
}

/** A place in a file that an output names; the line is 1-based. */
export interface NamedPlace {
  readonly path: string;
  readonly line: number;
}

const MOST_PLACES = 8;

/**
 * The places an output names: `src/a.ts:3:7`, `src/a.ts(3,7)`, `File "a.py", line 3`; each once, the last ones first. Those in
 * packages are left out: a stack trace leads through more of them than of one's own.
 */
export function namedPlaces(output: string): NamedPlace[] {
  const found: (NamedPlace & { readonly index: number })[] = [];
  let rest = withListed(output).replace(ADDRESS, blank);
  for (const pattern of PLACES) {
    rest = rest.replace(pattern, (whole: string, path: string, line: string, index: number) => {
      found.push({ path: fromUrl(path), line: Number(line), index });
      return blank(whole);
    });
  }
  found.sort((a, b) => b.index - a.index);
  const places = new Map(found.map(({ path, line }) => [`${path}:${line}`, { path, line }]));
  return [...places.values()]
    .filter(({ path, line }) => line > 0 && !HOST.test(path) && !isForeign(path.replaceAll('\\', '/')))
    .slice(0, MOST_PLACES);
}

const withListed = (output: string): string =>
  output.replace(
    LISTED,
    (_, path: string, places: string) => `${path}\n${places.replace(/^[ \t]+(?=\d+:\d+)/gm, `${path}:`)}`,
  );

const blank = (text: string): string => ' '.repeat(text.length);

/** The path of a `file:` URL; any other as it is. */
function fromUrl(path: string): string {
  if (!path.startsWith('file://')) return path;
  const bare = path.slice('file://'.length).replace(/^\/(?=[A-Za-z]:)/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** The question about an output: why the command failed, if it did, else what the output says. */
export function terminalQuestion({ command, exitCode }: TerminalCommand, output: string): string {
  const text = command === undefined ? output : `$ ${command}\n${output}`;
  return `${ask(command, exitCode)}\n\n${fenced(text, 'console')}`;
}

function ask(command: string | undefined, exitCode: number | undefined): string {
  if (command === undefined) return 'Explain step by step what this output of a terminal says.';
  if (exitCode === undefined || exitCode === 0) return 'Explain step by step what the output of this command says.';
  return `Why did this command fail? It ended with exit code ${exitCode}.`;
}

/** Lines at the end that fit into `budget` tokens: an error stands at the end. */
export function tailThatFits(lines: readonly string[], tokens: readonly number[], budget: number): string[] {
  let left = budget;
  let start = lines.length;
  while (start > 0) {
    // A line break is a token of its own.
    left -= (tokens[start - 1] ?? Infinity) + 1;
    if (left < 0) break;
    start--;
  }
  return lines.slice(start);
}
