/** What the user added to a question: as text, as it is cut, and what of the room each piece gets. */
import type { AttachmentKind, ContextEntry } from '../../protocol/conversation.ts';
import { codeIn } from '../questions/askedCode.ts';
import { dedent } from '../questions/explain.ts';
import { fenced } from '../questions/fences.ts';

/**
 * Lines of a document, one line for each of its problems, its diff, or what a command wrote to a terminal. Line numbers are 1-based,
 * inclusive.
 */
export interface AttachedPiece {
  readonly kind: AttachmentKind;
  /** Of a symbol, and how a command ended; else empty. */
  readonly name: string;
  readonly label: string;
  /** Empty where it is of no document. */
  readonly uri: string;
  /** Tag of the code fence. */
  readonly fence: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** With `\n` between the lines. */
  readonly text: string;
}

/** The whole piece as it would stand in the prompt, not counted yet. */
export function attachedEntry(piece: AttachedPiece, id: string): ContextEntry {
  const { kind, name, label, uri, fence, firstLine, lastLine, text } = piece;
  const body = kind === 'problems' ? text : fenced(isAsWritten(kind) ? text : dedent(text), fence);
  const entry = { id, name, label, uri, firstLine, lastLine, tokens: 0, attached: kind };
  return { ...entry, text: `${titleOf(entry)}\n${body}` };
}

/** The lines in the order in which they are kept: those at the end are left out first. An error stands at the end of an output. */
export function bodyOf(entry: ContextEntry): string[] {
  const lines = entry.text.split('\n');
  if (entry.attached === 'problems') return lines.slice(1);
  if (entry.attached === 'terminal') return lines.slice(2, -1).reverse();
  if (entry.attached === 'changes') return lines.slice(2, -1);
  return codeIn(entry.text)[0]?.split('\n') ?? [];
}

/** The entry with the first `keep` lines of its body. */
export function shortened(entry: ContextEntry, keep: number): ContextEntry {
  const lines = bodyOf(entry);
  if (keep >= lines.length) return entry;
  const leftOut = (entry.leftOut ?? 0) + lines.length - keep;
  if (keep <= 0) return { ...entry, leftOut, text: '', tokens: 0, lastLine: entry.firstLine };
  const first = lines.slice(0, keep);
  const kept = entry.attached === 'terminal' ? first.reverse() : first;
  const lastLine = isOfLines(entry) ? entry.firstLine + keep - 1 : entry.lastLine;
  const cut = { ...entry, leftOut, lastLine };
  const [, tag = ''] = /\n`{3,}(.*)/.exec(entry.text) ?? [];
  const body = entry.attached === 'problems' ? kept.join('\n') : fenced(kept.join('\n'), tag);
  return { ...cut, text: `${titleOf(cut)}\n${body}` };
}

/** The entry without its body: what it costs to say where it is from. */
export function frameOf(entry: ContextEntry): string {
  return entry.attached === 'problems' ? titleOf(entry) : `${titleOf(entry)}\n${fenced('', '')}`;
}

/** What is sent are lines of the document as they are. */
export const isOfLines = ({ attached }: Pick<ContextEntry, 'attached'>): boolean =>
  attached !== 'problems' && attached !== 'changes' && attached !== 'terminal';

/** The sign in front of a line of a diff is no indentation, nor is what a program sets in. */
const isAsWritten = (kind: AttachmentKind): boolean => kind === 'changes' || kind === 'terminal';

function titleOf(entry: Pick<ContextEntry, 'attached' | 'name' | 'label' | 'firstLine' | 'lastLine'>): string {
  const { attached, name, label, firstLine, lastLine } = entry;
  if (attached === 'problems') return `Problems in ${label}:`;
  if (attached === 'changes') return `Changes in ${label}:`;
  if (attached === 'terminal') return `Output of \`${label}\` in the terminal${name === '' ? '' : ` (${name})`}:`;
  const lines = firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine} to ${lastLine}`;
  return `${name === '' ? '' : `${name} in `}${label} (${lines}):`;
}

/** Shares of `room`, one for each of `sizes`: what fits gets its size, the rest is shared evenly by those that do not. */
export function shareOut(sizes: readonly number[], room: number): number[] {
  const shares = sizes.map(() => 0);
  let left = Math.max(0, room);
  const byParts = sizes.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size);
  for (const [i, { size, index }] of byParts.entries()) {
    const share = Math.min(size, Math.floor(left / (byParts.length - i)));
    shares[index] = share;
    left -= share;
  }
  return shares;
}

/**
 * The first and the last line after an edit of the document, 1-based, inclusive; lines that were put in between are
 * in between. `undefined` when all of them were deleted.
 */
export function linesAfter(
  { firstLine, lastLine }: { readonly firstLine: number; readonly lastLine: number },
  edit: {
    readonly startLine: number;
    readonly endLine: number;
    readonly endCharacter: number;
    readonly breaks: number;
  },
): { readonly firstLine: number; readonly lastLine: number } | undefined {
  const by = edit.breaks - (edit.endLine - edit.startLine);
  const [first, last] = [firstLine - 1, lastLine - 1];
  if (edit.startLine > last) return { firstLine, lastLine };
  if (edit.endLine < first || (edit.endLine === first && edit.endCharacter === 0)) {
    return { firstLine: firstLine + by, lastLine: lastLine + by };
  }
  if (edit.startLine <= first && edit.endLine > last && edit.breaks === 0) return undefined;
  const begin = Math.min(first, edit.startLine);
  return { firstLine: begin + 1, lastLine: Math.max(begin, last + by) + 1 };
}
