import { unlinked } from '../../platform/texts/unlinked.ts';
import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  explainQuestion,
  type Snippet,
  type SnippetPart,
  type SnippetParts,
} from '../../../reasoning/questions/explain.ts';
import { changeQuestion, deletionOf, hunkAt, hunkOf, hunksOf, newLines } from '../../../reasoning/questions/change.ts';
import { askAbout } from '../../questions/askAbout.ts';
import type { AskedQuestion } from '../../questions/askedQuestion.ts';
import { gatherContext } from '../../editor/context/gatherContext.ts';
import { linesOf } from '../../editor/documents.ts';
import { labelOf } from '../../editor/label.ts';
import { gitApi, type GitApi, type GitRepository } from '../../editor/context/git.ts';
import { describe, snippetOfLines } from '../../editor/selection.ts';
import { askInPanel, settingsHere, type AskParts } from './askInPanel.ts';
import { chooseChanged } from './chooseChanged.ts';

/** A file in the Source Control view; those of the built-in Git extension say in which group they are (1: staged). */
export interface ChangedFile {
  readonly resourceUri: vscode.Uri;
  readonly resourceGroupType?: number;
}

const lineChange = v.object({
  originalStartLineNumber: v.number(),
  originalEndLineNumber: v.number(),
  modifiedStartLineNumber: v.number(),
  modifiedEndLineNumber: v.number(),
});
const lineChanges = v.array(lineChange);

/** A file of the Source Control view; or a file, all its changes in the quick diff and which of them; or nothing. */
export type ChangeArguments = readonly [file?: ChangedFile | vscode.Uri, changes?: unknown, index?: unknown];

/**
 * Explain My Changes: what the menu was opened on; from the palette the change at the cursor, else all of the file, or of another one
 * that is chosen where this one has no changes.
 */
export async function explainChanges(parts: AskParts, ...[given, changes, index]: ChangeArguments): Promise<void> {
  const all = v.safeParse(lineChanges, changes);
  const change = all.success && typeof index === 'number' ? all.output[index] : undefined;
  if (given instanceof vscode.Uri && change !== undefined) return explainOne(parts, given, change);
  if (given !== undefined && 'resourceUri' in given) {
    return explainFile(parts, given.resourceUri, { isStaged: given.resourceGroupType === 1 });
  }
  const editor = vscode.window.activeTextEditor;
  const git = gitApi();
  const uri = git === undefined ? editor?.document.uri : await chooseChanged(git, editor?.document);
  if (uri === undefined && git !== undefined) return;
  if (uri === undefined || uri === 'none') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No file differs from the last commit in the repositories that VS Code has open.'),
    );
    return;
  }
  const isActive = editor?.document.uri.toString() === uri.toString();
  await explainFile(parts, uri, isActive ? { line: editor.selection.active.line + 1 } : {});
}

/** One change, as the editor shows it: what is not saved yet counts. */
function explainOne(parts: AskParts, uri: vscode.Uri, change: v.InferOutput<typeof lineChange>): Promise<void> {
  return askInPanel(parts, async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    const git = gitApi();
    if (git === undefined || git.getRepository(uri) === null) {
      const last = Math.max(change.modifiedStartLineNumber, change.modifiedEndLineNumber, 1);
      return askAboutLines(parts, document, Math.max(1, change.modifiedStartLineNumber), last);
    }
    const staged = await vscode.workspace.openTextDocument(git.toGitUri(uri, ''));
    return askAboutHunks(parts, document, [hunkOf(linesOf(staged), linesOf(document), change)]);
  });
}

async function explainFile(
  parts: AskParts,
  uri: vscode.Uri,
  { isStaged = false, line }: { readonly isStaged?: boolean; readonly line?: number },
): Promise<void> {
  const git = gitApi();
  const repository = git?.getRepository(uri) ?? undefined;
  const label = unlinked(labelOf(uri));
  if (git === undefined || repository === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is not in a Git repository that VS Code has open. Select lines and explain those.', label),
    );
    return;
  }
  const document = await open(uri);
  if (document !== undefined && !(await isSaved(document, label))) return;
  await askInPanel(parts, () => askAboutFile(parts, { git, repository, uri, document, isStaged, line }));
}

interface ChangedInGit {
  readonly git: GitApi;
  readonly repository: GitRepository;
  readonly uri: vscode.Uri;
  /** None where the file is gone or is no text. */
  readonly document: vscode.TextDocument | undefined;
  readonly isStaged: boolean;
  /** The change at this line is meant, 1-based; left out: all. */
  readonly line: number | undefined;
}

