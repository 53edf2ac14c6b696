import * as v from 'valibot';
import * as vscode from 'vscode';
import type { AttachmentTrouble } from '../../../protocol/composer.ts';
import type { AttachedPiece } from '../../../reasoning/context/attached.ts';
import { hunksOf } from '../../../reasoning/questions/change.ts';
import { openDocument } from '../documents.ts';
import { labelOf } from '../label.ts';
import { problemOf } from '../problems.ts';
import { gitApi } from './git.ts';
import { describe, snippetOfLines } from '../selection.ts';

const uri = v.string();
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const attachable = v.union([
  v.strictObject({
    kind: v.picklist(['selection', 'symbol']),
    uri,
    name: v.string(),
    firstLine: line,
    lastLine: line,
  }),
  /** Whatever is selected in the active editor, and what ran last in the active terminal. */
  v.strictObject({ kind: v.picklist(['selection', 'terminal']) }),
  v.strictObject({ kind: v.picklist(['file', 'problems', 'changes']), uri }),
]);

/** What the user added to the next question; its text is read when it is needed. Lines are 1-based, inclusive. */
export type Attachable = Readonly<v.InferOutput<typeof attachable>>;

/** What was kept over a reload, as far as it has the right shape. */
export function attachablesIn(kept: unknown): Attachable[] {
  const result = v.safeParse(v.array(attachable), kept);
  return result.success ? result.output : [];
}

export interface ReadAttachable {
  /** Empty where there is no file and no command. */
  readonly label: string;
  readonly pieces: readonly AttachedPiece[];
  /** Why there are no pieces. */
  readonly trouble?: AttachmentTrouble;
}

/** Larger files are not read: no context window could hold a noticeable part of them. */
const MOST_BYTES = 4_000_000;
/** Bytes at the beginning of a file that tell whether it is text. */
const PROBE_BYTES = 8000;
const MOST_PROBLEMS = 20;

/** @param lastCommand reads what ran last in the active terminal */
export async function readAttachable(
  what: Attachable,
  lastCommand: () => Promise<ReadAttachable>,
): Promise<ReadAttachable> {
  if (!('uri' in what)) {
    return what.kind === 'terminal' ? lastCommand() : readSelection(vscode.window.activeTextEditor);
  }
  const { kind, uri } = what;
  const label = labelOf(vscode.Uri.parse(uri));
  if (kind === 'problems') return readProblems(uri, label);
  if (kind === 'changes') return readChanges(vscode.Uri.parse(uri), label);
  const document = await readableDocument(vscode.Uri.parse(uri));
  if (typeof document === 'string') return { label, pieces: [], trouble: document };
  const { firstLine, lastLine } = 'firstLine' in what ? what : { firstLine: 1, lastLine: document.lineCount };
  const name = kind === 'symbol' ? what.name : '';
  return readLines(document, kind, name, [{ firstLine, lastLine }]);
}

/** The lines with something selected, as `Attachable`s that stay when the selection moves on. */
export function selectedLines(editor: vscode.TextEditor): Attachable[] {
  const uri = editor.document.uri.toString();
  return selectedRanges(editor).map((lines) => ({ kind: 'selection', uri, name: '', ...lines }));
}

function readSelection(editor: vscode.TextEditor | undefined): ReadAttachable {
  if (editor === undefined) return { label: '', pieces: [], trouble: 'empty' };
  return readLines(editor.document, 'selection', '', selectedRanges(editor));
}

/** Whole lines: a word alone says little. A selection that ends before a line's first character does not hold that line. */
function selectedRanges({ selections }: vscode.TextEditor): Lines[] {
  return selections
    .filter((selection) => !selection.isEmpty)
    .sort((a, b) => a.start.compareTo(b.start))
    .map(({ start, end }) => ({
      firstLine: start.line + 1,
      lastLine: end.character === 0 && end.line > start.line ? end.line : end.line + 1,
    }));
}

interface Lines {
  readonly firstLine: number;
  readonly lastLine: number;
}

function readLines(
  document: vscode.TextDocument,
  kind: AttachedPiece['kind'],
  name: string,
  ranges: readonly Lines[],
): ReadAttachable {
  const { label, uri, fence } = describe(document);
  const pieces = ranges.flatMap(({ firstLine, lastLine }): AttachedPiece[] => {
    const snippet = firstLine > document.lineCount ? undefined : snippetOfLines(document, firstLine, lastLine);
    const [part] = snippet?.parts ?? [];
    return part === undefined
      ? []
      : [{ kind, name, label, uri, fence, firstLine: part.firstLine, lastLine: part.lastLine, text: part.code }];
  });
  return { label, pieces, ...(pieces.length === 0 && { trouble: 'empty' as const }) };
}

function readProblems(uri: string, label: string): ReadAttachable {
  const problems = vscode.languages
    .getDiagnostics(vscode.Uri.parse(uri))
    .flatMap((diagnostic) => problemOf(diagnostic) ?? [])
    .sort((a, b) => a.severity.localeCompare(b.severity) || a.firstLine - b.firstLine)
    .slice(0, MOST_PROBLEMS);
  const [first] = problems;
  if (first === undefined) return { label, pieces: [], trouble: 'empty' };
  const text = problems
    .map(({ severity, code, message, firstLine }) => {
      const said = message.replaceAll(/\s+/g, ' ');
      return `line ${firstLine}: ${severity}: ${said}${code === '' ? '' : ` (${code})`}`;
    })
    .join('\n');
  const { firstLine, lastLine } = first;
  return { label, pieces: [{ kind: 'problems', name: '', label, uri, fence: '', firstLine, lastLine, text }] };
}

/** What differs from the last commit; all of a new file. */
async function readChanges(uri: vscode.Uri, label: string): Promise<ReadAttachable> {
  const repository = gitApi()?.getRepository(uri) ?? undefined;
  const diff = await repository?.diffWith('HEAD', uri.fsPath).catch(() => '');
  const hunks = hunksOf(diff ?? '');
  const [first] = hunks;
  if (first !== undefined) {
    const text = hunks.map(({ code }) => code).join('\n');
    const { firstLine, lastLine } = { firstLine: first.firstLine, lastLine: hunks.at(-1)?.lastLine ?? first.lastLine };
    const piece = { kind: 'changes', name: '', label, uri: uri.toString(), fence: 'diff' } as const;
    return { label, pieces: [{ ...piece, firstLine, lastLine, text }] };
  }
  const document = await readableDocument(uri);
  if (typeof document === 'string') return { label, pieces: [], trouble: document };
  const isNew = await repository?.show('HEAD', uri.fsPath).then(
    () => false,
    () => true,
  );
  if (isNew !== true) return { label, pieces: [], trouble: 'empty' };
  return readLines(document, 'file', '', [{ firstLine: 1, lastLine: document.lineCount }]);
}

/** The document of a file that is there and is text; unsaved changes count. */
async function readableDocument(uri: vscode.Uri): Promise<vscode.TextDocument | AttachmentTrouble> {
  const open = openDocument(uri.toString());
  if (open?.isDirty || uri.scheme === 'untitled') return open ?? 'missing';
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) return 'missing';
    if (open !== undefined) return open;
    if (size > MOST_BYTES) return 'tooLarge';
    if (isBinary(await vscode.workspace.fs.readFile(uri))) return 'binary';
  } catch {
    return 'missing';
  }
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return 'binary';
  }
}

/** A zero byte is in no text but UTF-16, which says so with its first two bytes. */
function isBinary(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return !isUtf16 && bytes.subarray(0, PROBE_BYTES).includes(0);
}
