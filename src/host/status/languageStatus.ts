import * as vscode from 'vscode';
import type { Engine, EngineState } from '../engine/engine.ts';
import { runFacts, useText } from '../platform/texts/engineText.ts';
import { failureText } from '../platform/texts/failureText.ts';
import { COMMANDS } from '../platform/names.ts';
import type { OpenChats } from '../sessions/openChats.ts';
import type { ModelStatus } from './modelStatus.ts';

/**
 * What the editor's language status says of the model: which one (click: another), how it runs (click: stop or unload), and
 * what the last answer took (click: the log).
 */
export function createLanguageStatus(engine: Engine, openChats: OpenChats, model: ModelStatus): vscode.Disposable {
  const item = (id: string, name: string) => {
    const created = vscode.languages.createLanguageStatusItem(`cerebrum.${id}`, { pattern: '**' });
    created.name = name;
    return created;
  };
  const run = item('run', vscode.l10n.t('Cerebrum: engine'));
  const use = item('use', vscode.l10n.t('Cerebrum: context and speed'));
  use.command = { command: COMMANDS.showLog, title: vscode.l10n.t('Log') };

  const update = () => {
    const { state } = engine;
    const isServer = engine.capabilities.where === 'remote';
    model.update(state.state === 'ready' ? state.info.name : undefined);
    run.text =
      isServer && state.state === 'idle' ? vscode.l10n.t('Connects with the first question') : stateText(state);
    run.busy = state.state === 'loading';
    run.severity = vscode.LanguageStatusSeverity[state.state === 'failed' ? 'Error' : 'Information'];
    run.command = openChats.isGenerating
      ? { command: COMMANDS.stop, title: vscode.l10n.t('Stop') }
      : isServer
        ? { command: COMMANDS.answerHere, title: vscode.l10n.t('Answer on This Machine') }
        : state.state === 'ready'
          ? { command: COMMANDS.unload, title: vscode.l10n.t('Unload') }
          : { command: COMMANDS.restartEngine, title: vscode.l10n.t('Load') };
    use.text =
      state.state === 'ready' ? lastUse(openChats, state.info.contextSize) : vscode.l10n.t('no model is loaded');
  };
  engine.on('state', update);
  openChats.on('generating', update);
  openChats.on('opened', update);
  update();
  return vscode.Disposable.from(run, use);
}

function stateText(state: EngineState): string {
  switch (state.state) {
    case 'idle':
      return vscode.l10n.t('Loads with the first question');
    case 'loading':
      return vscode.l10n.t('Loading the model…');
    case 'ready':
      return runFacts(state.info, vscode.l10n.t).join(' · ');
    case 'failed':
      return failureText(state.failure, vscode.l10n.t).title;
  }
}

function lastUse(openChats: OpenChats, contextSize: number): string {
  const last = openChats.current.transcript.turns.findLast(
    (turn) => turn.role === 'assistant' && turn.stats !== undefined,
  );
  return useText(last?.role === 'assistant' ? last.stats : undefined, contextSize, vscode.l10n.t);
}
