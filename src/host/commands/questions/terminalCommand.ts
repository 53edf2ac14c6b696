import * as vscode from 'vscode';
import {
  namedPlaces,
  plainOutput,
  terminalQuestion,
  type TerminalCommand,
} from '../../../reasoning/questions/terminal.ts';
import { askAboutOutput } from '../../questions/askAboutOutput.ts';
import { namedCode } from '../../editor/context/namedFiles.ts';
import { selectedTerminalText, type TerminalCommands } from '../../editor/terminalCommands.ts';
import { readSettings } from '../../platform/settings.ts';
import { askInPanel, type AskParts } from './askInPanel.ts';

/** Explain Terminal Selection, with the lines of the workspace that it names. */
export async function explainTerminalSelection(parts: AskParts): Promise<void> {
  const terminal = vscode.window.activeTerminal;
  const text = terminal === undefined ? '' : await selectedTerminalText();
  if (text.trim() === '') {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is selected in the terminal.'));
    return;
  }
  await explainOutput(parts, {}, text, terminal?.shellIntegration?.cwd);
}

/** Explain Last Command: what the last command of the active terminal printed, or why it failed. */
export async function explainLastCommand(parts: AskParts, commands: TerminalCommands): Promise<void> {
  const terminal = vscode.window.activeTerminal;
  const ran = terminal && commands.last(terminal);
  if (ran === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'No command is known in this terminal. VS Code reports commands where its shell integration is active. Otherwise select the output.',
      ),
    );
    return;
  }
  const { command, output, exitCode, cwd } = ran;
  await explainOutput(parts, { command, ...(exitCode === undefined ? {} : { exitCode }) }, output.text, cwd);
}

async function explainOutput(
  parts: AskParts,
  command: TerminalCommand,
  output: string,
  cwd: vscode.Uri | undefined,
): Promise<void> {
  const text = plainOutput(output);
  await askInPanel(parts, () =>
    askAboutOutput(
      parts.engine,
      text,
      readSettings(),
      (sent) => terminalQuestion(command, sent),
      () => namedCode(namedPlaces(text), cwd),
    ),
  );
}
