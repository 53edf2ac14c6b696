import { linesText } from '../context/lineRanges.ts';
import type { Snippet } from './explain.ts';
import { oneLine } from './oneLine.ts';

/** Characters: what comes behind it is still seen in a list. */
const LONGEST_SUBJECT = 44;

/** What declares a name, in the languages that say so with a word in front of it. */
const DECLARATION =
  /^\s*(?:(?:export|default|declare|abstract|async|public|private|protected|internal|static|final|override|pub(?:\([a-z]+\))?|unsafe|virtual|inline)\s+)*(?:function\s*\*?|def|class|fn|func|fun|interface|struct|enum|trait|impl|record|module|namespace|type|sub|procedure|const|let|var|val)\s+([\p{L}_$][\p{L}\p{N}_$]*)/u;
/** Lines in front of a declaration: comments, decorators, attributes. */
const BEFORE = /^\s*(?:\/\/|\/?\*|#|--|@|\[\w|"""|$)/;

/** `total · cart.ts 8–14`: what a chat is called that begins with a question about code. */
export function questionTitle({ label, parts }: Snippet, subject?: string): string {
  const place = `${label.slice(label.lastIndexOf('/') + 1)} ${linesText(parts)}`;
  const said = oneLine(subject ?? subjectOf(parts[0].code), LONGEST_SUBJECT);
  return said === '' ? place : `${said} · ${place}`;
}

/** The name that code begins to declare, else its first line. */
function subjectOf(code: string): string {
  const lines = code.split('\n');
  const first = lines.find((line) => !BEFORE.test(line)) ?? lines[0] ?? '';
  return DECLARATION.exec(first)?.[1] ?? first.trim();
}
