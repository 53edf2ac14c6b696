import { basename } from 'node:path';
import * as vscode from 'vscode';
import { OPEN_STATUSES, type Answer } from '../../../protocol/conversation.ts';
import { toFailure } from '../../../protocol/failures.ts';
import type { LocalEngine } from '../../engine/engine.ts';
import { showFailure } from '../../platform/failureView.ts';
import { unlinked } from '../../platform/texts/unlinked.ts';
import { receiptOf } from '../../receipts/answerReceipt.ts';
import { readReceipt, ReceiptError, type Receipt, type ReceiptProblem } from '../../receipts/receipt.ts';
import { comparisonMarkdown, receiptMarkdown } from '../../receipts/receiptMarkdown.ts';
import { replay, type Replayed } from '../../receipts/replay.ts';
import { modelTurns } from '../../sessions/transcript.ts';
import type { CommandParts } from '../commandParts.ts';
import type { ModelParts } from '../models/modelParts.ts';
import { writeExport } from './exportChat.ts';

/** Larger files are no receipts. */
const MOST_BYTES = 16 * 1024 * 1024;

type Parts = Pick<CommandParts, 'engine' | 'history' | 'models' | 'openChats' | 'extension'>;

/** Save Receipt…: what the answer `id`, or the last one, was made from and with, to be replayed (JSON) or read (Markdown). */
export async function saveReceipt(parts: Parts, id?: unknown): Promise<void> {
  const { transcript } = parts.openChats.current;
  const answer = transcript.turns.findLast(
    (turn): turn is Answer => turn.role === 'assistant' && (typeof id !== 'string' || turn.id === id),
  );
  try {
    const receipt = answer && (await receiptFor(parts, answer));
    if (receipt === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'This answer has no receipt. Answers that were written to their end by the model that is loaded have one.',
        ),
      );
      return;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Save Receipt'),
      ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, 'receipt.json') }),
      filters: { [vscode.l10n.t('JSON, to be replayed')]: ['json'], [vscode.l10n.t('Markdown, to be read')]: ['md'] },
    });
    if (target === undefined) return;
    const isMarkdown = target.path.toLowerCase().endsWith('.md');
    const text = isMarkdown ? receiptMarkdown(receipt, vscode.l10n.t) : `${JSON.stringify(receipt, undefined, 2)}\n`;
    const name = vscode.workspace.asRelativePath(target);
    await writeExport(target, text, vscode.l10n.t('The receipt was saved to {0}.', name));
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

async function receiptFor(
  { engine, history, models, openChats, extension }: Parts,
  answer: Answer,
): Promise<Receipt | undefined> {
  const { transcript } = openChats.current;
  const { made, settings, stats, status } = answer;
  const run = stats?.run;
  if (made === undefined || OPEN_STATUSES.includes(status)) return undefined;
  const prompt =
    transcript.promptOf(answer.id) ?? history.use('read', (store) => store.prompts(transcript.id)).get(answer.id);
  if (prompt === undefined) return undefined;
  const known = run === undefined || run.sha256 === 'unknown' ? undefined : run.sha256;
  const sha256 = known ?? (run && (await loadedHash(engine, models, run)));
  const turns = modelTurns(transcript.turns, answer.id, { systemPrompt: settings?.systemPrompt ?? '', goOn: false });
  const { version } = extension.packageJSON as { readonly version: string };
  return receiptOf({ answer, turns, prompt, version, sha256 });
}

/** The SHA-256 of the loaded model's file, where it is the one of `run`; reads the whole file once. */
export async function loadedHash(
  engine: LocalEngine,
  { store }: ModelParts,
  run: { readonly file: string; readonly bytes: number },
): Promise<string | undefined> {
  const local = engine.state.state === 'ready' ? engine.state.info.local : undefined;
  if (local === undefined || basename(local.path) !== run.file || local.bytes !== run.bytes) return undefined;
  const known = await store().knownHash(local.path);
  if (known !== undefined) return known;
  const title = vscode.l10n.t('Verifying {0}', run.file);
  await cancellable(title, (signal) => store().verify(local.path, signal, () => undefined));
  return store().knownHash(local.path);
}

