import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunConfig, RunRecord } from '../../../../reasoning/evaluation/runRecords.ts';
import { scoreOf } from '../../../../reasoning/evaluation/scores.ts';
import { questionsAtATime } from '../../../evaluation/concurrency.ts';
import { runConfigOf } from '../../../evaluation/runConfig.ts';
import { runItems } from '../../../evaluation/runItems.ts';
import { loadedHash } from '../../chats/receipts.ts';
import type { CommandParts } from '../../commandParts.ts';
import type { Problems } from './chooseProblems.ts';

/** Of an answer, tokens. */
const MAX_TOKENS = 1024;

/** @returns undefined when the model's file was not read to its end, or is not a file here */
export async function configOf(
  { engine, models }: Pick<CommandParts, 'engine' | 'models'>,
  { task, sha256: data }: Problems,
): Promise<RunConfig | undefined> {
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

/**
 * Asks the loaded model the problems, with progress and Cancel. Questions of the user go first.
 *
 * @param records what was answered is added to them
 * @returns whether it came to its end
 */
export async function runWithProgress(
  { engine }: Pick<CommandParts, 'engine'>,
  config: RunConfig,
  { items }: Problems,
  records: RunRecord[],
): Promise<boolean> {
  const known = new Map(items.map((item) => [item.id, item]));
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Evaluating {0}', config.model.file),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
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
    return !stop.signal.aborted;
  });
}
