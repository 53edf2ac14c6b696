import * as vscode from 'vscode';
import type { Engine } from '../engine/engine.ts';
import { COMMANDS, VIEW } from '../platform/names.ts';
import type { ActiveSession } from './activeSession.ts';

/** One entry in the status bar, there only while the model loads or writes. */
export function createStatusBar(engine: Engine, session: ActiveSession): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('cerebrum.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Cerebrum';
  const show = (icon: string, text: string, tooltip: string, command: string) => {
    item.text = `$(${icon}) ${text}`;
    item.tooltip = tooltip;
    item.command = command;
    item.show();
  };
  const update = () => {
    const { state } = engine;
    if (state.state === 'loading') {
      const percent = state.fraction === undefined ? '' : ` ${Math.floor(state.fraction * 100)} %`;
      show(
        'loading~spin',
        vscode.l10n.t('Cerebrum: loading{0}', percent),
        vscode.l10n.t('The model is being loaded'),
        `${VIEW.chat}.focus`,
      );
    } else if (session.isGenerating) {
      // No wheel: it would have the window drawn sixty times a second for as long as the answer takes.
      show('stop-circle', vscode.l10n.t('Cerebrum: thinking'), vscode.l10n.t('Click to stop'), COMMANDS.stop);
    } else {
      item.hide();
    }
  };
  engine.on('state', update);
  session.on('generating', update);
  return item;
}
