import { unlinked } from '../../platform/texts/unlinked.ts';
import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { AskedQuestion } from '../../questions/askedQuestion.ts';
import type { ChatView } from '../../panel/chatView.ts';
import type { Engine } from '../../engine/engine.ts';
import { failureView } from '../../platform/failureView.ts';
import { answerSettings } from '../../models/answerSettings.ts';
import type { Settings } from '../../platform/settings.ts';

/** What a command needs to ask: where answers come from, the chats, and where answers appear. */
export interface AskParts {
  readonly engine: Engine;
  readonly openChats: OpenChats;
  readonly view: ChatView;
}

/** The settings as they count in the chat that the user was in last. */
export const settingsHere = ({ openChats }: Pick<AskParts, 'openChats'>): Settings =>
  openChats.current.withOwn(answerSettings());

/**
 * Brings the panel to the front and asks the question that `prepare` makes. The panel comes first: it shows how far the
 * engine is while a large selection waits to be counted. A sentence instead of a question is shown as a message.
 */
export async function askInPanel(
  { openChats, view }: AskParts,
  prepare: () => Promise<AskedQuestion | string>,
): Promise<void> {
  await view.reveal();
  try {
    const question = await prepare();
    if (typeof question === 'string') void vscode.window.showInformationMessage(unlinked(question));
    else await openChats.ask(question);
  } catch (error) {
    view.notify({ type: 'notice', failure: failureView(toFailure(error)) });
  }
}
