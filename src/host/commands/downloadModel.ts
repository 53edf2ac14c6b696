import { basename } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../../protocol/failures.ts';
import { downloadView } from '../models/downloadWords.ts';
import type { DownloadJob } from '../models/modelDownload.ts';
import { readSettings } from '../platform/settings.ts';
import { showFailureAndAct } from './failureActions.ts';
import type { ModelParts } from './modelParts.ts';
import { useModel } from './useModel.ts';

/** Downloads a model, showing how far it is, and switches to it, or offers to where the user runs another one already. */
export async function downloadModel(parts: ModelParts, job: DownloadJob): Promise<void> {
  if (parts.download.isRunning && !(await pauseOther(parts))) return;
  await show(parts, job.name, () => parts.download.run(job));
}

export async function resumeDownload(parts: ModelParts): Promise<void> {
  const { state, isRunning } = parts.download;
  if (state !== undefined && !isRunning) await show(parts, state.name, () => parts.download.resume());
}

/** Takes up what an earlier window has left unfinished, and asks what to do with it. */
export async function offerUnfinished(parts: ModelParts): Promise<void> {
  await parts.download.restore();
  await offerPaused(parts, vscode.l10n.t('A model is not downloaded to its end.'));
}

async function offerPaused(parts: ModelParts, message: string): Promise<void> {
  const { state } = parts.download;
  if (state === undefined) return;
  const resume = vscode.l10n.t('Resume');
  const discard = vscode.l10n.t('Discard');
  const { name, text } = downloadView(state, vscode.l10n.t);
  const chosen = await vscode.window.showInformationMessage(`${message} ${name}: ${text}.`, resume, discard);
  if (chosen === resume) await resumeDownload(parts);
  if (chosen === discard) await parts.download.discard();
}

async function pauseOther({ download }: ModelParts): Promise<boolean> {
  const pause = vscode.l10n.t('Pause It and Download This One');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} is being downloaded. Two at once would share the same line.', download.state?.name ?? ''),
    pause,
  );
  if (chosen !== pause) return false;
  await download.pause();
  return true;
}

async function show(parts: ModelParts, name: string, run: () => Promise<string | undefined>): Promise<void> {
  const title = vscode.l10n.t('Downloading {0}', name);
  const location = vscode.ProgressLocation.Notification;
  let path: string | undefined;
  try {
    path = await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, cancelled) => {
      let shown = 0;
      const report = () => {
        const { state } = parts.download;
        if (state === undefined) return;
        const { text, fraction = 0 } = downloadView(state, vscode.l10n.t);
        progress.report({ message: text, increment: 100 * (fraction - shown) });
        shown = fraction;
      };
      cancelled.onCancellationRequested(() => void parts.download.pause());
      parts.download.on('changed', report);
      try {
        return await run();
      } finally {
        parts.download.off('changed', report);
      }
    });
  } catch (error) {
    await showFailureAndAct(toFailure(error));
    return;
  }
  if (path === undefined) await offerPaused(parts, vscode.l10n.t('The download is paused.'));
  else await offer(parts, path, name);
}

async function offer({ store }: ModelParts, path: string, name: string): Promise<void> {
  if (readSettings().modelPath === '') {
    if (await useModel(path, store()))
      void vscode.window.showInformationMessage(vscode.l10n.t('{0} is here and answers from now on.', name));
    return;
  }
  const use = vscode.l10n.t('Use It');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('{0} is here. {1} answers at the moment.', name, basename(readSettings().modelPath)),
    use,
  );
  if (chosen === use) await useModel(path, store());
}
