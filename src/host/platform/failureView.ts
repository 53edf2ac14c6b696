import * as vscode from 'vscode';
import type { Failure } from '../../protocol/failures.ts';
import type { FailureView, PanelAction } from '../../protocol/failureView.ts';
import { failureText } from './texts/failureText.ts';
import { unlinked } from './texts/unlinked.ts';

function actionLabel(action: PanelAction): string {
  switch (action) {
    case 'retry':
      return vscode.l10n.t('Try Again');
    case 'chooseModel':
      return vscode.l10n.t('Choose Model…');
    case 'getModel':
      return vscode.l10n.t('Get Model…');
    case 'pauseDownload':
      return vscode.l10n.t('Pause');
    case 'resumeDownload':
      return vscode.l10n.t('Resume the Download');
    case 'manageModels':
      return vscode.l10n.t('Manage Models…');
    case 'useDemoModel':
      return vscode.l10n.t('Use the Demo Model');
    case 'showLog':
      return vscode.l10n.t('Show Log');
    case 'openSettings':
      return vscode.l10n.t('Open Settings');
    case 'newChat':
      return vscode.l10n.t('New Chat');
    case 'restartEngine':
      return vscode.l10n.t('Restart Engine');
    case 'useCpu':
      return vscode.l10n.t('Use the CPU');
    case 'loadAnyway':
      return vscode.l10n.t('Load Anyway');
    case 'smallerContext':
      return vscode.l10n.t('Use a Smaller Context');
    case 'diagnose':
      return vscode.l10n.t('Diagnose');
    case 'connectServer':
      return vscode.l10n.t('Connect to Server…');
    case 'answerHere':
      return vscode.l10n.t('Answer Here Instead');
  }
}

/** A failure as the panel shows it. */
export function failureView(failure: Failure): FailureView {
  const { actions, ...text } = failureText(failure, vscode.l10n.t);
  return { name: failure.name, ...text, actions: actions.map((id) => ({ id, label: actionLabel(id) })) };
}

/** Shows a failure as a notification; resolves with the button the user chose, if any. */
export async function showFailure(failure: Failure): Promise<PanelAction | undefined> {
  const { title, why, next, actions } = failureView(failure);
  const buttons = actions.filter(({ id }) => id !== 'retry');
  const chosen = await vscode.window.showErrorMessage(
    unlinked(`${title}. ${why} ${next}`),
    ...buttons.map(({ id, label }) => ({ title: label, id })),
  );
  return chosen?.id;
}
