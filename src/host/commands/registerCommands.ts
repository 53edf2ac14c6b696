import * as vscode from 'vscode';
import type { PanelAction } from '../../protocol/panel.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ChatView } from '../chat/chatView.ts';
import type { Backends } from '../engine/backends.ts';
import type { Engine } from '../engine/engine.ts';
import type { LogTail } from '../engine/logTail.ts';
import { COMMANDS } from '../platform/names.ts';
import { writeModelPath, writeSetting } from '../platform/settings.ts';
import { askFromPalette } from './askCommand.ts';
import { chooseModel } from './chooseModel.ts';
import { diagnose } from './diagnose.ts';
import { explainSelection } from './explainCommand.ts';
import { loadAnyway, useSmallerContext } from './loadActions.ts';

export interface CommandParts {
  readonly engine: Engine;
  readonly session: ChatSession;
  readonly view: ChatView;
  readonly log: vscode.LogOutputChannel;
  readonly backends: Backends;
  /** The last lines of the engine. */
  readonly logTail: LogTail;
  readonly demoModelPath: string;
  readonly extension: vscode.Extension<unknown>;
}

export function registerCommands(parts: CommandParts): vscode.Disposable[] {
  const { session, view, log } = parts;
  const commands: Record<keyof typeof COMMANDS, () => unknown> = {
    ask: () => askFromPalette(session, view),
    explainStepByStep: () => explainSelection(parts),
    newChat: () => newChat(parts),
    stop: () => session.stop(),
    chooseModel,
    showLog: () => log.show(),
    restartEngine: () => restartEngine(parts),
    diagnose: () => diagnose(parts),
  };
  return Object.entries(commands).map(([key, run]) =>
    vscode.commands.registerCommand(COMMANDS[key as keyof typeof COMMANDS], run),
  );
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
      await chooseModel();
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

async function newChat({ session, view }: CommandParts): Promise<void> {
  await view.reveal();
  await session.newChat();
  view.notify({ type: 'focusComposer' });
}

async function restartEngine({ session, engine, view }: CommandParts): Promise<void> {
  await session.stop();
  await engine.startOver();
  await view.reveal();
  // A failure shows in the panel by the engine's state.
  await engine.start().catch(() => undefined);
}
