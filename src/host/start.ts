/** Builds the host's parts in order, each from those before it. */
import * as vscode from 'vscode';
import { buildBase, type FromTheStart } from './build/base.ts';
import { buildChats } from './build/buildChats.ts';
import { buildCommands } from './build/buildCommands.ts';
import { buildEngine } from './build/buildEngine.ts';
import { buildModels } from './build/buildModels.ts';
import { buildPanel } from './build/buildPanel.ts';
import { openLink } from './commands/chats/openLink.ts';
import { problemActions } from './commands/questions/problemCommands.ts';
import { bringBackDiagram } from './editor/diagram.ts';
import type { ChatView } from './panel/chatView.ts';
import { withTimeout } from './platform/withTimeout.ts';
import { writeNumbersIn } from './platform/texts/numbers.ts';
import { readSettings } from './platform/settings.ts';

/** VS Code waits a few seconds for a window that closes; what a download waits for may take longer. */
const CLOSE_MS = 2500;

/** What VS Code's calls lead to. */
export interface Host {
  readonly view: ChatView;
  readonly problemActions: typeof problemActions;
  /** Fills an editor with its diagram after a reload; `state` is what its page kept. */
  bringBackDiagram(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  /** Runs a command of `COMMAND_IDS`. */
  run(id: string, args: readonly unknown[]): unknown;
  openLink(path: string): Promise<void>;
  /** Saves what is on screen and ends all processes. */
  shutDown(): Promise<void>;
}

/** To be called once. */
export function start(context: vscode.ExtensionContext, fromTheStart: FromTheStart): Host {
  writeNumbersIn(vscode.env.language);
  const base = buildBase(context, fromTheStart);
  const engineParts = buildEngine(base);
  const { engine } = engineParts;
  const models = buildModels(base, engineParts);
  const chats = buildChats(base, engine);
  const panel = buildPanel(base, engineParts, chats, models.downloads);
  const commands = buildCommands(base, engineParts, models, chats, panel);
  // A failure shows in the panel by the engine's state.
  // A server is asked only when something is asked.
  if (readSettings().preload && engine.capabilities.where === 'local') engine.start().catch(() => undefined);
  return {
    ...{ view: panel.view, problemActions },
    bringBackDiagram: (diagram, state) => bringBackDiagram(diagram, state, panel.view.dist),
    run: (id, args) => commands.get(id)?.(...(args as never[])),
    openLink: (path) => openLink(chats.openChats, panel.view, path),
    shutDown: async () => {
      // What is on screen goes to disk first: the window may be gone before the process has ended.
      chats.history.close();
      await withTimeout(Promise.all([engine.stop(), models.downloads.pause()]), CLOSE_MS);
    },
  };
}
