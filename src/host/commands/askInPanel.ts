import * as vscode from 'vscode';
import { toFailure } from '../../protocol/failures.ts';
import type { ActiveSession } from '../chat/activeSession.ts';
import type { AskedQuestion } from '../chat/chatSession.ts';
import type { ChatView } from '../chat/chatView.ts';
import type { Engine } from '../engine/engine.ts';
import { failureView } from '../platform/failureView.ts';
import { unlinked } from '../platform/unlinked.ts';

/** What a gate needs to ask: where answers come from, who asks, and where they appear. */
export interface GateParts {
  readonly engine: Engine;
  readonly session: ActiveSession;
  readonly view: ChatView;
}

/**
 * Brings the panel to the front and asks the question that `prepare` makes. The panel comes first: it shows how far the
 * engine is while a large selection waits to be counted. A sentence instead of a question is shown as a message.
 */
export async function askInPanel(
  { session, view }: GateParts,
  prepare: () => Promise<AskedQuestion | string>,
): Promise<void> {
  await view.reveal();
  try {
    const question = await prepare();
    if (typeof question === 'string') void vscode.window.showInformationMessage(unlinked(question));
    else session.ask(question);
  } catch (error) {
    view.notify({ type: 'notice', failure: failureView(toFailure(error)) });
  }
}
