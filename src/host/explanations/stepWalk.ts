import { EventEmitter } from 'node:events';
import * as vscode from 'vscode';
import type { StepLink, ToPanel } from '../../protocol/panel.ts';
import type { RunMoment } from '../../protocol/runView.ts';
import { wordsOf } from '../../reasoning/steps/revise.ts';
import { linesNow } from '../../reasoning/questions/askedCode.ts';
import { goToLines, linesOf, openDocument, openQuietly } from '../editor/documents.ts';
import type { RunValues } from './runChecks.ts';
import { StepMarks, type MarkedValues } from './stepMarks.ts';
import { CONTEXT } from '../platform/names.ts';
import type { Explanation, Explanations } from './explanations.ts';

/** How long the status bar tells where the walk is. */
const STATUS_MS = 4000;

interface Events {
  message: [ToPanel];
  /** Another explanation is the one that is walked through; without an id there is none. */
  activated: [id: string | undefined];
  /** The user took the marks away. */
  hidden: [];
}

/**
 * The walk through the steps of one explanation, in the editor and in the panel at once: the newest one, or the one whose
 * step was clicked last. A step shown lights up its lines; the cursor in a line lights up its steps.
 */
export class StepWalk extends EventEmitter<Events> implements vscode.Disposable {
  readonly #explanations: Explanations;
  readonly #isShowingValues: () => boolean;
  readonly #marks = new StepMarks();
  readonly #listener: vscode.Disposable;
  #active: string | undefined;
  /** Steps that are lit. */
  #lit: readonly number[] = [];
  /** Where the walk stands. */
  #current: number | undefined;
  /** Counts what was to be shown: only the newest is. */
  #shown = 0;
  /** Where the walk itself put the cursor: no step of the user's. */
  #ownCursor: string | undefined;
  #hasSteps = false;
  /** The user took the marks away, until a step is shown again. */
  #isHidden = false;
  /** What runs said, by the answer's id. */
  readonly #values = new Map<string, RunValues>();
  /** What is shown of a run that the user goes through, in place of what each line did in all of it. */
  #moment: RunMoment | undefined;
  /** Where the code that was run stands in a version of its document; no line: it is not there. */
  #located: { readonly key: string; readonly firstLine: number | undefined } | undefined;

