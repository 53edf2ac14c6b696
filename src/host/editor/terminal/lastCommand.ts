import * as vscode from 'vscode';
import { trimmedLines } from '../../../reasoning/questions/controls.ts';
import { oneLine } from '../../../reasoning/questions/oneLine.ts';
import type { ReadAttachable } from '../context/attachable.ts';
import type { TerminalCommands } from './terminalCommands.ts';
import type { TerminalScreen } from './terminalScreen.ts';

/** Characters of a command in the name of what it wrote. */
const LONGEST_NAME = 60;

/** What the last command of the active terminal wrote so far, as a terminal shows it; `empty` where none is known. */
export async function readLastCommand(commands: TerminalCommands, screen: TerminalScreen): Promise<ReadAttachable> {
  const terminal = vscode.window.activeTerminal;
  const ran = terminal && commands.last(terminal);
  if (ran === undefined) return { label: '', pieces: [], trouble: 'empty' };
  const [shown = ''] = await screen.show([ran.output.text]);
  const text = trimmedLines(shown);
  const label = oneLine(ran.command, LONGEST_NAME).replaceAll('`', "'");
  if (text === '') return { label, pieces: [], trouble: 'empty' };
  const name = ran.exitCode === undefined || ran.exitCode === 0 ? '' : `exit code ${ran.exitCode}`;
  const lastLine = text.split('\n').length;
  return {
    label,
    pieces: [{ kind: 'terminal', name, label, uri: '', fence: 'console', firstLine: 1, lastLine, text }],
  };
}
