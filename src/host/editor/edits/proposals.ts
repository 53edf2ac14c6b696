import { unlinked } from '../../platform/texts/unlinked.ts';
import * as vscode from 'vscode';
import { labelOf } from '../label.ts';
import { mayBeChanged, sayReadOnly } from './mayBeChanged.ts';
import { SCHEMES } from '../../platform/names.ts';

/** A change of a document, for the user to accept. */
export interface Proposal {
  readonly document: vscode.TextDocument;
  /** What is replaced; an empty range inserts. */
  readonly range: vscode.Range;
  /** With `\n` line breaks. */
  readonly text: string;
  /** Of the diff's tab. */
  readonly title: string;
}

interface Shown {
  readonly target: vscode.Uri;
  readonly range: vscode.Range;
  readonly text: string;
  /** The whole document before and after. */
  readonly before: string;
  readonly after: string;
}

interface InFront {
  readonly shown: Shown;
  readonly tab: vscode.Tab;
}

/**
 * Changes that answers suggest, each shown as a diff: the document on the left, untouched, the change on the right. Only
 * Accept changes the document, and only while it still is what the diff was made from.
 */
export class Proposals implements vscode.Disposable {
  readonly #shown = new Map<string, Shown>();
  readonly #registered: vscode.Disposable;
  readonly #accepting = new Set<Shown>();
  #count = 0;

  constructor() {
    this.#registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEMES.proposal, {
        provideTextDocumentContent: (uri) => this.#shown.get(uri.toString())?.after ?? '',
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        // VS Code also tells a tab as closed that it makes anew, for its name or its place.
        const there = new Set(allTabs().map(proposalIn));
        for (const gone of closed.map(proposalIn)) if (!there.has(gone)) this.#shown.delete(gone ?? '');
      }),
    );
    void closeLeftOver();
  }

  async propose({ document, range, text, title }: Proposal): Promise<void> {
    if (!(await mayBeChanged(document))) {
      sayReadOnly(unlinked(labelOf(document.uri)));
      return;
    }
    const lines = document.eol === vscode.EndOfLine.CRLF ? text.replaceAll('\n', '\r\n') : text;
    const before = document.getText();
    const after = before.slice(0, document.offsetAt(range.start)) + lines + before.slice(document.offsetAt(range.end));
    const { uri: target } = document;
    const uri = vscode.Uri.from({ scheme: SCHEMES.proposal, path: target.path, query: String(++this.#count) });
    this.#shown.set(uri.toString(), { target, range, text: lines, before, after });
    await vscode.commands.executeCommand('vscode.diff', target, uri, title, { preview: true });
  }

  /** Applies the change whose diff is in front; it can be undone there like any edit. */
  async accept(): Promise<void> {
    const front = this.#inFront();
    if (front === undefined && isProposalInFront())
      void vscode.window.showWarningMessage(vscode.l10n.t('This change is not known any more. Ask again.'));
    // A second click comes while the first one is still at work.
    if (front === undefined || this.#accepting.has(front.shown)) return;
    this.#accepting.add(front.shown);
    await this.#apply(front).finally(() => this.#accepting.delete(front.shown));
  }

  async #apply(front: InFront): Promise<void> {
    const { target, range, text, before } = front.shown;
    const label = unlinked(labelOf(target));
    const document = await open(target);
    if (document === undefined) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('{0} cannot be opened: it was moved, deleted or closed.', label),
      );
      return;
    }
    if (document.getText() !== before) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('{0} changed since this was suggested. Nothing was replaced. Ask again.', label),
      );
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(target, range, text);
    if (!(await vscode.workspace.applyEdit(edit))) {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be changed.', label));
      return;
    }
    await vscode.window.tabGroups.close(front.tab);
    const editor = await vscode.window.showTextDocument(document, {
      selection: new vscode.Range(range.start, range.start),
    });
    editor.revealRange(range);
  }

  /** Closes the diff in front; nothing was changed. */
  async discard(): Promise<void> {
    const tab = tabInFront();
    if (tab !== undefined && proposalIn(tab) !== undefined) await vscode.window.tabGroups.close(tab);
  }

  dispose(): void {
    this.#registered.dispose();
  }

  #inFront(): InFront | undefined {
    const tab = tabInFront();
    const shown = tab && this.#shown.get(proposalIn(tab) ?? '');
    return shown && { shown, tab };
  }
}

const allTabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const tabInFront = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;

function isProposalInFront(): boolean {
  const tab = tabInFront();
  return tab !== undefined && proposalIn(tab) !== undefined;
}

/** The proposed document that a tab shows, by its URI's text. */
function proposalIn({ input }: vscode.Tab): string | undefined {
  const isProposal = input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEMES.proposal;
  return isProposal ? input.modified.toString() : undefined;
}

/** A diff that the window restored has lost its change: it would show an empty document in its place. */
async function closeLeftOver(): Promise<void> {
  await vscode.window.tabGroups.close(allTabs().filter((tab) => proposalIn(tab) !== undefined));
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
