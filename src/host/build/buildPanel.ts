import * as vscode from 'vscode';
import { readLastCommand } from '../editor/terminal/lastCommand.ts';
import { Proposals } from '../editor/edits/proposals.ts';
import { Explanations } from '../explanations/explanations.ts';
import { RunChecks } from '../explanations/runChecks.ts';
import { StepWalk } from '../explanations/stepWalk.ts';
import type { Engine } from '../engine/engine.ts';
import { modelView, type ServerView } from '../models/activeModel.ts';
import type { KnownServer } from '../models/servers.ts';
import { downloadView } from '../models/download/downloadWords.ts';
import type { ModelDownloads } from '../models/download/modelDownloads.ts';
import { ChatView } from '../panel/chatView.ts';
import { ComposerContext } from '../panel/composer/composerContext.ts';
import { asTyped } from '../questions/askedQuestion.ts';
import { failureView } from '../platform/failureView.ts';
import { answerSettings } from '../models/answerSettings.ts';
import { hasWorkspacePrompt, onSettingsChange, readSettings } from '../platform/settings.ts';
import { Threads } from '../threads/threads.ts';
import { createLanguageStatus } from '../status/languageStatus.ts';
import { createStatusBar } from '../status/statusBar.ts';
import type { Base } from './base.ts';
import type { ChatParts } from './buildChats.ts';
import type { EngineParts } from './buildEngine.ts';

export interface PanelParts {
  readonly view: ChatView;
  readonly composer: ComposerContext;
  readonly walk: StepWalk;
  readonly explanations: Explanations;
  readonly threads: Threads;
  readonly proposals: Proposals;
}

/** What shows the chats: the panel, the marks in the editor, the status items. */
export function buildPanel(
  { context, dist, params, demoModelPath, modelStatus, failures, terminals, screen }: Base,
  { engine, chosen }: Pick<EngineParts, 'engine' | 'chosen'>,
  { history, reader, openChats }: ChatParts,
  downloads: ModelDownloads,
): PanelParts {
  const proposals = new Proposals();
  const explanations = new Explanations(openChats);
  const walk = new StepWalk(explanations, () => readSettings().showValues);
  const runChecks = new RunChecks({ openChats, entry: dist('sandbox.mjs'), isOn: () => readSettings().runCode });
  runChecks.on('values', (id, values) => walk.takeValues(id, values));
  const icon = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.png');
  const threads = new Threads({ engine, openChats, explanations, walk, runChecks, icon });
  const composer = new ComposerContext(
    engine,
    openChats,
    context.workspaceState,
    () => ({ ...answerSettings(), hasWorkspacePrompt: hasWorkspacePrompt() }),
    () => readLastCommand(terminals, screen),
  );
  const view = new ChatView({
    openChats,
    engine,
    walk,
    runChecks,
    composer,
    reader,
    extension: context.extension,
    model: () => modelView(params(), demoModelPath, serverView(engine, chosen())),
    download: () => downloads.state && downloadView(downloads.state, vscode.l10n.t, downloads.all.length - 1),
  });
  downloads.on('changed', () => view.downloadChanged());
  engine.on('state', ({ state }) => {
    // Its model is known only then.
    if (state === 'ready' && chosen() !== undefined) view.modelChanged();
  });
  failures.listen((failure) => view.notify({ type: 'notice', failure: failureView(failure) }));
  context.subscriptions.push(
    createStatusBar(engine, openChats),
    createLanguageStatus(engine, openChats, modelStatus),
    proposals,
    explanations,
    walk,
    runChecks,
    threads,
    composer,
    onSettingsChange(() => {
      composer.refresh();
      walk.refresh();
      view.settingsChanged();
    }),
  );
  const queued = history.takeQueued();
  if (queued !== undefined) {
    composer.restore(queued.context ?? []);
    view.notify({ type: 'refused', text: asTyped(queued) });
  }
  return { view, composer, walk, explanations, threads, proposals };
}

function serverView({ state }: Pick<Engine, 'state'>, chosen: KnownServer | undefined): ServerView | undefined {
  if (chosen === undefined) return undefined;
  const host = chosen.address.replace(/^https?:\/\//, '');
  const isThere = state.state === 'ready' && state.info.server !== undefined;
  return { host, model: isThere ? state.info.name : chosen.model };
}
