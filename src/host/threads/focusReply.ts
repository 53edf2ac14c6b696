import * as vscode from 'vscode';
import { THREADS } from '../platform/names.ts';

/** Milliseconds after which a reply box that has not come up is no longer waited for. */
const COMES_MS = 3_000;

/** Resolves when VS Code has made the next reply box of ours: it holds a document. Whether it came up. */
export function nextReplyBox(): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isThere: boolean) => {
      listener.dispose();
      clearTimeout(timer);
      resolve(isThere);
    };
    const listener = vscode.workspace.onDidOpenTextDocument(({ uri }) => {
      if (uri.scheme === 'comment' && uri.authority === THREADS.controller) end(true);
    });
    const timer = setTimeout(() => end(false), COMES_MS);
  });
}

/**
 * Puts the cursor into the reply box of the thread on the cursor's line. VS Code has no call for that, and what is typed must not go
 * into the code: its commands go to the thread, and from there to the box.
 */
export async function focusReply(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.focusCommentOnCurrentLine');
  await vscode.commands.executeCommand('widgetNavigation.focusNext');
}
