import * as vscode from 'vscode';
import type { PanelAction } from '../../protocol/panel.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ChatView } from '../chat/chatView.ts';
import type { Replacements } from '../editor/replacements.ts';
import type { Engine } from '../engine/engine.ts';
import { COMMANDS } from '../platform/names.ts';
import { writeModelPath } from '../platform/settings.ts';
import { askFromPalette } from './askCommand.ts';
import { chooseModel } from './chooseModel.ts';
import { explainSelection } from './explainCommand.ts';

export interface CommandParts {
  readonly engine: Engine;
  readonly session: ChatSession;
  readonly view: ChatView;
  readonly log: vscode.LogOutputChannel;
  readonly replacements: Replacements;
}

export function registerCommands(parts: CommandParts): vscode.Disposable[] {
  const { session, view, log, replacements } = parts;
  const commands: Record<keyof typeof COMMANDS, () => unknown> = {
    ask: () => askFromPalette(session, view),
    explainStepByStep: () => explainSelection(parts),
    newChat: () => newChat(parts),
    stop: () => session.stop(),
    chooseModel,
    showLog: () => log.show(),
    restartEngine: () => restartEngine(parts),
    focusInput: () => focusPanel(view, 'focusComposer'),
    focusLastAnswer: () => focusPanel(view, 'focusLastAnswer'),
    acceptReplacement: () => replacements.accept(),
    discardReplacement: () => replacements.discard(),
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
  }
}

async function newChat({ session, view }: CommandParts): Promise<void> {
  await view.reveal();
  await session.newChat();
  view.notify({ type: 'focusComposer' });
}

async function focusPanel(view: ChatView, type: 'focusComposer' | 'focusLastAnswer'): Promise<void> {
  await view.reveal();
  view.notify({ type });
}

async function restartEngine({ session, engine, view }: CommandParts): Promise<void> {
  await session.stop();
  await engine.stop();
  await view.reveal();
  // A failure shows in the panel by the engine's state.
  await engine.start().catch(() => undefined);
}
