import * as vscode from 'vscode';
import type { PanelAction } from '../../protocol/failureView.ts';
import type { ChatView } from '../chat/chatView.ts';
import { COMMANDS, TITLE_COMMANDS, titleCommand } from '../platform/names.ts';
import { writeModelPath, writeSetting } from '../platform/settings.ts';
import type { CommandParts } from './commandParts.ts';
import { askFromPalette } from './askCommand.ts';
import { addFile, addSelection } from './attachCommands.ts';
import { chooseModel } from './chooseModel.ts';
import { currentChat } from './currentChat.ts';
import { deleteForGood, restoreChats } from './deletedChats.ts';
import { diagnose } from './diagnose.ts';
import { resumeDownload } from './downloadModel.ts';
import { clearDownloadToken, setDownloadToken } from './downloadToken.ts';
import { exportChat, importChat } from './exportChat.ts';
import { gateCommands } from './gateCommands.ts';
import { getModel } from './getModel.ts';
import { getStarted } from './getStarted.ts';
import { showHistory } from './historyPick.ts';
import { commentExplanation, saveExplanation } from './keepExplanation.ts';
import { loadAnyway, useSmallerContext } from './loadActions.ts';
import { manageModels } from './manageModels.ts';
import { deleteAllChats, showChats } from './panelChats.ts';

/** What each command does, by its id (`COMMAND_IDS`). */
export function commandTable(parts: CommandParts): ReadonlyMap<string, (...args: never[]) => unknown> {
  const { history, models, session, view, walk, log, gates, proposals } = parts;
  const commands: Record<keyof typeof COMMANDS, (...args: never[]) => unknown> = {
    ...gateCommands(parts, gates),
    ask: () => askFromPalette(session, view),
    addSelection: () => addSelection(parts),
    addFile: (uri?: unknown, all?: unknown) => addFile(parts, uri, all),
    newChat: () => newChat(parts),
    newPrivateChat: () => newChat(parts, 'private'),
    openChatInEditor: () => view.openInEditor(),
    openChatInNewWindow: () => view.openInNewWindow(),
    showChats: () => showChats(parts),
    showHistory: () => showHistory(parts),
    renameChat: () => currentChat(parts, 'rename'),
    deleteChat: () => currentChat(parts, 'delete'),
    deleteAllChats: () => deleteAllChats(parts),
    deleteForGood: () => deleteForGood(parts),
    restoreChats: () => restoreChats(parts),
    exportChat: () => exportChat(history, session),
    importChat: () => importChat(parts),
    saveExplanation: (id?: unknown) => saveExplanation(session, id),
    commentExplanation: (id?: unknown) => commentExplanation(session, proposals, id),
    stop: () => session.stop(),
    chooseModel: () => chooseModel(models.store()),
    getModel: () => getModel(models),
    manageModels: () => manageModels(models),
    pauseDownload: () => models.downloads.pause(),
    resumeDownload: () => resumeDownload(models),
    setDownloadToken: () => setDownloadToken(models.tokens),
    clearDownloadToken: () => clearDownloadToken(models.tokens),
    getStarted,
    showLog: () => log.show(),
    restartEngine: () => restartEngine(parts),
    unload: () => unload(parts),
    focusInput: () => focusPanel(view, 'focusComposer'),
    focusLastAnswer: () => focusPanel(view, 'focusLastAnswer'),
    acceptChange: () => proposals.accept(),
    discardChange: () => proposals.discard(),
    nextStep: () => walk.move(1),
    previousStep: () => walk.move(-1),
    diagnose: () => diagnose(parts),
  };
  const inTitle = (place: keyof typeof TITLE_COMMANDS) =>
    TITLE_COMMANDS[place].map((key) => {
      const run = () => {
        view.enter(place);
        return commands[key]();
      };
      return [titleCommand(place, key), run] as const;
    });
  return new Map([
    ...Object.entries(commands).map(([key, run]) => [COMMANDS[key as keyof typeof COMMANDS], run] as const),
    ...inTitle('sideBar'),
    ...inTitle('editor'),
  ]);
}

/** What a button below a failure does. */
export async function runAction(action: PanelAction, parts: CommandParts): Promise<void> {
  switch (action) {
    case 'retry': {
      const last = parts.session.transcript.turns.at(-1);
      if (last?.role === 'assistant') parts.session.retry(last.id);
      break;
    }
    case 'chooseModel':
      await chooseModel(parts.models.store());
      break;
    case 'getModel':
      await getModel(parts.models);
      break;
    case 'pauseDownload':
      await parts.models.downloads.pause();
      break;
    case 'resumeDownload':
      await resumeDownload(parts.models, parts.models.downloads.state?.id);
      break;
    case 'manageModels':
      await manageModels(parts.models);
      break;
    case 'useDemoModel':
      await writeModelPath('');
      break;
    case 'showLog':
      parts.log.show();
      break;
    case 'openSettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'cerebrum.');
      break;
    case 'newChat':
      await newChat(parts);
      break;
    case 'restartEngine':
      await restartEngine(parts);
      break;
    case 'useCpu':
      await writeSetting('gpu', 'cpu');
      break;
    case 'loadAnyway':
      await loadAnyway(parts);
      break;
    case 'smallerContext':
      await useSmallerContext(parts);
      break;
    case 'diagnose':
      await diagnose(parts);
      break;
  }
}

async function newChat({ session, view }: CommandParts, kind: 'kept' | 'private' = 'kept'): Promise<void> {
  await view.reveal();
  await (kind === 'private' ? session.newPrivateChat() : session.newChat());
  view.notify({ type: 'focusComposer' });
}

async function focusPanel(view: ChatView, type: 'focusComposer' | 'focusLastAnswer'): Promise<void> {
  await view.reveal();
  view.notify({ type });
}

/** The words of a running answer stay. */
async function unload({ session, engine }: CommandParts): Promise<void> {
  await session.stop();
  await engine.stop();
}

async function restartEngine({ session, engine, view }: CommandParts): Promise<void> {
  await session.stopAll();
  await engine.startOver();
  await view.reveal();
  // A failure shows in the panel by the engine's state.
  await engine.start().catch(() => undefined);
}