  /** @param isShowingValues whether the user wants values of runs beside the lines */
  constructor(explanations: Explanations, isShowingValues: () => boolean) {
    super();
    this.#isShowingValues = isShowingValues;
    this.#explanations = explanations;
    explanations.on('begun', ({ id }) => this.#activate(id));
    explanations.on('changed', (explanation) => this.#changed(explanation));
    explanations.on('cleared', () => {
      this.#values.clear();
      this.#activate(undefined);
    });
    this.#listener = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#cursorMoved(textEditor));
  }

  /** What a panel that has just arrived must know. */
  messages(): ToPanel[] {
    const links = this.#explanations.all().map(({ id, links }): ToPanel => ({ type: 'stepLinks', id, links }));
    return this.#active === undefined ? links : [...links, { type: 'stepsLit', id: this.#active, steps: this.#lit }];
  }

  /** Shows the lines of a step; the focus stays where it is if told so. */
  async show(id: string, step: number, preserveFocus: boolean): Promise<void> {
    const turn = ++this.#shown;
    await this.#explanations.loaded;
    const linkNow = () => this.#explanations.get(id)?.links.find((candidate) => candidate.step === step);
    const document = await openQuietly(linkNow()?.uri ?? '');
    if (turn !== this.#shown) return;
    // Opening it may have told that it changed on disk.
    const explanation = this.#explanations.get(id);
    const link = linkNow();
    if (document === undefined || explanation === undefined || link === undefined || link.isStale) return;
    if (this.#active !== id) this.#activate(id);
    this.#isHidden = false;
    this.#current = step;
    this.#light([step]);
    const line = document.lineAt(link.firstLine - 1);
    this.#ownCursor = `${link.uri}:${link.firstLine}:${line.firstNonWhitespaceCharacterIndex}`;
    await goToLines(document, link, preserveFocus);
    vscode.window.setStatusBarMessage(this.#place(explanation, link), STATUS_MS);
  }

  /** Goes to the next (1) or the previous (-1) step that has lines; stays where there is none. */
  async move(direction: 1 | -1, preserveFocus = false): Promise<void> {
    const explanation = this.#explanations.get(this.#active ?? '');
    const linked = explanation?.links.filter(({ isStale }) => !isStale) ?? [];
    const current = this.#current ?? (direction === 1 ? -1 : Infinity);
    const next =
      direction === 1 ? linked.find(({ step }) => step > current) : linked.findLast(({ step }) => step < current);
    const target = next ?? linked.find(({ step }) => step === current);
    if (explanation === undefined || target === undefined) return;
    // At once: the next press of the key goes on from here, before the lines are shown.
    this.#current = target.step;
    await this.show(explanation.id, target.step, preserveFocus);
  }

  /** Takes all marks from the editors, until a step is shown again. */
  hide(): void {
    this.#isHidden = true;
    this.#light([]);
    this.#draw();
    this.emit('hidden');
  }

  /** The explanation that is walked through, its marks shown again where they were hidden. */
  bringBack(): Explanation | undefined {
    this.#isHidden = false;
    this.#draw();
    return this.#explanations.get(this.#active ?? '');
  }

  /** Goes to the line of a moment of a run and shows beside it what happened; without a moment all values are shown again. */
  async showMoment(id: string, index: number | undefined): Promise<void> {
    await this.#explanations.loaded;
    const moment = index === undefined ? undefined : this.#values.get(id)?.moments[index];
    if (moment !== undefined && this.#active !== id) this.#activate(id);
    this.#moment = moment;
    if (moment !== undefined) this.#isHidden = false;
    this.#draw();
    const explanation = this.#explanations.get(id);
    const document = await openQuietly(explanation?.uris[0] ?? '');
    const line = moment && this.#codeLine(explanation, moment.line);
    if (document !== undefined && line !== undefined)
      await goToLines(document, { firstLine: line, lastLine: line }, true);
  }

  /** Draws anew, as the settings are now. */
  refresh(): void {
    this.#draw();
  }

  /** Takes what the lines of an answer's code did in a run, to be shown beside them. */
  takeValues(id: string, values: RunValues): void {
    this.#values.set(id, values);
    this.#located = undefined;
    this.#moment = undefined;
    if (id === this.#active) this.#draw();
  }

  dispose(): void {
    vscode.Disposable.from(this.#listener, this.#marks).dispose();
  }

  #changed({ id, links }: Explanation): void {
    this.emit('message', { type: 'stepLinks', id, links });
    if (id === this.#active) this.#draw();
  }

  #activate(id: string | undefined): void {
    this.#light([]);
    this.#active = id;
    this.#isHidden = false;
    this.#current = undefined;
    this.#moment = undefined;
    this.#draw();
    this.emit('activated', id);
  }

  #light(steps: readonly number[]): void {
    if (this.#active === undefined || String(steps) === String(this.#lit)) return;
    this.#lit = steps;
    void vscode.commands.executeCommand('setContext', CONTEXT.stepShown, steps.length > 0);
    this.emit('message', { type: 'stepsLit', id: this.#active, steps });
    this.#draw();
  }

  #cursorMoved(editor: vscode.TextEditor): void {
    const explanation = this.#explanations.get(this.#active ?? '');
    const uri = editor.document.uri.toString();
    if (this.#isHidden || !explanation?.uris.includes(uri)) return;
    const { line, character } = editor.selection.active;
    if (this.#ownCursor === `${uri}:${line + 1}:${character}`) return;
    this.#ownCursor = undefined;
    const here = explanation.links.filter(
      (link) => link.uri === uri && !link.isStale && link.firstLine <= line + 1 && line + 1 <= link.lastLine,
    );
    const steps = here.map(({ step }) => step);
    if (this.#current === undefined || !steps.includes(this.#current)) this.#current = steps[0] ?? this.#current;
    this.#light(steps);
  }

  #draw(): void {
    const explanation = this.#explanations.get(this.#active ?? '');
    const linked = explanation?.links.filter(({ isStale }) => !isStale) ?? [];
    const marked = linked.map(({ step, uri, firstLine, lastLine }) => {
      const section = explanation?.steps[step];
      return {
        uri,
        label: labelOf(explanation, step),
        words: section === undefined ? '' : wordsOf(section),
        firstLine,
        lastLine,
        isLit: this.#lit.includes(step),
      };
    });
    if (this.#isHidden) this.#marks.show([], []);
    else {
      const shows = this.#moment !== undefined || this.#isShowingValues();
      this.#marks.show(marked, shows ? this.#valuesOf(explanation) : []);
    }
    if (this.#hasSteps === marked.length > 0) return;
    this.#hasSteps = !this.#hasSteps;
    void vscode.commands.executeCommand('setContext', CONTEXT.hasSteps, this.#hasSteps);
  }

  /** None once the code has changed: they are of the code that was run. */
  #valuesOf(explanation: Explanation | undefined): MarkedValues[] {
    const { lines = [], note } = this.#values.get(explanation?.id ?? '') ?? {};
    const shown = this.#moment === undefined ? lines : [this.#moment];
    const uri = explanation?.uris[0] ?? '';
    return shown.flatMap(({ line, text }): MarkedValues[] => {
      const at = this.#codeLine(explanation, line);
      return at === undefined ? [] : [{ uri, line: at, text, ...(note !== undefined && { note }) }];
    });
  }

  /** Where a line of the code that was run stands in its document now; `undefined` once the code has changed. */
  #codeLine(explanation: Explanation | undefined, line: number): number | undefined {
    const { code } = this.#values.get(explanation?.id ?? '') ?? {};
    const uri = explanation?.uris[0] ?? '';
    const document = openDocument(uri);
    if (explanation === undefined || document === undefined || code === undefined) return undefined;
    // The cursor's moves draw anew, too: the text is looked through once for each version of it.
    const key = `${explanation.id} ${uri} ${document.version}`;
    if (this.#located?.key !== key) {
      const now = linesNow([code], linesOf(document), explanation.links[0]?.firstLine ?? 1);
      this.#located = { key, firstLine: now?.firstLine };
    }
    const { firstLine } = this.#located;
    return firstLine === undefined ? undefined : firstLine + line - 1;
  }

  #place(explanation: Explanation, { step, firstLine, lastLine }: StepLink): string {
    const label = labelOf(explanation, step);
    const count = explanation.steps.length;
    return firstLine === lastLine
      ? vscode.l10n.t('Step {0} of {1}: line {2}', label, count, firstLine)
      : vscode.l10n.t('Step {0} of {1}: lines {2} to {3}', label, count, firstLine, lastLine);
  }
}

/** As the answer numbers it, else counted. */
function labelOf(explanation: Explanation | undefined, step: number): string {
  return String(explanation?.steps[step]?.number ?? step + 1);
}
