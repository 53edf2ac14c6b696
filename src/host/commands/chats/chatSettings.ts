import * as vscode from 'vscode';
import { hasOwnSettings, type ChatSettings } from '../../../protocol/chatSettings.ts';
import { toFailure } from '../../../protocol/failures.ts';
import { showFailure } from '../../platform/failureView.ts';
import { offerUndo } from '../../platform/offerUndo.ts';
import type { ChatSession } from '../../sessions/chatSession.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { CommandParts } from '../commandParts.ts';

/** Chat Settings…: the form in the panel. */
export async function showChatSettings({ view }: Pick<CommandParts, 'view'>): Promise<void> {
  await view.reveal();
  view.notify({ type: 'showChatSettings' });
}

/** Gives a chat settings of its own, and offers to undo it where that takes away all it had. */
export async function setChatSettings(
  openChats: OpenChats,
  session: ChatSession,
  settings: ChatSettings,
): Promise<void> {
  const { id, settings: before } = session.transcript;
  try {
    session.setSettings(settings);
  } catch (error) {
    await showFailure(toFailure(error));
    return;
  }
  if (hasOwnSettings(settings) || !hasOwnSettings(before)) return;
  await offerUndo(vscode.l10n.t('The chat settings were reset.'), () => {
    // Meanwhile the same chat may have been closed and opened anew.
    const now = openChats.placeOf(id)?.session ?? session;
    return setChatSettings(openChats, now, before);
  });
}
