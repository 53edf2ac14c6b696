import * as vscode from 'vscode';
import { uncovered, type Lines } from '../../reasoning/context/lineRanges.ts';
import { gutterNumber } from './stepIcons.ts';

/** A step and its lines in a document; 1-based, inclusive. */
export interface MarkedStep {
  /** The document. */
  readonly uri: string;
  /** The step's number as its answer shows it. */
  readonly label: string;
  readonly words: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** It is the one shown now. */
  readonly isLit: boolean;
}

/** What a line did in a run of its code; 1-based. */
export interface MarkedValues {
  readonly uri: string;
  readonly line: number;
  readonly text: string;
  /** What was run, where that is not plain. */
  readonly note?: string;
}

/** Longer steps are cut in a hover: the panel has them whole. */
const HOVER_LENGTH = 300;

/** The steps of one explanation in the editors of its documents: numbers in the gutter and a soft highlight. */
export class StepMarks implements vscode.Disposable {
  readonly #linked = lineHighlight('cerebrum.stepBackground');
  readonly #lit = lineHighlight('cerebrum.currentStepBackground');
  /** As the debugger shows values beside lines. */
  readonly #beside = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: {
      color: new vscode.ThemeColor('editor.inlineValuesForeground'),
      backgroundColor: new vscode.ThemeColor('editor.inlineValuesBackground'),
      margin: '0 0 0 2em',
    },
  });
  readonly #numbers = new Map<string, vscode.TextEditorDecorationType>();
  readonly #listener: vscode.Disposable;
  #steps: readonly MarkedStep[] = [];
  #values: readonly MarkedValues[] = [];

  constructor() {
    this.#listener = vscode.window.onDidChangeVisibleTextEditors(() => this.#draw());
  }

  /** Marks these steps, with these values beside the lines, and nothing else anywhere. */
  show(steps: readonly MarkedStep[], values: readonly MarkedValues[]): void {
    this.#steps = steps;
    this.#values = values;
    this.#draw();
  }

  dispose(): void {
    vscode.Disposable.from(this.#listener, this.#linked, this.#lit, this.#beside, ...this.#numbers.values()).dispose();
  }

  #draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const { uri, lineCount } = editor.document;
      const here = uri.toString();
      this.#drawIn(
        editor,
        this.#steps.filter((step) => step.uri === here && step.lastLine <= lineCount),
      );
      const values = this.#values.filter(({ uri: of, line }) => of === here && line <= lineCount);
      editor.setDecorations(
        this.#beside,
        values.map((one) => besideLine(editor.document, one)),
      );
    }
  }

  #drawIn(editor: vscode.TextEditor, steps: readonly MarkedStep[]): void {
    // A line has one tint, however many steps speak of it.
    const lit = steps.filter(({ isLit }) => isLit);
    editor.setDecorations(this.#linked, uncovered(steps, lit).map(rangeOf));
    editor.setDecorations(this.#lit, uncovered(lit, []).map(rangeOf));
    const byLabel = new Map<string, vscode.DecorationOptions[]>();
    for (const line of new Set(steps.map(({ firstLine }) => firstLine))) {
      const there = steps.filter(({ firstLine }) => firstLine === line);
      const label = `${there[0]?.label ?? ''}${there.length > 1 ? '+' : ''}`;
      // VS Code shows no hover over a number in the gutter: the words are there over the line's text.
      const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
      const options = { range, hoverMessage: there.map(hover) };
      byLabel.set(label, [...(byLabel.get(label) ?? []), options]);
    }
    for (const label of byLabel.keys()) {
      if (!this.#numbers.has(label)) {
        this.#numbers.set(label, vscode.window.createTextEditorDecorationType(gutterNumber(label)));
      }
    }
    for (const [label, type] of this.#numbers) editor.setDecorations(type, byLabel.get(label) ?? []);
  }
}

function lineHighlight(colour: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(colour),
    overviewRulerColor: new vscode.ThemeColor(colour),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

const rangeOf = ({ firstLine, lastLine }: Lines): vscode.Range =>
  new vscode.Range(firstLine - 1, 0, lastLine - 1, Number.MAX_SAFE_INTEGER);

/** As plain text: the words are the model's. */
function hover({ label, words }: MarkedStep): vscode.MarkdownString {
  const cut = words.length > HOVER_LENGTH ? `${words.slice(0, HOVER_LENGTH)}…` : words;
  return new vscode.MarkdownString().appendText(vscode.l10n.t('Step {0}: {1}', label, cut));
}

function besideLine(document: vscode.TextDocument, { line, text, note }: MarkedValues): vscode.DecorationOptions {
  const { end } = document.lineAt(line - 1).range;
  const about = [vscode.l10n.t('In a run of this code: {0}', text), ...(note === undefined ? [] : [note])];
  return {
    range: new vscode.Range(end, end),
    renderOptions: { after: { contentText: text } },
    hoverMessage: new vscode.MarkdownString().appendText(about.join('\n\n')),
  };
}
