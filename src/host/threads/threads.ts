import * as vscode from 'vscode';
import type { Engine } from '../engine/engine.ts';
import type { Explanations } from '../explanations/explanations.ts';
import type { RunChecks } from '../explanations/runChecks.ts';
import type { StepWalk } from '../explanations/stepWalk.ts';
import type { OpenChats } from '../sessions/openChats.ts';
import { AskThreads } from './askThreads.ts';
import { RunViews } from './runViews.ts';
import { StepThreads } from './stepThreads.ts';
import { ThreadController } from './threadController.ts';

export interface ThreadsParts {
  readonly engine: Engine;
  readonly openChats: OpenChats;
  readonly explanations: Explanations;
  readonly walk: StepWalk;
  readonly runChecks: RunChecks;
  /** The extension's icon. */
  readonly icon: vscode.Uri;
}

/** Comment threads in the editor: questions that are asked beside their code, and the steps of an explanation. */
export class Threads implements vscode.Disposable {
  readonly asked: AskThreads;
  readonly steps: StepThreads;
  readonly #controller: ThreadController;

  constructor({ icon, runChecks, ...others }: ThreadsParts) {
    const controller = new ThreadController(icon);
    const parts = { ...others, controller, runs: new RunViews(runChecks) };
    this.#controller = controller;
    this.asked = new AskThreads(parts);
    this.steps = new StepThreads(parts);
  }

  /** Opens a thread for a question about what the editor points at. */
  async askAt(editor: vscode.TextEditor): Promise<void> {
    await this.steps.behind(editor.document.uri, () => this.asked.open(editor));
  }

  dispose(): void {
    vscode.Disposable.from(this.asked, this.steps, this.#controller).dispose();
  }
}
