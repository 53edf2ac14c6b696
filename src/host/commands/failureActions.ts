import * as vscode from 'vscode';
import type { Failure } from '../../protocol/failures.ts';
import type { PanelAction } from '../../protocol/failureView.ts';
import { showFailure } from '../platform/failureView.ts';
import { COMMANDS } from '../platform/names.ts';
import { writeModelPath } from '../platform/settings.ts';

/** Shows a failure as a notification and does what the user chooses there. */
export async function showFailureAndAct(failure: Failure): Promise<void> {
  const action = await showFailure(failure);
  if (action === 'useDemoModel') await writeModelPath('');
  else if (action === 'openSettings')
    await vscode.commands.executeCommand('workbench.action.openSettings', 'cerebrum.');
  else if (action !== undefined && isCommand(action)) await vscode.commands.executeCommand(COMMANDS[action]);
}

const isCommand = (action: PanelAction): action is PanelAction & keyof typeof COMMANDS => action in COMMANDS;
