import * as vscode from 'vscode';
import { OPEN_STATUSES } from '../../protocol/conversation.ts';
import type { Explanation, Explanations } from '../explanations/explanations.ts';
import type { StepWalk } from '../explanations/stepWalk.ts';
import { goToLines, openQuietly } from '../editor/documents.ts';
import { CONTEXT, THREADS } from '../platform/names.ts';
import { questionOf } from '../sessions/askedFor.ts';
import type { OpenChats } from '../sessions/openChats.ts';
import { CheckedAnswer, type CheckedSection } from './checkedAnswer.ts';
import type { RunViews } from './runViews.ts';
import { stepComments, type StepComment } from './stepComments.ts';
import { untrusted, type ThreadComment, type ThreadController } from './threadController.ts';

export interface StepThreadsParts {
  readonly controller: ThreadController;
  readonly walk: StepWalk;
  readonly explanations: Explanations;
  readonly openChats: OpenChats;
  readonly runs: RunViews;
}

interface Shown {
  readonly thread: vscode.CommentThread;
  readonly comment: ThreadComment;
  /** What it says now. */
  said: StepComment;
}

/** The steps of the explanation that is walked through, as comments on their lines; they go when its marks go. */
export class StepThreads implements vscode.Disposable {
  readonly #parts: StepThreadsParts;
  /** By the step. */
  readonly #shown = new Map<number, Shown>();
  #isTold = false;
  /** The answer whose steps the user wants to see so. */
  #wanted: string | undefined;
  /** What was found in it, as it was read last. */
  #read: { readonly key: string; readonly sections: readonly CheckedSection[] } | undefined;

  constructor(parts: StepThreadsParts) {
    this.#parts = parts;
    const { walk, explanations, runs } = parts;
    explanations.on('changed', (explanation) => this.#draw(explanation));
    runs.on('compared', (id) => this.#draw(explanations.get(id)));
    walk.on('hidden', () => this.hide());
    walk.on('activated', (id) => this.#activated(id));
  }

  /** Show Steps as Comments. */
  async show(): Promise<void> {
    const { walk, explanations } = this.#parts;
    await explanations.loaded;
    const explanation = walk.bringBack();
    if (explanation === undefined || explanation.links.length === 0) {
      void vscode.window.showInformationMessage(
        explanation === undefined
          ? vscode.l10n.t('This chat holds no explanation of code. Select some code and explain it first.')
          : vscode.l10n.t('No step of this explanation names lines of code.'),
      );
      return;
    }
    this.#wanted = explanation.id;
    this.#draw(explanation);
    await bringIntoSight(explanation);
  }

  hide(): void {
    this.#wanted = undefined;
    this.#clear();
  }

  /** Takes away those of a document while another thread comes up there: VS Code gives the focus to the oldest one of a line. */
  async behind(uri: vscode.Uri, comeUp: () => Promise<void>): Promise<void> {
    for (const [step, { thread }] of this.#shown) {
      if (thread.uri.toString() !== uri.toString()) continue;
      thread.dispose();
      this.#shown.delete(step);
    }
    await comeUp();
    this.#draw(this.#parts.explanations.get(this.#wanted ?? ''));
  }

  dispose(): void {
    this.#clear();
  }

  /** The same explanation comes back after its conversation was read anew. */
  #activated(id: string | undefined): void {
    if (id === undefined) this.#clear();
    else if (id === this.#wanted) this.#draw(this.#parts.explanations.get(id));
    else this.hide();
  }

  #draw(explanation: Explanation | undefined): void {
    if (explanation === undefined || explanation.id !== this.#wanted) return;
    const comments = stepComments(this.#sectionsOf(explanation.id), explanation.links, vscode.l10n.t);
    for (const [step, { thread }] of this.#shown) {
      const now = comments.find((comment) => comment.step === step);
      if (now?.uri === thread.uri.toString()) continue;
      thread.dispose();
      this.#shown.delete(step);
    }
    for (const comment of comments) this.#drawStep(comment);
    this.#tell();
  }

  #drawStep(said: StepComment): void {
    const known = this.#shown.get(said.step);
    if (known === undefined) {
      const { controller } = this.#parts;
      const options = { label: said.label, kind: THREADS.step, canReply: false };
      const thread = controller.add(vscode.Uri.parse(said.uri), rangeOf(said), options);
      const comment = controller.answer(said.body);
      thread.comments = [comment];
      this.#shown.set(said.step, { thread, comment, said });
      return;
    }
    const { thread, comment } = known;
    if (known.said.label !== said.label) thread.label = said.label;
    if (known.said.firstLine !== said.firstLine || known.said.lastLine !== said.lastLine) thread.range = rangeOf(said);
    if (known.said.body !== said.body) {
      comment.body = untrusted(said.body);
      thread.comments = [comment];
    }
    known.said = said;
  }

  #sectionsOf(id: string): readonly CheckedSection[] {
    const { openChats, runs } = this.#parts;
    const { transcript } = openChats.current;
    const answer = transcript.answer(id);
    if (answer === undefined) return [];
    const run = runs.get(id);
    const isOpen = OPEN_STATUSES.includes(answer.status);
    // Each key in an editor draws anew: the answer is read only when it is another one.
    const key = JSON.stringify([id, answer.text, isOpen, run]);
    if (this.#read?.key !== key) {
      const sections = new CheckedAnswer(questionOf(transcript.turns, id)).read(answer.text, isOpen, run);
      this.#read = { key, sections };
    }
    return this.#read.sections;
  }

  #clear(): void {
    for (const { thread } of this.#shown.values()) thread.dispose();
    this.#shown.clear();
    this.#tell();
  }

  #tell(): void {
    if (this.#isTold === this.#shown.size > 0) return;
    this.#isTold = !this.#isTold;
    void vscode.commands.executeCommand('setContext', CONTEXT.hasStepComments, this.#isTold);
  }
}

const rangeOf = ({ firstLine, lastLine }: StepComment): vscode.Range =>
  new vscode.Range(firstLine - 1, 0, lastLine - 1, Number.MAX_SAFE_INTEGER);

/** Opens the document of the first step unless one of the explanation's is on screen. */
async function bringIntoSight({ uris, links: [first] }: Explanation): Promise<void> {
  const editors = vscode.window.visibleTextEditors.filter(({ document }) => uris.includes(document.uri.toString()));
  // VS Code takes a click on a comment's sign within a selection for one on the selection, where no comment is.
  for (const editor of editors)
    editor.selection = new vscode.Selection(editor.selection.active, editor.selection.active);
  if (first === undefined || editors.length > 0) return;
  const document = await openQuietly(first.uri);
  if (document !== undefined && first.lastLine <= document.lineCount) await goToLines(document, first, false);
}
