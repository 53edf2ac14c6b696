import * as vscode from 'vscode';
import { WALKTHROUGH } from '../platform/names.ts';

/** Get Started: opens the walkthrough. */
export async function getStarted(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
}
