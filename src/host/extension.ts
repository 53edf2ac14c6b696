/** `activate` is the table of contents of the host: it builds the parts in order, each from those above it. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ChatSession } from './chat/chatSession.ts';
import { ChatView } from './chat/chatView.ts';
import { History } from './chat/history.ts';
import { createStatusBar } from './chat/statusBar.ts';
import { registerCommands, runAction } from './commands/registerCommands.ts';
import { Replacements } from './editor/replacements.ts';
import { Engine } from './engine/engine.ts';
import { followSettings } from './commands/followSettings.ts';
import { DEMO_MODEL_FILE, loadParams, modelView } from './models/activeModel.ts';
import { inspectGguf } from './models/ggufFile.ts';
import { failureView } from './platform/failureView.ts';
import { CONTEXT } from './platform/names.ts';
import { readSettings } from './platform/settings.ts';

let shutDown: () => Promise<void> = () => Promise.resolve();

export function activate(context: vscode.ExtensionContext): void {
  const owned = context.subscriptions;
  const log = vscode.window.createOutputChannel('Cerebrum', { log: true });
  owned.push(log);

  const demoModelPath = context.asAbsolutePath(DEMO_MODEL_FILE);
  const params = () => loadParams(readSettings(), demoModelPath);
  const entry = join(context.extensionPath, 'dist', 'inference.mjs');
  const engine = new Engine({ entry, inspect: inspectGguf, log: (line) => log.info(line) }, params());

  const database = join(context.globalStorageUri.fsPath, 'conversations.db');
  const history = new History(database, context.workspaceState, (failure) => {
    log.error(JSON.stringify(failure));
    view.notify({ type: 'notice', failure: failureView(failure) });
  });
  const session = new ChatSession(engine, history, readSettings, failureView);
  session.on('generating', (value) => void vscode.commands.executeCommand('setContext', CONTEXT.generating, value));
  owned.push(createStatusBar(engine, session));

  const replacements = new Replacements();
  owned.push(replacements);

  const view: ChatView = new ChatView({
    session,
    engine,
    extensionUri: context.extensionUri,
    replacements,
    model: () => modelView(params(), demoModelPath),
    run: (action) => void runAction(action, { engine, session, view, log, replacements }),
  });
  owned.push(view);

  const queued = history.takeQueued();
  if (queued !== undefined) view.notify({ type: 'refused', text: queued });

  owned.push(...registerCommands({ engine, session, view, log, replacements }));
  owned.push(followSettings({ engine, session, view, params }));

  shutDown = async () => {
    // What is on screen goes to disk first: the window may be gone before the process has ended.
    history.close();
    await engine.stop();
  };
}

export function deactivate(): Promise<void> {
  return shutDown();
}
