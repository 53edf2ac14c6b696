import { anchorSteps, type Anchor, type AnchoredCode } from './anchors.ts';
import { locateCode } from '../questions/askedCode.ts';
import { readClues } from './clues.ts';

/** Code of one of several documents. */
export interface AnchoredFile extends AnchoredCode {
  readonly uri: string;
  /** File name or path as the user knows it. */
  readonly label: string;
  /** Not asked about: it was found beside the code that is. */
  readonly isFound?: boolean;
}

/** Lines of the document `file`, its place among those given. */
export interface FileAnchor extends Anchor {
  readonly file: number;
}

/**
 * For every step its links into code of several documents: the words decide among all lines of all of them. A line named
 * by its number is linked only where the step names one of the documents, too. Code that was only found beside the code asked
 * about takes the steps that speak of it, and makes no difference to the others.
 */
export function anchorStepsIn(steps: readonly string[], files: readonly AnchoredFile[]): FileAnchor[][] {
  const asked = files.filter(({ isFound }) => isFound !== true);
  const among = anchorAmong(steps, files);
  if (asked.length === 0 || asked.length === files.length) return among;
  const own = anchorAmong(steps, asked);
  return steps.map((_, i) => {
    const found = (among[i] ?? []).filter(({ file }) => files[file]?.isFound);
    if (found.length > 0) return found;
    return (own[i] ?? []).flatMap((anchor) => {
      const file = asked[anchor.file];
      return file === undefined ? [] : [{ ...anchor, file: files.indexOf(file) }];
    });
  });
}

function anchorAmong(steps: readonly string[], files: readonly AnchoredFile[]): FileAnchor[][] {
  const [only] = files;
  if (only === undefined) return steps.map(() => []);
  if (files.length === 1)
    return anchorSteps(steps, only).map((found) => found.map((anchor) => ({ ...anchor, file: 0 })));
  const joined = join(files);
  const byWords = anchorSteps(steps, { text: joined.text, firstLine: 1 });
  return steps.map((step, i) => {
    const named = namedFile(step, files);
    if (readClues(step, NO_NAMES).lines.length > 0) return named === undefined ? [] : inFile(step, files, named);
    return (byWords[i] ?? []).flatMap((anchor) => {
      const place = joined.placeOf(anchor);
      if (place === undefined || (named !== undefined && place.file !== named)) return [];
      return named === undefined && standsElsewhere(place, files) ? [] : [place];
    });
  });
}

const NO_NAMES: ReadonlySet<string> = new Set();

function inFile(step: string, files: readonly AnchoredFile[], file: number): FileAnchor[] {
  const code = files[file];
  return code === undefined ? [] : (anchorSteps([step], code)[0] ?? []).map((anchor) => ({ ...anchor, file }));
}

/** Whether another document has the same lines: the words cannot tell which are meant. */
function standsElsewhere({ file, firstLine, lastLine }: FileAnchor, files: readonly AnchoredFile[]): boolean {
  const code = files[file];
  if (code === undefined) return false;
  const lines = code.text.split('\n').slice(firstLine - code.firstLine, lastLine - code.firstLine + 1);
  return files.some(
    (other) => other !== code && locateCode([lines.join('\n')], other.text.split('\n'), 1) !== undefined,
  );
}

/** The one document whose name stands in the step. */
function namedFile(step: string, files: readonly AnchoredFile[]): number | undefined {
  const named = files.flatMap(({ label }, i) => (step.includes(label.split('/').at(-1) ?? label) ? [i] : []));
  return named.length === 1 ? named[0] : undefined;
}

function join(files: readonly AnchoredFile[]) {
  const starts: number[] = [];
  const lines: string[] = [];
  for (const { text } of files) {
    starts.push(lines.length + 1);
    lines.push(...text.split('\n'), '');
  }
  const placeOf = ({ firstLine, lastLine, confidence }: Anchor): FileAnchor | undefined => {
    const file = starts.findLastIndex((start) => start <= firstLine);
    const [code, start = 1, next = Infinity] = [files[file], starts[file], starts[file + 1]];
    // Lines of two documents are no place.
    if (code === undefined || lastLine >= next) return undefined;
    const by = code.firstLine - start;
    return { file, firstLine: firstLine + by, lastLine: lastLine + by, confidence };
  };
  return { text: lines.join('\n'), placeOf };
}
