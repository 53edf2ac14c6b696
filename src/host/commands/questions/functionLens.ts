import * as vscode from 'vscode';
import { flatten, isNamedFunction, type OutlineSymbol } from '../../../reasoning/questions/outline.ts';
import { outlineOf } from '../../editor/outline.ts';
import { COMMANDS } from '../../platform/names.ts';
import { onSettingsChange, readSettings } from '../../platform/settings.ts';

const OUTLINE_MS = 3000;

/** A lens above every function, when the setting asks for it. */
export class FunctionLens implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [];
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor() {
    this.#disposables.push(
      onSettingsChange(() => this.#changed.fire()),
      vscode.languages.registerCodeLensProvider('*', this),
    );
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!readSettings().codeLens) return [];
    const functions = flatten(await outlineOf(uri, OUTLINE_MS)).filter(isNamedFunction);
    return functions.map((symbol) => lens(uri, symbol));
  }

  dispose(): void {
    vscode.Disposable.from(this.#changed, ...this.#disposables).dispose();
  }
}

function lens(uri: vscode.Uri, { firstLine, lastLine }: OutlineSymbol): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(firstLine - 1, 0, firstLine - 1, 0), {
    title: vscode.l10n.t('Explain with Cerebrum'),
    command: COMMANDS.explainStepByStep,
    arguments: [{ uri, firstLine, lastLine }],
  });
}
