import * as vscode from 'vscode';
import type { Answer, Question, QuestionSource } from '../../protocol/panel.ts';
import { dedent } from '../../reasoning/explain.ts';
import { suggestedReplacement } from '../../reasoning/gates/fix.ts';
import type { ActiveSession } from '../chat/activeSession.ts';
import { SCHEMES } from '../platform/names.ts';

interface Suggestion {
  readonly target: vscode.Uri;
  readonly label: string;
  /** The whole document before and after. */
  readonly before: string;
  readonly after: string;
  /** The lines that change, in the document before. */
  readonly range: vscode.Range;
  readonly text: string;
}

/**
 * Shows the change an answer suggests as a diff: the document on the left, untouched, the suggestion on the right. Only
 * Accept changes the document, and only while it still is what the diff shows.
 */
export class FixReview implements vscode.Disposable {
  readonly #suggestions = new Map<string, Suggestion>();
  readonly #disposables: vscode.Disposable[] = [];
  #count = 0;

  constructor(session: ActiveSession) {
    this.#disposables.push(
      vscode.workspace.registerTextDocumentContentProvider(SCHEMES.fix, {
        provideTextDocumentContent: (uri) => this.#suggestions.get(uri.toString())?.after ?? '',
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) this.#suggestions.delete(suggestionUri(tab) ?? '');
      }),
    );
    void closeLeftOver();
    session.on('generating', (isRunning, { turns }) => {
      if (isRunning) return;
      const [question, answer] = turns.slice(-2);
      if (question?.role !== 'user' || answer?.role !== 'assistant') return;
      if (question.wantsFix === true && answer.status === 'finished') void this.#review(question, answer);
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** Applies the suggestion on screen to its document; it can be undone there like any edit. */
  async accept(): Promise<void> {
    const shown = this.#shown();
    if (shown === undefined) return;
    const { suggestion, tab } = shown;
    const document = await open(suggestion.target);
    if (document === undefined) {
      sayGone(suggestion.label);
      return;
    }
    if (document.getText() !== suggestion.before) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('{0} was changed since the fix was suggested. Ask for it again.', suggestion.label),
      );
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(suggestion.target, suggestion.range, suggestion.text);
    if (!(await vscode.workspace.applyEdit(edit))) {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be changed.', suggestion.label));
      return;
    }
    await vscode.window.tabGroups.close(tab);
    await vscode.window.showTextDocument(document);
    // The editor moves its selection along with the edit; the changed lines are what the user wants to see.
    vscode.window.activeTextEditor?.revealRange(suggestion.range);
  }

  /** Closes the diff; nothing was changed. */
  async discard(): Promise<void> {
    const shown = this.#shown();
    if (shown !== undefined) await vscode.window.tabGroups.close(shown.tab);
  }

  #shown(): { readonly suggestion: Suggestion; readonly tab: vscode.Tab } | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const suggestion = tab && this.#suggestions.get(suggestionUri(tab) ?? '');
    return suggestion && { suggestion, tab };
  }

  async #review({ source, text }: Question, answer: Answer): Promise<void> {
    if (source === undefined) return;
    const target = vscode.Uri.parse(source.uri);
    const document = await open(target);
    if (document === undefined) {
      sayGone(source.label);
      return;
    }
    const suggestion = suggestionFor(document, source, text, answer.text);
    if (typeof suggestion === 'string') {
      void vscode.window.showInformationMessage(suggestion);
      return;
    }
    const uri = vscode.Uri.from({ scheme: SCHEMES.fix, path: target.path, query: String(++this.#count) });
    this.#suggestions.set(uri.toString(), suggestion);
    const title = vscode.l10n.t('{0}: Suggested Fix', source.label);
    await vscode.commands.executeCommand('vscode.diff', target, uri, title);
  }
}

/** The suggested document that a tab shows, by its URI's text. */
function suggestionUri({ input }: vscode.Tab): string | undefined {
  const isFix = input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEMES.fix;
  return isFix ? input.modified.toString() : undefined;
}

/** A diff that the window restored has lost its suggestion: it would show an empty document as the fix. */
async function closeLeftOver(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter((tab) => suggestionUri(tab) !== undefined));
}

/** The suggestion, or the sentence that says why there is none. */
function suggestionFor(
  document: vscode.TextDocument,
  { label, firstLine, lastSentLine }: QuestionSource,
  question: string,
  answer: string,
): Suggestion | string {
  const lines = Array.from(
    { length: Math.max(0, Math.min(lastSentLine, document.lineCount) - firstLine + 1) },
    (_, i) => document.lineAt(firstLine - 1 + i).text,
  );
  // The question holds the lines as they were; a fix for other lines must not be placed here.
  if (lines.length === 0 || !question.includes(dedent(lines.join('\n')))) {
    return vscode.l10n.t('{0} was changed since the fix was suggested. Ask for it again.', label);
  }
  const replacement = suggestedReplacement(lines, answer);
  if (replacement === undefined) {
    return vscode.l10n.t('The answer holds no code that could replace these lines. Nothing was changed.');
  }
  const { start, end } = replacement;
  const range = new vscode.Range(
    new vscode.Position(firstLine - 1 + start, 0),
    document.lineAt(firstLine - 1 + end - 1).range.end,
  );
  const text = replacement.lines.join(document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
  const before = document.getText();
  const after = before.slice(0, document.offsetAt(range.start)) + text + before.slice(document.offsetAt(range.end));
  return { target: document.uri, label, before, after, range, text };
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function sayGone(label: string): void {
  void vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be opened: it was moved, deleted or closed.', label));
}
