import * as vscode from 'vscode';
import { trimmedLines } from '../../../reasoning/questions/controls.ts';
import { OutputTail } from '../../../reasoning/questions/outputTail.ts';
import { namedPlaces, terminalQuestion, type TerminalCommand } from '../../../reasoning/questions/terminal.ts';
import { askAboutOutput } from '../../questions/askAboutOutput.ts';
import { namedCode } from '../../editor/context/namedFiles.ts';
import { selectedTerminalText, type TerminalCommands } from '../../editor/terminal/terminalCommands.ts';
import type { TerminalScreen } from '../../editor/terminal/terminalScreen.ts';
import { askInPanel, settingsHere, type AskParts } from './askInPanel.ts';

/** Explain Terminal Selection, with the lines of the workspace that it names. */
export async function explainTerminalSelection(parts: AskParts, screen: TerminalScreen): Promise<void> {
  const terminal = vscode.window.activeTerminal;
  const text = terminal === undefined ? '' : await selectedTerminalText();
  if (text.trim() === '') {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is selected in the terminal.'));
    return;
  }
  const output = new OutputTail();
  output.add(text);
  await explainOutput(parts, screen, {}, output.text, terminal?.shellIntegration?.cwd);
}

/** Explain Last Command: what the last command of the active terminal printed, or why it failed. */
export async function explainLastCommand(
  parts: AskParts,
  screen: TerminalScreen,
  commands: TerminalCommands,
): Promise<void> {
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
  await explainOutput(parts, screen, { command, ...(exitCode === undefined ? {} : { exitCode }) }, output.text, cwd);
}

async function explainOutput(
  parts: AskParts,
  screen: TerminalScreen,
  command: TerminalCommand,
  output: string,
  cwd: vscode.Uri | undefined,
): Promise<void> {
  await askInPanel(parts, async () => {
    const [shown = ''] = await screen.show([output]);
    const text = trimmedLines(shown);
    const question = await askAboutOutput(
      parts.engine,
      text,
      settingsHere(parts),
      (sent) => terminalQuestion(command, sent),
      () => namedCode(namedPlaces(text), cwd),
    );
    return { ...question, title: command.command ?? text };
  });
}
