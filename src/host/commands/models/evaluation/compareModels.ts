import { basename } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../../../../protocol/failures.ts';
import type { RunContent, RunRecord } from '../../../../reasoning/evaluation/runRecords.ts';
import { comparisonHtml } from '../../../evaluation/report/comparisonHtml.ts';
import { comparisonOf } from '../../../evaluation/report/comparisonData.ts';
import { showFailure } from '../../../platform/failureView.ts';
import { readSettings, writeModelPath, writeServerAddress } from '../../../platform/settings.ts';
import { formatBytes } from '../../../platform/texts/numbers.ts';
import type { CommandParts } from '../../commandParts.ts';
import { chooseProblems, type Problems } from './chooseProblems.ts';
import { loadModel } from './loadModel.ts';
import { configOf, runWithProgress } from './runInWindow.ts';
import { showPage } from './showPage.ts';

type Parts = Pick<CommandParts, 'engine' | 'models' | 'extension' | 'demoModelPath'>;

/** A model on this machine, and how the settings name it. */
interface Candidate {
  readonly setting: string;
  readonly path: string;
  readonly label: string;
  readonly bytes?: number;
}

/**
 * Compare Two Models…: asks two models the same problems, one after the other, and says what the difference is worth. Then the
 * model that was in use is back.
 */
export async function compareModels(parts: Parts): Promise<void> {
  const pair = await choosePair(parts);
  const problems = pair && (await chooseProblems(parts, vscode.l10n.t('Compare Two Models')));
  if (pair === undefined || problems === undefined) return;
  const { modelPath, serverAddress } = readSettings();
  try {
    const runs: RunContent[] = [];
    for (const candidate of pair) {
      if (!(await loadModel(parts.engine, candidate.setting, candidate.path))) return;
      const run = await runOf(parts, problems);
      if (run === undefined) return;
      runs.push(run);
    }
    const [first, second] = runs;
    if (first === undefined || second === undefined) return;
    const html = comparisonHtml(comparisonOf(first, second, problems.items), vscode.l10n.t, vscode.env.language);
    showPage(
      parts,
      vscode.l10n.t('Comparison of {0} and {1}', first.config.model.file, second.config.model.file),
      html,
    );
  } catch (error) {
    await showFailure(toFailure(error));
  } finally {
    if (readSettings().modelPath !== modelPath) await writeModelPath(modelPath);
    await writeServerAddress(serverAddress);
  }
}

async function choosePair({ models, demoModelPath }: Parts): Promise<readonly [Candidate, Candidate] | undefined> {
  const stored = (await models.store().list()).filter(({ incomplete }) => !incomplete);
  const candidates: readonly Candidate[] = [
    ...stored.map(({ path, bytes }) => ({ setting: path, path, label: basename(path), bytes })),
    { setting: '', path: demoModelPath, label: vscode.l10n.t('Demo model') },
  ];
  if (candidates.length < 2) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is only the demo model on this machine. Get another model first.'),
    );
    return undefined;
  }
  const pick = (from: readonly Candidate[], placeHolder: string) =>
    vscode.window.showQuickPick(
      from.map((candidate) => {
        const { label, bytes } = candidate;
        return { label, ...(bytes !== undefined && { description: formatBytes(bytes) }), candidate };
      }),
      { title: vscode.l10n.t('Compare Two Models'), placeHolder },
    );
  const first = await pick(candidates, vscode.l10n.t('First model'));
  if (first === undefined) return undefined;
  const others = candidates.filter(({ path }) => path !== first.candidate.path);
  const second = await pick(others, vscode.l10n.t('Second model, for example another quantization of the first'));
  return second && [first.candidate, second.candidate];
}

/** @returns undefined when it was canceled: half a run compares with nothing */
async function runOf(parts: Parts, problems: Problems): Promise<RunContent | undefined> {
  const config = await configOf(parts, problems);
  const records: RunRecord[] = [];
  const isWhole = config !== undefined && (await runWithProgress(parts, config, problems, records));
  return isWhole ? { config, records } : undefined;
}
