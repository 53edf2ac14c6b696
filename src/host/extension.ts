/**
 * Entry point: registers everything that VS Code calls, and nothing more. The rest (`start.ts`, a bundle of its own) is loaded
 * by the first call that needs it, so a window in which nobody asks anything loads this file alone.
 */
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Kept } from './panel/chatEditors.ts';
import { createModelStatus } from './status/modelStatus.ts';
import { FunctionLens } from './commands/questions/functionLens.ts';
import { TerminalCommands } from './editor/terminal/terminalCommands.ts';
import { DEMO_MODEL_FILE, loadParams } from './models/activeModel.ts';
import { DOWNLOADS_FILE, hasUnfinished } from './models/download/unfinished.ts';
import { COMMAND_IDS, EDITOR, SCHEMES, VIEW } from './platform/names.ts';
import { onSettingsChange, readSettings } from './platform/settings.ts';
import type * as rest from './start.ts';

let host: rest.Host | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const modelPath = () => {
    const settings = readSettings();
    // Of an address, the last part is host and port.
    if (settings.serverAddress !== '' && vscode.workspace.isTrusted) return settings.serverAddress;
    return loadParams(settings, context.asAbsolutePath(DEMO_MODEL_FILE)).modelPath;
  };
  const modelStatus = createModelStatus(modelPath);
  const terminals = new TerminalCommands();
  const open = (): rest.Host => (host ??= load().start(context, { modelStatus, terminals }));

  context.subscriptions.push(
    modelStatus,
    // From then on it follows the engine.
    onSettingsChange(() => host === undefined && modelStatus.update()),
    terminals,
    new FunctionLens(),
    ...COMMAND_IDS.map((id) => vscode.commands.registerCommand(id, (...args) => open().run(id, args))),
    vscode.window.registerWebviewViewProvider(VIEW.chat, {
      resolveWebviewView: (view) => open().view.resolveWebviewView(view),
    }),
    vscode.window.registerWebviewPanelSerializer(EDITOR.chat, {
      deserializeWebviewPanel: (panel, state: Kept | undefined) => open().view.deserializeWebviewPanel(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer(EDITOR.diagram, {
      deserializeWebviewPanel: (panel, state: unknown) => open().bringBackDiagram(panel, state),
    }),
    vscode.window.registerUriHandler({ handleUri: ({ path }) => open().openLink(path) }),
    vscode.languages.registerCodeActionsProvider(
      '*',
      {
        provideCodeActions: ({ uri }, _range, { diagnostics }) =>
          diagnostics.length === 0 ? [] : open().problemActions(uri, diagnostics),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );

  if (readSettings().preload || hasOwnDocuments()) open();
  else void hasUnfinished(join(context.globalStorageUri.fsPath, DOWNLOADS_FILE)).then((has) => has && open());
  if (process.env['CEREBRUM_SHOW_CHAT'] !== undefined) void beginWithChat(() => open().view.listening);
}

/**
 * `npm start` begins with the chat in view, and the sample's README once that is there: of two webviews that a browser loads at once
 * for the first time, one may miss that the service worker came and wait for it for ever.
 */
async function beginWithChat(listening: () => Promise<void>): Promise<void> {
  await vscode.commands.executeCommand(`${VIEW.chat}.focus`, { preserveFocus: true });
  await listening();
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder)
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(folder.uri, 'README.md'));
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed, and at once
const load = () => require('./host.cjs') as typeof rest;

/** Whether VS Code brought back editors of documents that only the rest can fill, or close. */
function hasOwnDocuments(): boolean {
  const schemes: readonly string[] = [SCHEMES.prompt, SCHEMES.proposal];
  const documents = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(({ input }) =>
      input instanceof vscode.TabInputTextDiff
        ? input.modified
        : input instanceof vscode.TabInputText
          ? input.uri
          : undefined,
    );
  return documents.some((uri) => uri !== undefined && schemes.includes(uri.scheme));
}

export async function deactivate(): Promise<void> {
  await host?.shutDown();
}
