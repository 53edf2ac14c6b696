/** `start` is the table of contents of the host: it builds the parts in order, each from those above it. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ActiveSession } from './chat/activeSession.ts';
import { ChatView } from './chat/chatView.ts';
import { ComposerContext } from './chat/composerContext.ts';
import { Explanations } from './chat/explanations.ts';
import { History } from './chat/history.ts';
import { createLanguageStatus } from './chat/languageStatus.ts';
import type { ModelStatus } from './chat/modelStatus.ts';
import { HistoryReader } from './chat/historyReader.ts';
import { createStatusBar } from './chat/statusBar.ts';
import { StepWalk } from './chat/stepWalk.ts';
import { offerUnfinished } from './commands/downloadModel.ts';
import { reviewFixes } from './commands/fixReview.ts';
import { actOnChats, showChats } from './commands/panelChats.ts';
import { problemActions } from './commands/problemCommands.ts';
import { noteMilestones } from './commands/milestones.ts';
import type { CommandParts } from './commands/commandParts.ts';
import { ReadAhead } from './commands/readAhead.ts';
import { commandTable, runAction } from './commands/commandTable.ts';
import { diagramText } from './editor/diagram.ts';
import { Proposals } from './editor/proposals.ts';
import type { TerminalCommands } from './editor/terminalCommands.ts';
import { Backends } from './engine/backends.ts';
import { CUDA_EXTENSION, enginePackageArgs } from './engine/companion.ts';
import { Engine } from './engine/engine.ts';
import { rungsOf } from './engine/ladder.ts';
import { LogTail } from './engine/logTail.ts';
import { machineKey } from './engine/machineFacts.ts';
import { probeBackend } from './engine/probeProcess.ts';
import { isMemoryShort } from './engine/memoryPressure.ts';
import { Unloader } from './engine/unloader.ts';
import { followSettings } from './commands/followSettings.ts';
import { openLink } from './commands/openLink.ts';
import { PromptDocument } from './commands/showPrompt.ts';
import { DEMO_MODEL_FILE, loadParams, modelView } from './models/activeModel.ts';
import { createDownloads, rememberUse } from './models/createDownloads.ts';
import { downloadView } from './models/downloadWords.ts';
import { inspectGguf } from './models/ggufFile.ts';
import { keptChats } from './models/keptChats.ts';
import { checkMemory } from './models/memoryCheck.ts';
import { ModelRuns } from './models/modelRuns.ts';
import { ModelStore } from './models/store.ts';
import { DOWNLOADS_FILE } from './models/unfinished.ts';
import { DownloadTokens } from './platform/downloadTokens.ts';
import { failureView } from './platform/failureView.ts';
import { COMMANDS, CONTEXT } from './platform/names.ts';
import { onSettingsChange, readSettings } from './platform/settings.ts';

const KEEP = { file: COMMANDS.saveExplanation, comment: COMMANDS.commentExplanation };

/** What is there from the start of the window, whether anybody asks or not. */
export interface FromTheStart {
  readonly modelStatus: ModelStatus;
  readonly terminals: TerminalCommands;
}

/** What VS Code's calls lead to. */
export interface Host {
  readonly view: ChatView;
  readonly problemActions: typeof problemActions;
  readonly diagramText: typeof diagramText;
  /** Runs a command of `COMMAND_IDS`. */
  run(id: string, args: readonly unknown[]): unknown;
  openLink(path: string): Promise<void>;
  /** Saves what is on screen and ends all processes. */
  shutDown(): Promise<void>;
}

