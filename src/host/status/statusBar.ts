import * as vscode from 'vscode';
import type { Engine } from '../engine/engine.ts';
import { COMMANDS, VIEW } from '../platform/names.ts';
import type { OpenChats } from '../sessions/openChats.ts';

/** One entry in the status bar, there only while the model loads or writes. */
export function createStatusBar(engine: Engine, openChats: OpenChats): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('cerebrum.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Cerebrum';
  const show = (icon: string, text: string, tooltip: string, command: string) => {
    item.text = `$(${icon}) ${text}`;
    item.tooltip = tooltip;
    item.command = command;
    item.show();
  };
  const update = () => {
    const { state, pulse } = engine;
    if (pulse.state === 'silent') {
      const text = vscode.l10n.t('Cerebrum: no answer');
      const tooltip = vscode.l10n.t('The engine does not answer. Click to restart it.');
      show('warning', text, tooltip, COMMANDS.restartEngine);
    } else if (state.state === 'loading') {
      const percent = state.fraction === undefined ? '' : ` ${Math.floor(state.fraction * 100)} %`;
      show(
        'loading~spin',
        vscode.l10n.t('Cerebrum: loading{0}', percent),
        vscode.l10n.t('The model is being loaded'),
        `${VIEW.chat}.focus`,
      );
    } else if (openChats.isGenerating) {
      // No wheel: it would have the window drawn sixty times a second for as long as the answer takes.
      show('stop-circle', vscode.l10n.t('Cerebrum: thinking'), vscode.l10n.t('Click to stop'), COMMANDS.stop);
    } else {
      item.hide();
    }
  };
  engine.on('state', update);
  engine.on('pulse', update);
  openChats.on('generating', update);
  return item;
}
