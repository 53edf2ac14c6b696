import { unlinked } from '../../platform/texts/unlinked.ts';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import { downloadView } from '../../models/download/downloadWords.ts';
import { jobId, type DownloadJob } from '../../models/download/downloadJobs.ts';
import type { DownloadState } from '../../models/download/modelDownloads.ts';
import { COMMANDS } from '../../platform/names.ts';
import { readSettings } from '../../platform/settings.ts';
import { showFailureAndAct } from '../failureActions.ts';
import type { ModelParts } from './modelParts.ts';
import { useModel } from './useModel.ts';

/** Downloads a model, showing how far it is, and switches to it, or offers to where the user runs another one already. */
export async function downloadModel(parts: ModelParts, job: DownloadJob): Promise<void> {
  if (await mayBegin(parts)) await show(parts, jobId(job), job.name, () => parts.downloads.run(job));
}

/** Goes on with a paused download; without `id` the user chooses where there are several. */
export async function resumeDownload(parts: ModelParts, id?: string): Promise<void> {
  const paused = pausedOf(parts);
  const state = id === undefined ? await choosePaused(paused) : paused.find((each) => each.id === id);
  if (state === undefined || !(await mayBegin(parts))) return;
  await show(parts, state.id, state.name, () => parts.downloads.resume(state.id));
}

/** Takes up what earlier windows have left unfinished, and asks what to do with it. */
export async function offerUnfinished(parts: ModelParts): Promise<void> {
  await parts.downloads.restore();
  const [state, ...others] = pausedOf(parts);
  if (state === undefined) return;
  if (others.length === 0) {
    await offerPaused(parts, state, vscode.l10n.t('A model download is not finished.'));
    return;
  }
  const show = vscode.l10n.t('Show Them');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('{0} model downloads are not finished.', others.length + 1),
    show,
  );
  if (chosen === show) await vscode.commands.executeCommand(COMMANDS.manageModels);
}

const pausedOf = ({ downloads }: ModelParts) => downloads.all.filter(({ phase }) => phase === 'paused');

async function choosePaused(paused: readonly DownloadState[]): Promise<DownloadState | undefined> {
  if (paused.length <= 1) return paused[0];
  const items = paused.map((state) => ({
    label: state.name,
    description: downloadView(state, vscode.l10n.t).text,
    state,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which download should continue?') }))?.state;
}

async function offerPaused(parts: ModelParts, state: DownloadState, message: string): Promise<void> {
  const resume = vscode.l10n.t('Resume');
  const discard = vscode.l10n.t('Discard');
  const { name, text } = downloadView(state, vscode.l10n.t);
  const chosen = await vscode.window.showInformationMessage(unlinked(`${message} ${name}: ${text}.`), resume, discard);
  if (chosen === resume) await resumeDownload(parts, state.id);
  if (chosen === discard) await parts.downloads.discard(state.id);
}

/** Whether nothing else is downloaded in this window, by the user's word if need be. */
async function mayBegin({ downloads }: ModelParts): Promise<boolean> {
  if (!downloads.isRunning) return true;
  const pause = vscode.l10n.t('Pause It and Download This One');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} is being downloaded. Two downloads at once would share the bandwidth.',
      unlinked(downloads.state?.name ?? ''),
    ),
    pause,
  );
  if (chosen !== pause) return false;
  await downloads.pause();
  return true;
}

async function show(
  parts: ModelParts,
  id: string,
  name: string,
  run: () => Promise<string | undefined>,
): Promise<void> {
  const title = vscode.l10n.t('Downloading {0}', name);
  const location = vscode.ProgressLocation.Notification;
  const stateOf = () => parts.downloads.all.find((each) => each.id === id);
  let path: string | undefined;
  try {
    path = await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, cancelled) => {
      let shown = 0;
      const report = () => {
        const state = stateOf();
        if (state === undefined) return;
        const { text, fraction = 0 } = downloadView(state, vscode.l10n.t);
        progress.report({ message: text, increment: 100 * (fraction - shown) });
        shown = fraction;
      };
      cancelled.onCancellationRequested(() => void parts.downloads.pause());
      parts.downloads.on('changed', report);
      try {
        return await run();
      } finally {
        parts.downloads.off('changed', report);
      }
    });
  } catch (error) {
    await showFailureAndAct(toFailure(error));
    return;
  }
  if (path !== undefined) {
    await offer(parts, path, name);
    return;
  }
  const state = stateOf();
  if (state !== undefined) await offerPaused(parts, state, vscode.l10n.t('The download is paused.'));
}

async function offer({ store }: ModelParts, path: string, name: string): Promise<void> {
  if (readSettings().modelPath === '') {
    if (await useModel(path, store()))
      void vscode.window.showInformationMessage(vscode.l10n.t('{0} was downloaded and is now in use.', unlinked(name)));
    return;
  }
  const use = vscode.l10n.t('Use It');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('{0} was downloaded. {1} is in use.', unlinked(name), unlinked(basename(readSettings().modelPath))),
    use,
  );
  if (chosen === use) await useModel(path, store());
}
