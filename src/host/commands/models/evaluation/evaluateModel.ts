import * as vscode from 'vscode';
import { toFailure } from '../../../../protocol/failures.ts';
import type { RunRecord } from '../../../../reasoning/evaluation/runRecords.ts';
import { reportData } from '../../../evaluation/report/reportData.ts';
import { reportHtml } from '../../../evaluation/report/reportHtml.ts';
import { showFailure } from '../../../platform/failureView.ts';
import type { CommandParts } from '../../commandParts.ts';
import { chooseProblems } from './chooseProblems.ts';
import { configOf, runWithProgress } from './runInWindow.ts';
import { showPage } from './showPage.ts';

/**
 * Evaluate Model…: asks the loaded model problems of our own and shows how many it answers right. Canceled or failed, it shows
 * what was answered until then.
 */
export async function evaluateModel(parts: Pick<CommandParts, 'engine' | 'models' | 'extension'>): Promise<void> {
  const problems = await chooseProblems(parts, vscode.l10n.t('Evaluate Model'));
  if (problems === undefined) return;
  try {
    const config = await configOf(parts, problems);
    if (config === undefined) return;
    const records: RunRecord[] = [];
    try {
      await runWithProgress(parts, config, problems, records);
    } finally {
      // Also of a run that failed: what was answered is worth looking at.
      if (records.some(({ type }) => type !== 'prompt')) {
        const data = reportData({ config, records }, problems.items);
        const title = vscode.l10n.t('Evaluation of {0}', config.model.file);
        showPage(parts, title, reportHtml(data, vscode.l10n.t, vscode.env.language));
      }
    }
  } catch (error) {
    await showFailure(toFailure(error));
  }
}