/** Replay Receipt…: makes the answer of a receipt again and says whether it is the same. */
export async function replayReceipt({ engine, models }: Pick<CommandParts, 'engine' | 'models'>): Promise<void> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Replay Receipt'),
    openLabel: vscode.l10n.t('Replay'),
    filters: { [vscode.l10n.t('Receipts')]: ['json'] },
  });
  const file = files?.[0];
  if (file === undefined) return;
  const receipt = await openReceipt(file);
  if (receipt === undefined) return;
  try {
    const other = await otherThan(engine, models, receipt);
    if (other !== undefined) {
      void vscode.window.showWarningMessage(unlinked(other));
      return;
    }
    const title = vscode.l10n.t('Replaying the receipt');
    const replayed = await cancellable(title, (signal) => replay(engine, receipt, signal));
    if (replayed !== undefined) await tell(receipt, replayed);
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

/** Says which model made the answer of a receipt, where it is another one than answers now. */
async function otherThan(
  engine: LocalEngine,
  models: ModelParts,
  { model, made }: Receipt,
): Promise<string | undefined> {
  const { identity, local, server } = await engine.start();
  if ('server' in made) {
    const { model: name, host } = made.server;
    if (server?.host === host && identity === name) return undefined;
    return vscode.l10n.t('This receipt is of {0} on {1}. Connect to that server, then try again.', name, host);
  }
  const file = local && { file: basename(local.path), bytes: local.bytes };
  const sha256 = file && (identity ?? (await loadedHash(engine, models, file)));
  if (model === undefined || sha256 === model.sha256) return undefined;
  return vscode.l10n.t('This receipt is of {0}. Choose that model, then try again.', model.file);
}

async function tell(receipt: Receipt, { result, comparison }: Replayed): Promise<void> {
  if (comparison.same) {
    const { chains } = comparison;
    const same =
      chains === undefined
        ? vscode.l10n.t('The same answer, to the byte.')
        : vscode.l10n.t('The same {0} chains, to the byte.', chains);
    void vscode.window.showInformationMessage(same);
    return;
  }
  const show = vscode.l10n.t('Show Comparison');
  const { at, chain } = comparison;
  const said =
    chain === undefined
      ? vscode.l10n.t('Another answer from character {0} on.', at + 1)
      : vscode.l10n.t('Chain {0} is another one from character {1} on.', chain + 1, at + 1);
  if ((await vscode.window.showWarningMessage(said, show)) !== show) return;
  const content = comparisonMarkdown(receipt, result.answer, comparison, vscode.l10n.t);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
}

/** The receipt in a file; says why where there is none. */
async function openReceipt(file: vscode.Uri): Promise<Receipt | undefined> {
  const name = vscode.workspace.asRelativePath(file);
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > MOST_BYTES) throw new ReceiptError('notReceipt');
    return readReceipt(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch (error) {
    const why = error instanceof ReceiptError ? problemText(error.problem) : String(error);
    void vscode.window.showErrorMessage(unlinked(vscode.l10n.t('{0} cannot be replayed. {1}', name, why)));
    return undefined;
  }
}

function problemText(problem: ReceiptProblem): string {
  switch (problem) {
    case 'notJson':
      return vscode.l10n.t('It is not JSON, or it is cut off.');
    case 'notReceipt':
      return vscode.l10n.t('It is no receipt of Cerebrum, or parts of it are missing.');
    case 'otherVersion':
      return vscode.l10n.t('It was written by another version of Cerebrum, in a form that this one does not know.');
    case 'edited':
      return vscode.l10n.t('It was changed after it was written, so nothing in it can be relied on.');
  }
}

/** Runs `work` with a notification that can cancel it; `undefined` when that was done. */
async function cancellable<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      return await work(abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    }
  });
}