/** Builds everything; to be called once. */
export function start(context: vscode.ExtensionContext, { modelStatus, terminals }: FromTheStart): Host {
  const owned = context.subscriptions;
  const log = vscode.window.createOutputChannel('Cerebrum', { log: true });
  owned.push(log);

  const demoModelPath = context.asAbsolutePath(DEMO_MODEL_FILE);
  const params = () => loadParams(readSettings(), demoModelPath);
  const logTail = new LogTail();
  const logLine = (line: string) => {
    logTail.add(line);
    log.info(line);
  };
  const dist = (file: string) => join(context.extensionPath, 'dist', file);
  const cudaPath = vscode.extensions.getExtension(CUDA_EXTENSION)?.extensionPath;
  const args = enginePackageArgs(cudaPath);
  const backends = new Backends({
    rungs: rungsOf(process.platform, process.arch),
    probe: (backend) => probeBackend(backend, { entry: dist('probe.mjs'), args, log: logLine }),
    key: () => machineKey(`${context.extensionPath} ${engineVersion(context.extension)} ${cudaPath ?? ''}`),
    file: join(context.globalStorageUri.fsPath, 'backends.json'),
  });
  const engine = new Engine(
    { entry: dist('inference.mjs'), args, inspect: inspectGguf, backends, checkMemory, chats: keptChats, log: logLine },
    params(),
  );
  const idleMs = () => readSettings().unloadAfter * 60_000;
  const unloader = new Unloader(engine, { idleMs, isMemoryShort, log: logLine });
  owned.push(unloader);

  const database = join(context.globalStorageUri.fsPath, 'conversations.db');
  const history = new History(database, context.workspaceState, (failure) => {
    log.error(JSON.stringify(failure));
    // Trouble comes up while the first chat is read, too: before there is a page to tell it.
    queueMicrotask(() => view.notify({ type: 'notice', failure: failureView(failure) }));
  });
  const reader = new HistoryReader(dist('historyReader.cjs'), database, history);
  reader.keepUp();
  owned.push(reader);
  const runs = new ModelRuns(() => store());
  engine.on('state', (state) => state.state === 'ready' && void runs.follow(state.model.path));
  const session = new ActiveSession({
    engine,
    history,
    settings: readSettings,
    keepsHistory: () => readSettings().history === 'on',
    failureView,
    runOf: (model) => runs.of(model),
  });
  session.on('generating', () => {
    void vscode.commands.executeCommand('setContext', CONTEXT.generating, session.isGenerating);
  });
  owned.push(createStatusBar(engine, session));
  owned.push(createLanguageStatus(engine, session, modelStatus));

  const proposals = new Proposals();
  owned.push(proposals);
  reviewFixes(session, proposals);
  const explanations = new Explanations(session);
  owned.push(explanations);
  const walk = new StepWalk(explanations);
  owned.push(walk);

  const composer = new ComposerContext(engine, session, context.workspaceState, readSettings);
  owned.push(
    composer,
    onSettingsChange(() => composer.refresh()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('cerebrum.history')) session.historyChanged();
    }),
  );

  const store = () => new ModelStore(readSettings().modelsFolder || join(context.globalStorageUri.fsPath, 'models'));
  const tokens = new DownloadTokens(context.secrets);
  const downloads = createDownloads(join(context.globalStorageUri.fsPath, DOWNLOADS_FILE), tokens, store);
  const models = { engine, backends, store, tokens, downloads };
  downloads.on('changed', () => view.downloadChanged());
  engine.on('state', (state) => void rememberUse(state, store(), demoModelPath));

  const readAhead = new ReadAhead({ engine, session, log });
  owned.push(readAhead);

  const view: ChatView = new ChatView({
    session,
    engine,
    walk,
    composer,
    extension: context.extension,
    proposals,
    model: () => modelView(params(), demoModelPath),
    download: () => downloads.state && downloadView(downloads.state, vscode.l10n.t, downloads.all.length - 1),
    run: (action) => void runAction(action, parts),
    search: (text) => void showChats({ view }, text),
    explain: () => void vscode.commands.executeCommand(COMMANDS.explainStepByStep),
    draft: (text) => readAhead.draft(text),
    keep: (id, place) => void vscode.commands.executeCommand(KEEP[place], id),
    reader,
    chats: (message, list) => void actOnChats(message, list, parts),
  });

  const queued = history.takeQueued();
  if (queued !== undefined) {
    composer.restore(queued.context ?? []);
    view.notify({ type: 'refused', text: queued.text });
  }

  const gates = { prompt: new PromptDocument(session), terminals };
  owned.push(gates.prompt);

  const parts: CommandParts = {
    ...{ engine, backends, history, reader, models, session, view, composer, walk, gates, proposals },
    ...{ log, logTail, demoModelPath, extension: context.extension },
  };
  const commands = commandTable(parts);
  owned.push(followSettings({ engine, session, view, params, unloader }));
  noteMilestones(session, engine, demoModelPath);
  void offerUnfinished(models);
  // A failure shows in the panel by the engine's state.
  if (readSettings().preload) engine.start().catch(() => undefined);

  return {
    ...{ view, problemActions, diagramText },
    run: (id, args) => commands.get(id)?.(...(args as never[])),
    openLink: (path) => openLink(session, view, path),
    shutDown: async () => {
      // What is on screen goes to disk first: the window may be gone before the process has ended.
      history.close();
      await Promise.all([engine.stop(), downloads.pause()]);
    },
  };
}

const engineVersion = ({ packageJSON }: vscode.Extension<unknown>) =>
  (packageJSON as { dependencies: Record<string, string> }).dependencies['node-llama-cpp'] ?? '';
