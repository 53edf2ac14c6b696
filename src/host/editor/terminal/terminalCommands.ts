import * as vscode from 'vscode';
import { OutputTail } from '../../../reasoning/questions/outputTail.ts';

export interface RanCommand {
  readonly command: string;
  /** As it was written, with escape sequences. */
  readonly output: OutputTail;
  exitCode: number | undefined;
  readonly cwd: vscode.Uri | undefined;
}

/** Remembers the last command of each terminal whose shell tells of its commands (shell integration). */
export class TerminalCommands implements vscode.Disposable {
  readonly #last = new WeakMap<vscode.Terminal, RanCommand>();
  readonly #running = new WeakMap<vscode.TerminalShellExecution, RanCommand>();
  readonly #disposable: vscode.Disposable;

  constructor() {
    this.#disposable = vscode.Disposable.from(
      vscode.window.onDidStartTerminalShellExecution(({ terminal, execution }) => {
        const ran: RanCommand = {
          command: execution.commandLine.value,
          output: new OutputTail(),
          exitCode: undefined,
          cwd: execution.cwd,
        };
        this.#last.set(terminal, ran);
        this.#running.set(execution, ran);
        void follow(execution, ran);
      }),
      vscode.window.onDidEndTerminalShellExecution(({ execution, exitCode }) => {
        const ran = this.#running.get(execution);
        if (ran !== undefined) ran.exitCode = exitCode;
      }),
    );
  }

  last(terminal: vscode.Terminal): RanCommand | undefined {
    return this.#last.get(terminal);
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}

async function follow(execution: vscode.TerminalShellExecution, ran: RanCommand): Promise<void> {
  for await (const data of execution.read()) ran.output.add(data);
}

/** The selected text of the active terminal. VS Code gives it only by way of the clipboard, which gets its text back. */
export async function selectedTerminalText(): Promise<string> {
  const kept = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText('');
  try {
    await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
    return await vscode.env.clipboard.readText();
  } finally {
    await vscode.env.clipboard.writeText(kept);
  }
}