/** The question about a file's changes, or the sentence that says why there is none. @internal */
export async function askAboutFile(
  parts: AskParts,
  { git, repository, uri, document, isStaged, line }: ChangedInGit,
): Promise<AskedQuestion | string> {
  const label = unlinked(labelOf(uri));
  const isBinary = vscode.l10n.t('{0} is not a text file. Changes can be explained only in text.', label);
  if (document === undefined) {
    const isThere = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    const deleted = isThere ? undefined : await open(git.toGitUri(uri, 'HEAD'));
    return deleted === undefined ? isBinary : askAboutHunks(parts, deleted, [deletionOf(linesOf(deleted))]);
  }
  const earlier = earlierName(repository, uri);
  const original = earlier && (await open(git.toGitUri(earlier, 'HEAD')));
  if (earlier && original?.getText() === document.getText()) {
    return vscode.l10n.t('{0} was only renamed: as {1} it had the same text.', label, unlinked(labelOf(earlier)));
  }
  const diff = await diffOf(repository, uri, isStaged);
  if (/^Binary files .* differ$/m.test(diff)) return isBinary;
  const hunks = hunksOf(diff);
  const here = line === undefined ? undefined : hunkAt(hunks, line);
  if (hunks.length > 0) return askAboutHunks(parts, document, here === undefined ? hunks : [here]);
  const isNew = await repository.show('HEAD', uri.fsPath).then(
    () => false,
    () => true,
  );
  if (isNew) return askAboutLines(parts, document);
  return vscode.l10n.t('{0} has no changes since the last commit. Change it, or choose another file.', label);
}

/** What a renamed file was called in the last commit. */
function earlierName({ state }: GitRepository, uri: vscode.Uri): vscode.Uri | undefined {
  const changes = [...state.indexChanges, ...state.workingTreeChanges];
  const renamed = changes.find(({ renameUri }) => renameUri?.toString() === uri.toString());
  return renamed && renamed.originalUri.toString() !== uri.toString() ? renamed.originalUri : undefined;
}

function diffOf(repository: GitRepository, { fsPath }: vscode.Uri, isStaged: boolean): Promise<string> {
  // A repository without a commit has nothing to compare with.
  return (isStaged ? repository.diffIndexWithHEAD(fsPath) : repository.diffWith('HEAD', fsPath)).catch(() => '');
}

/** Git compares what is on disk: asks to save what is not. */
async function isSaved(document: vscode.TextDocument, label: string): Promise<boolean> {
  if (!document.isDirty) return true;
  const save = vscode.l10n.t('Save and Explain');
  const said = vscode.l10n.t('{0} is not saved, and Git compares what is on disk.', label);
  return (await vscode.window.showInformationMessage(said, save)) === save && (await document.save());
}

async function askAboutHunks(
  parts: AskParts,
  document: vscode.TextDocument,
  hunks: readonly SnippetPart[],
): Promise<AskedQuestion | string> {
  const [first, ...more] = hunks;
  if (first === undefined) return vscode.l10n.t('This change no longer exists.');
  const snippet = { ...describe(document), parts: [first, ...more] as const };
  let lastSentLine = first.firstLine;
  const words = (sent: Snippet) => {
    // Lines that were taken away are no lines of the file.
    const last = sent.parts.at(-1) ?? first;
    lastSentLine = last.firstLine + Math.max(1, newLines(last.code).length) - 1;
    return changeQuestion(sent);
  };
  const question = await askAbout(
    parts.engine,
    snippet,
    settingsHere(parts),
    words,
    () => contextOf(document, snippet.parts),
    vscode.l10n.t('Changes'),
  );
  return { ...question, ...(question.source && { source: { ...question.source, lastSentLine } }) };
}

function contextOf(document: vscode.TextDocument, [first, ...more]: SnippetParts): ReturnType<typeof gatherContext> {
  const after = (part: SnippetPart) => ({ ...part, code: newLines(part.code).join('\n') });
  return gatherContext(document, [after(first), ...more.map(after)]);
}

/** Lines without what they were before; all of the document when none are given. */
async function askAboutLines(
  parts: AskParts,
  document: vscode.TextDocument,
  firstLine = 1,
  lastLine = document.lineCount,
): Promise<AskedQuestion | string> {
  const snippet = snippetOfLines(document, firstLine, lastLine);
  if (snippet === undefined) return vscode.l10n.t('Only white space is left after this change.');
  return askAbout(parts.engine, snippet, settingsHere(parts), explainQuestion, () =>
    gatherContext(document, snippet.parts),
  );
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
