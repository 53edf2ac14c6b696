import * as vscode from 'vscode';
import { textEditor } from '../../editor/documents.ts';
import type { ChatView } from '../../panel/chatView.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { Threads } from '../../threads/threads.ts';
import { showInChat } from '../chats/openLink.ts';

interface Parts {
  readonly openChats: OpenChats;
  readonly view: ChatView;
  readonly threads: Threads;
}

/** What VS Code gives the button below the reply box of a thread. */
type Reply = Partial<vscode.CommentReply>;

/** Commands of comment threads in the editor. */
export function threadCommands({ openChats, view, threads }: Parts) {
  const { asked, steps } = threads;
  return {
    askHere: () => askHere(threads),
    threadAsk: ({ thread, text = '' }: Reply = {}) => asked.of(thread)?.ask(text),
    threadStop: (thread?: unknown) => asked.of(thread)?.stop(),
    threadRetry: (thread?: unknown) => asked.of(thread)?.retry(),
    threadOpenInChat: async (thread?: unknown) => {
      const at = asked.of(thread)?.inChat;
      if (at !== undefined) await showInChat(openChats, view, at);
    },
    threadClose: (thread?: unknown) => asked.close(thread),
    showStepsAsComments: () => steps.show(),
    hideStepsAsComments: () => steps.hide(),
  };
}

/** Ask at the Cursor: opens a thread below the selection, or below the cursor. */
async function askHere(threads: Threads): Promise<void> {
  const editor = textEditor();
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No text editor is open. Open a file and select some code.'),
    );
    return;
  }
  // The thread gets the focus only in the editor that has it, which a chat may have.
  if (editor !== vscode.window.activeTextEditor) {
    const { document, viewColumn, selection } = editor;
    await vscode.window.showTextDocument(document, { selection, ...(viewColumn !== undefined && { viewColumn }) });
  }
  await threads.askAt(editor);
}
