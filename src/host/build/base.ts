import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Failure } from '../../protocol/failures.ts';
import type { LoadParams } from '../../protocol/inference.ts';
import type { TerminalCommands } from '../editor/terminal/terminalCommands.ts';
import { TerminalScreen } from '../editor/terminal/terminalScreen.ts';
import { LogTail } from '../engine/logTail.ts';
import { DEMO_MODEL_FILE, loadParams } from '../models/activeModel.ts';
import { readSettings } from '../platform/settings.ts';
import type { ModelStatus } from '../status/modelStatus.ts';

/** What exists from the start of the window, whether or not anybody asks. */
export interface FromTheStart {
  readonly modelStatus: ModelStatus;
  readonly terminals: TerminalCommands;
}

/** What every builder may use. */
export interface Base extends FromTheStart {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** The last lines of the engine, for Diagnose. */
  readonly logTail: LogTail;
  /** Writes a line of the engine. */
  readonly logLine: (line: string) => void;
  readonly demoModelPath: string;
  /** What the settings ask the engine to load. */
  readonly params: () => LoadParams;
  /** Shows what programs write as a terminal does. */
  readonly screen: TerminalScreen;
  /** A file of the bundles. */
  readonly dist: (file: string) => string;
  /** A file in the extension's storage. */
  readonly storage: (file: string) => string;
  /** Failures that belong to no answer. Whoever listens first gets those from before. */
  readonly failures: PendingFailures;
}

export function buildBase(context: vscode.ExtensionContext, fromTheStart: FromTheStart): Base {
  const log = vscode.window.createOutputChannel('Cerebrum', { log: true });
  context.subscriptions.push(log);
  const logTail = new LogTail();
  const dist = (file: string) => join(context.extensionPath, 'dist', file);
  const demoModelPath = context.asAbsolutePath(DEMO_MODEL_FILE);
  return {
    ...fromTheStart,
    context,
    log,
    logTail,
    logLine: (line) => {
      logTail.add(line);
      log.info(line);
    },
    demoModelPath,
    params: () => loadParams(readSettings(), demoModelPath),
    screen: new TerminalScreen(dist('screenThread.cjs')),
    dist,
    storage: (file) => join(context.globalStorageUri.fsPath, file),
    failures: new PendingFailures(),
  };
}

/** Keeps failures until there is a listener to show them. */
class PendingFailures {
  readonly #pending: Failure[] = [];
  #listener: ((failure: Failure) => void) | undefined;

  /** The listener hears of it a moment later: trouble can come up while what it needs is being read. */
  add(failure: Failure): void {
    this.#pending.push(failure);
    queueMicrotask(() => this.#deliver());
  }

  listen(listener: (failure: Failure) => void): void {
    this.#listener = listener;
    queueMicrotask(() => this.#deliver());
  }

  #deliver(): void {
    if (this.#listener === undefined) return;
    for (const failure of this.#pending.splice(0)) this.#listener(failure);
  }
}
