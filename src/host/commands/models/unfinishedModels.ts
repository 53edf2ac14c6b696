import { basename } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import { discardDownload } from '../../models/download/download.ts';
import { isBeingWritten } from '../../models/download/lock.ts';
import { downloadView } from '../../models/download/downloadWords.ts';
import type { DownloadState } from '../../models/download/modelDownloads.ts';
import type { UnfinishedDownload } from '../../models/store.ts';
import { formatBytes } from '../../platform/texts/numbers.ts';
import { resumeDownload } from './downloadModel.ts';
import { showFailureAndAct } from '../failureActions.ts';
import type { ModelParts } from './modelParts.ts';

type Choice = vscode.QuickPickItem & { readonly choose?: () => Promise<unknown> };

/** An entry for each unfinished download, those of other windows and of forgotten ones among them. */
export async function unfinishedChoices(parts: ModelParts): Promise<Choice[]> {
  const { downloads, store } = parts;
  await downloads.restore(0);
  const known = downloads.all.map((state): Choice => ({
    label: `$(cloud-download) ${state.name}`,
    description: downloadView(state, vscode.l10n.t).text,
    choose: () => manageUnfinished(parts, state),
  }));
  const others = (await store().unfinished()).filter(({ destination }) => !downloads.writes(destination));
  return [...known, ...(await Promise.all(others.map((left) => otherChoice(left))))];
}

async function otherChoice(left: UnfinishedDownload): Promise<Choice> {
  const label = `$(cloud-download) ${basename(left.destination)}`;
  if (await isBeingWritten(left.destination))
    return { label, description: vscode.l10n.t('downloading in another window: {0} so far', formatBytes(left.bytes)) };
  return {
    label,
    description: vscode.l10n.t('unfinished download, {0} so far', formatBytes(left.bytes)),
    choose: () =>
      discard(basename(left.destination), vscode.l10n.t('To continue instead, get the model again.'), () =>
        discardDownload(left.destination),
      ),
  };
}

async function manageUnfinished(parts: ModelParts, { id, name, phase }: DownloadState): Promise<void> {
  const actions: Choice[] = [
    phase === 'paused'
      ? { label: `$(play) ${vscode.l10n.t('Resume')}`, choose: () => resumeDownload(parts, id) }
      : { label: `$(debug-pause) ${vscode.l10n.t('Pause')}`, choose: () => parts.downloads.pause() },
    {
      label: `$(trash) ${vscode.l10n.t('Discard…')}`,
      choose: () => discard(name, vscode.l10n.t('The download is not finished.'), () => parts.downloads.discard(id)),
    },
  ];
  const choice = await vscode.window.showQuickPick(actions, { title: name });
  await choice?.choose?.();
}

async function discard(name: string, detail: string, run: () => Promise<void>): Promise<void> {
  const confirmed = vscode.l10n.t('Discard');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Discard the downloaded part of {0}?', name),
    { modal: true, detail },
    confirmed,
  );
  if (chosen !== confirmed) return;
  try {
    await run();
  } catch (error) {
    await showFailureAndAct(toFailure(error));
  }
}
