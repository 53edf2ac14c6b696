import * as vscode from 'vscode';
import type { Engine } from '../engine/engine.ts';
import { History } from '../history/history.ts';
import { HistoryReader } from '../history/reader/historyReader.ts';
import { modelRun } from '../models/modelRun.ts';
import { failureView } from '../platform/failureView.ts';
import { CONTEXT } from '../platform/names.ts';
import { answerSettings } from '../models/answerSettings.ts';
import { readSettings } from '../platform/settings.ts';
import { OpenChats } from '../sessions/openChats.ts';
import type { Base } from './base.ts';

export interface ChatParts {
  readonly history: History;
  readonly reader: HistoryReader;
  readonly openChats: OpenChats;
}

/** The chats on disk and those on screen. */
export function buildChats({ context, dist, storage, log, failures, demoModelPath }: Base, engine: Engine): ChatParts {
  const database = storage('conversations.db');
  const history = new History(database, context.workspaceState, (failure) => {
    log.error(JSON.stringify(failure));
    failures.add(failure);
  });
  const reader = new HistoryReader(dist('historyReader.cjs'), database, history);
  reader.keepUp();
  const openChats = new OpenChats({
    engine,
    history,
    settings: answerSettings,
    triesAgain: () => {
      const { moreTries } = readSettings();
      const isDemo = engine.state.state === 'ready' && engine.state.info.local?.path === demoModelPath;
      return moreTries === 'always' || (moreTries === 'demoModel' && isDemo);
    },
    keepsHistory: () => readSettings().history === 'on',
    failureView,
    runOf: modelRun,
  });
  openChats.on('generating', () => {
    void vscode.commands.executeCommand('setContext', CONTEXT.generating, openChats.isGenerating);
  });
  context.subscriptions.push(
    reader,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('cerebrum.history')) openChats.historyChanged();
    }),
  );
  return { history, reader, openChats };
}
