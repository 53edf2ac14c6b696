import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import type { RunConfig, RunContent, RunRecord } from '../../../reasoning/evaluation/runRecords.ts';
import { scoreOf } from '../../../reasoning/evaluation/scores.ts';
import { builtInFile } from '../../evaluation/builtIn.ts';
import { questionsAtATime } from '../../evaluation/concurrency.ts';
import { readItems, type ItemFile } from '../../evaluation/readItems.ts';
import { reportData } from '../../evaluation/report/reportData.ts';
import { reportHtml } from '../../evaluation/report/reportHtml.ts';
import { runConfigOf } from '../../evaluation/runConfig.ts';
import { runItems } from '../../evaluation/runItems.ts';
import { showFailure } from '../../platform/failureView.ts';
import { EDITOR } from '../../platform/names.ts';
import { loadedHash } from '../chats/receipts.ts';
import type { CommandParts } from '../commandParts.ts';

type Parts = Pick<CommandParts, 'engine' | 'models' | 'extension'>;

/** Of an answer, tokens. */
const MAX_TOKENS = 1024;
/** Numbers of questions that are offered, beside all. */
const COUNTS = [20, 40];

interface Chosen extends ItemFile {
  readonly task: 'gsm8k' | 'math';
}

/**
 * Evaluate Model…: asks the loaded model problems of our own and shows how many it answers right. Questions of the user go first.
 * Canceled or failed, it shows what was answered until then.
 */
export async function evaluateModel(parts: Parts): Promise<void> {
  const chosen = await chooseProblems(parts);
  if (chosen === undefined) return;
  try {
    const config = await configOf(parts, chosen);
    if (config === undefined) return;
    const records: RunRecord[] = [];
    try {
      await runWithProgress(parts, config, chosen, records);
    } finally {
      // Also of a run that failed: what was answered is worth looking at.
      if (records.some(({ type }) => type !== 'prompt')) showReport({ config, records }, chosen, parts);
    }
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

async function chooseProblems({ extension }: Parts): Promise<Chosen | undefined> {
  const media = join(extension.extensionPath, 'media');
  const sets = (['gsm8k', 'math'] as const).flatMap((task) => {
    const file = builtInFile(media, task);
    return file === undefined ? [] : [{ task, ...readItems(file, task) }];
  });
  const names = { gsm8k: vscode.l10n.t('Word Problems'), math: vscode.l10n.t('Formulas') };
  const title = vscode.l10n.t('Evaluate Model');
  const set = await vscode.window.showQuickPick(
    sets.map((one) => ({ label: names[one.task], description: vscode.l10n.t('{0} questions', one.items.length), one })),
    { title, placeHolder: vscode.l10n.t('Problems that come with Cerebrum') },
  );
  if (set === undefined) return undefined;
  const { items } = set.one;
  const counts = [...COUNTS.filter((count) => count < items.length), items.length];
  const count = await vscode.window.showQuickPick(
    counts.map((number) => ({ label: vscode.l10n.t('{0} questions', number), number })),
    { title, placeHolder: vscode.l10n.t('More questions make the interval narrower and take longer') },
  );
  return count && { ...set.one, items: spread(items, count.number) };
}

/** So many of the items, evenly: the first ones alone would be of few subjects. */
const spread = <T>(items: readonly T[], count: number): readonly T[] =>
  Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]).filter(
    (item) => item !== undefined,
  );

/** @returns undefined when the model's file was not read to its end, or is not a file here */
async function configOf({ engine, models }: Parts, { task, sha256: data }: Chosen): Promise<RunConfig | undefined> {
  const title = vscode.l10n.t('Loading the model');
  const info = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
    engine.start(),
  );
  const { local } = info;
  const sha256 =
    info.identity ?? (local && (await loadedHash(engine, models, { file: basename(local.path), bytes: local.bytes })));
  if (sha256 === undefined) return undefined;
  return runConfigOf(engine, info, {
    ...{ task, protocol: 'cerebrum', method: 'generate', shots: 0, chains: 1, seed: 0, maxTokens: MAX_TOKENS },
    ...{ data, sha256, modelPath: local?.path ?? info.name },
  });
}

/** @param records what was answered is added to them */
async function runWithProgress(
  { engine }: Parts,
  config: RunConfig,
  { items }: Chosen,
  records: RunRecord[],
): Promise<void> {
  const known = new Map(items.map((item) => [item.id, item]));
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Evaluating {0}', config.model.file),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    let [done, right] = [0, 0];
    const parts = {
      ...{ engine, config, examples: [], priority: 'background' as const },
      file: { records: [], add: (record: RunRecord) => void records.push(record) },
      concurrency: questionsAtATime(engine, 1),
      onItem: (record: Parameters<typeof scoreOf>[1]) => {
        const item = known.get(record.item);
        done += 1;
        if (item !== undefined && scoreOf(item, record, config).first === true) right += 1;
        const message = vscode.l10n.t('{0} of {1}, {2} right', done, items.length, right);
        progress.report({ message, increment: 100 / items.length });
      },
    };
    await runItems(items, parts, stop.signal);
  });
}

/** A page without scripts, which loads nothing. */
function showReport(run: RunContent, { items }: Chosen, { extension }: Parts): void {
  const title = vscode.l10n.t('Evaluation of {0}', run.config.model.file);
  const panel = vscode.window.createWebviewPanel(EDITOR.evaluation, title, vscode.ViewColumn.Active, {
    enableScripts: false,
    localResourceRoots: [],
  });
  panel.iconPath = vscode.Uri.joinPath(extension.extensionUri, 'media', 'icon.png');
  panel.webview.html = reportHtml(reportData(run, items), vscode.l10n.t, vscode.env.language);
}
