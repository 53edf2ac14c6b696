import * as vscode from 'vscode';
import type { PanelAction } from '../../protocol/failureView.ts';
import { COMMANDS, MENU_COMMANDS, menuCommand, TITLE_COMMANDS, titleCommand, WALKTHROUGH } from '../platform/names.ts';
import { writeModelPath, writeSetting } from '../platform/settings.ts';
import type { CommandParts } from './commandParts.ts';
import { askFromPalette } from './questions/askCommand.ts';
import { addFile, addSelection } from './questions/attachCommands.ts';
import { answerHere } from './models/answerHere.ts';
import { connectServer } from './models/connectServer.ts';
import { chooseModel } from './models/chooseModel.ts';
import { showChatSettings } from './chats/chatSettings.ts';
import { currentChat } from './chats/currentChat.ts';
import { deleteForGood, restoreChats } from './chats/deletedChats.ts';
import { diagnose } from './models/diagnose.ts';
import { resumeDownload } from './models/downloadModel.ts';
import { clearDownloadToken, setDownloadToken } from './models/downloadToken.ts';
import { compareModels } from './models/evaluation/compareModels.ts';
import { evaluateModel } from './models/evaluation/evaluateModel.ts';
import { exportChat, importChat } from './chats/exportChat.ts';
import { questionCommands } from './questions/questionCommands.ts';
import { threadCommands } from './questions/threadCommands.ts';
import { getModel } from './models/getModel.ts';
import { showHistory } from './chats/historyPick.ts';
import { commentExplanation, saveExplanation, saveTour } from './chats/keepExplanation.ts';
import { loadAnyway, useSmallerContext } from './models/loadActions.ts';
import { manageModels } from './models/manageModels.ts';
import { deleteAllChats, showChats } from './chats/panelChats.ts';
import { replayReceipt, saveReceipt } from './chats/receipts.ts';
import { stopAnswers } from './stopAnswers.ts';

/** What each command does, by its id (`COMMAND_IDS`). */
export function commandTable(parts: CommandParts): ReadonlyMap<string, (...args: never[]) => unknown> {
  const { history, models, openChats, view, walk, log, questions, proposals } = parts;
  const commands: Record<keyof typeof COMMANDS, (...args: never[]) => unknown> = {
    ...questionCommands(parts, questions),
    ...threadCommands(parts),
    ask: () => askFromPalette(openChats, view),
    askWithVote: () => askFromPalette(openChats, view, true),
    addSelection: () => addSelection(parts),
    addFile: (uri?: unknown, all?: unknown) => addFile(parts, uri, all),
    newChat: () => newChat(parts),
    newPrivateChat: () => newChat(parts, 'private'),
    chatSettings: () => showChatSettings(parts),
    openChatInEditor: () => view.openInEditor(),
    openChatInNewWindow: () => view.openInNewWindow(),
    showChats: () => showChats(parts),
    showHistory: () => showHistory(parts),
    renameChat: () => currentChat(parts, 'rename'),
    deleteChat: () => currentChat(parts, 'delete'),
    deleteAllChats: () => deleteAllChats(parts),
    deleteForGood: () => deleteForGood(parts),
    restoreChats: () => restoreChats(parts),
    exportChat: () => exportChat(history, openChats),
    importChat: () => importChat(parts),
    saveReceipt: (id?: unknown) => saveReceipt(parts, id),
    replayReceipt: () => replayReceipt(parts),
    saveExplanation: (id?: unknown) => saveExplanation(openChats, parts.explanations, id),
    saveTour: (id?: unknown) => saveTour(openChats, parts.explanations, id),
    commentExplanation: (id?: unknown) => commentExplanation(openChats, proposals, id),
    stop: () => openChats.stop(),
    chooseModel: () => chooseModel(models.store(), parts.servers),
    connectServer: () => connectServer(parts.servers),
    answerHere: () => answerHere(parts),
    getModel: () => getModel(models),
    manageModels: () => manageModels(models),
    evaluateModel: () => evaluateModel(parts),
    compareModels: () => compareModels(parts),
    pauseDownload: () => models.downloads.pause(),
    resumeDownload: () => resumeDownload(models),
    setDownloadToken: () => setDownloadToken(models.tokens),
    clearDownloadToken: () => clearDownloadToken(models.tokens),
    getStarted: () => vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false),
    showLog: () => log.show(),
    restartEngine: () => restartEngine(parts),
    unload: () => unload(parts),
    focusInput: () => view.focus('focusComposer'),
    focusLastAnswer: () => view.focus('focusLastAnswer'),
    acceptChange: () => proposals.accept(),
    discardChange: () => proposals.discard(),
    nextStep: () => walk.move(1),
    previousStep: () => walk.move(-1),
    hideSteps: () => walk.hide(),
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
    ...MENU_COMMANDS.map((key) => [menuCommand(key), commands[key]] as const),
  ]);
}

/** What a button below a failure does. */
export async function runAction(action: PanelAction, parts: CommandParts): Promise<void> {
  switch (action) {
    case 'retry': {
      const last = parts.openChats.current.transcript.turns.at(-1);
      if (last?.role === 'assistant') parts.openChats.current.retry(last.id);
      break;
    }
    case 'chooseModel':
      await chooseModel(parts.models.store(), parts.servers);
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
    case 'connectServer':
      await connectServer(parts.servers);
      break;
    case 'answerHere':
      await answerHere(parts);
      break;
  }
}

async function newChat({ openChats, view }: CommandParts, kind: 'kept' | 'private' = 'kept'): Promise<void> {
  await view.focus('focusComposer', () => (kind === 'private' ? openChats.newPrivateChat() : openChats.newChat()));
}

/** The text of running answers stays. */
async function unload({ openChats, engine }: CommandParts): Promise<void> {
  await stopAnswers(openChats, () => engine.stop());
}

async function restartEngine({ openChats, engine, view }: CommandParts): Promise<void> {
  const isServer = engine.capabilities.where === 'remote';
  await stopAnswers(openChats, () => (isServer ? engine.stop() : engine.local.startOver()));
  await view.reveal();
  // A failure shows in the panel by the engine's state.
  await engine.start().catch(() => undefined);
}
