import { unlinked } from '../../platform/texts/unlinked.ts';
import * as vscode from 'vscode';
import { FailureError, toFailure } from '../../../protocol/failures.ts';
import { MOST_IMPORTED_BYTES, toJson } from '../../history/exchange/chatFile.ts';
import { toMarkdown } from '../../history/exchange/chatMarkdown.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { History } from '../../history/history.ts';
import type { Prompt } from '../../history/store/storedPrompts.ts';
import type { Transcript } from '../../sessions/transcript.ts';
import { TurnTree } from '../../history/turnTree.ts';
import { showFailure } from '../../platform/failureView.ts';
import type { CommandParts } from '../commandParts.ts';

/** Export Chat…: the chat on screen as Markdown, or with all its versions as JSON. */
export const exportChat = (history: History, { current: { transcript } }: OpenChats): Promise<void> =>
  exportTranscript(history, transcript);

/** Exports a chat of the history. @throws FailureError `history-unreadable` */
export async function exportStored(history: History, openChats: OpenChats, id: string): Promise<void> {
  if (openChats.current.transcript.id === id) return exportChat(history, openChats);
  const stored = history.use('read', (store) => store.read(id));
  if (stored === undefined) return;
  const { path } = new TurnTree(stored.turns, stored.leaf);
  const turns = stored.turns.map((turn) => ({ ...turn, conversation: id }));
  await exportTranscript(history, {
    title: stored.title,
    turns: path,
    head: stored,
    changes: { heads: [stored], turns },
  });
}

async function exportTranscript(
  history: History,
  transcript: Pick<Transcript, 'title' | 'turns' | 'head' | 'changes'>,
): Promise<void> {
  if (transcript.turns.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to export yet: this chat is empty.'));
    return;
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${fileName(transcript.title)}.md`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Chat'),
    saveLabel: vscode.l10n.t('Export'),
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [vscode.l10n.t('Markdown, as shown')]: ['md'], [vscode.l10n.t('JSON, with all versions')]: ['json'] },
  });
  if (target === undefined) return;
  const isJson = target.path.toLowerCase().endsWith('.json');
  const text = isJson
    ? toJson({ ...transcript.head, turns: transcript.changes.turns }, promptsOf(history, transcript.head.id))
    : toMarkdown(transcript.title, transcript.turns, vscode.l10n.t);
  await writeExport(
    target,
    text,
    vscode.l10n.t('The chat was exported to {0}.', vscode.workspace.asRelativePath(target)),
  );
}

/** Writes a file that the user chose, says so with the sentence `said`, and offers to open it. */
export async function writeExport(target: vscode.Uri, text: string, said: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await showFailure({ name: 'export-unwritable', path: target.fsPath, reason });
    return;
  }
  const open = vscode.l10n.t('Open File');
  if ((await vscode.window.showInformationMessage(unlinked(said), open)) === open) {
    await vscode.commands.executeCommand('vscode.open', target);
  }
}

/** Without them the rest is still worth a file. */
function promptsOf(history: History, conversation: string): ReadonlyMap<string, Prompt> {
  try {
    return history.use('read', (store) => store.prompts(conversation));
  } catch {
    return new Map();
  }
}

/** Import Chat…: reads a chat that was exported as JSON, as a new one, and shows it. */
export async function importChat({ reader, openChats, view }: CommandParts): Promise<void> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Chat'),
    openLabel: vscode.l10n.t('Import'),
    filters: { [vscode.l10n.t('Exported chats')]: ['json'] },
  });
  const file = files?.[0];
  if (file === undefined) return;
  try {
    const id = await reader.import(await readImported(file), file.fsPath);
    await view.reveal();
    await openChats.open(id);
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

/** @throws FailureError `import-unreadable`, `import-too-large` */
async function readImported(file: vscode.Uri): Promise<Uint8Array<ArrayBuffer>> {
  const path = file.fsPath;
  try {
    const { size: found } = await vscode.workspace.fs.stat(file);
    if (found > MOST_IMPORTED_BYTES) {
      throw new FailureError({ name: 'import-too-large', path, unit: 'bytes', found, limit: MOST_IMPORTED_BYTES });
    }
    // A copy of its own, which can be given to another thread.
    return new Uint8Array(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof FailureError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailureError({ name: 'import-unreadable', path, reason });
  }
}

/** A title as every file system takes it. */
function fileName(title: string): string {
  const name = title
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
    .replace(/[. ]+$/, '');
  return name === '' ? 'chat' : name;
}
