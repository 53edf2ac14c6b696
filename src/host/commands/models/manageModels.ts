import { unlinked } from '../../platform/texts/unlinked.ts';
import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import type { HashState, StoredModel } from '../../models/store.ts';
import { COMMANDS } from '../../platform/names.ts';
import { readSettings, writeModelPath } from '../../platform/settings.ts';
import { formatBytes } from '../../platform/texts/numbers.ts';
import { showFailureAndAct } from '../failureActions.ts';
import type { ModelParts } from './modelParts.ts';
import { unfinishedChoices } from './unfinishedModels.ts';
import { useModel } from './useModel.ts';

type Choice = vscode.QuickPickItem & { readonly choose?: () => Promise<unknown> };

/** Manage Models…: those in the models folder, those added from elsewhere, and what unfinished downloads have left. */
export async function manageModels(parts: ModelParts): Promise<void> {
  const store = parts.store();
  const current = readSettings().modelPath;
  const models = (await store.list()).map((model): Choice => {
    const inUse = model.path === current;
    return {
      label: `${inUse ? '$(check) ' : ''}${basename(model.path)}`,
      description: [...(inUse ? [vscode.l10n.t('in use')] : []), formatBytes(model.bytes)].join(' · '),
      detail: [
        ...(model.incomplete ? [vscode.l10n.t('a part is missing')] : []),
        hashText(model.hash),
        usedText(model.lastUsed),
        ...(model.inFolder ? [] : [model.path]),
      ].join(' · '),
      choose: () => manageOne(parts, model),
    };
  });
  const unfinished = await unfinishedChoices(parts);
  const others: Choice[] = [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(add) ${vscode.l10n.t('Get Model…')}`,
      choose: async () => vscode.commands.executeCommand(COMMANDS.getModel),
    },
    {
      label: `$(folder-opened) ${vscode.l10n.t('Show the Models Folder')}`,
      detail: vscode.l10n.t('{0} · GGUF files that you put there appear in this list', store.folder),
      choose: async () => {
        await mkdir(store.folder, { recursive: true });
        await reveal(store.folder);
      },
    },
  ];
  const choice = await vscode.window.showQuickPick([...models, ...unfinished, ...others], {
    title: vscode.l10n.t('Models on this machine'),
    placeHolder: models.length === 0 ? vscode.l10n.t('None yet, except the demo model') : '',
    matchOnDetail: true,
  });
  await choice?.choose?.();
}

function hashText(hash: HashState): string {
  switch (hash) {
    case 'unknown':
      return vscode.l10n.t('not verified yet');
    case 'hashed':
      return vscode.l10n.t('hashed; no published hash to compare with');
    case 'verified':
      return vscode.l10n.t('verified: as published');
    case 'different':
      return vscode.l10n.t('differs from what was published');
  }
}

const usedText = (when: Date | undefined): string =>
  when === undefined
    ? vscode.l10n.t('never used')
    : vscode.l10n.t('last used {0}', when.toLocaleString(vscode.env.language, { dateStyle: 'medium' }));

async function manageOne(parts: ModelParts, model: StoredModel): Promise<void> {
  const actions: Choice[] = [
    {
      label: `$(play) ${vscode.l10n.t('Use This Model')}`,
      choose: () => useModel(model.path, parts.store()),
    },
    {
      label: `$(shield) ${vscode.l10n.t('Verify')}`,
      detail: vscode.l10n.t('Reads the file and compares its SHA-256 with the published one'),
      choose: () => verify(parts, model),
    },
    { label: `$(folder) ${vscode.l10n.t('Show in Its Folder')}`, choose: () => reveal(model.path) },
    model.inFolder
      ? { label: `$(trash) ${vscode.l10n.t('Delete…')}`, choose: () => remove(parts, model) }
      : {
          label: `$(close) ${vscode.l10n.t('Remove from This List')}`,
          detail: vscode.l10n.t('The file stays: it is not in the models folder'),
          choose: () => remove(parts, model),
        },
  ];
  const choice = await vscode.window.showQuickPick(actions, {
    title: `${basename(model.path)} · ${formatBytes(model.bytes)}`,
  });
  await choice?.choose?.();
}

async function verify({ store }: ModelParts, { path }: StoredModel): Promise<void> {
  const name = basename(path);
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Verifying {0}', name);
  try {
    const state = await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, cancel) => {
      const abort = new AbortController();
      cancel.onCancellationRequested(() => abort.abort());
      let shown = 0;
      const onProgress = (bytes: number, total: number) => {
        progress.report({ increment: (100 * (bytes - shown)) / total });
        shown = bytes;
      };
      return store()
        .verify(path, abort.signal, onProgress)
        .catch((error: unknown) => {
          if (!abort.signal.aborted) throw error;
          return undefined;
        });
    });
    if (state !== undefined) void vscode.window.showInformationMessage(unlinked(`${name}: ${hashText(state)}.`));
  } catch (error) {
    await showFailureAndAct(toFailure(error));
  }
}

async function reveal(path: string): Promise<void> {
  try {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path));
  } catch {
    // In a browser there is no file manager.
    const copy = vscode.l10n.t('Copy Path');
    const chosen = await vscode.window.showInformationMessage(unlinked(path), copy);
    if (chosen === copy) await vscode.env.clipboard.writeText(path);
  }
}

async function remove(parts: ModelParts, model: StoredModel): Promise<void> {
  const inUse = model.path === readSettings().modelPath;
  if (model.inFolder) {
    const confirmed = vscode.l10n.t('Delete');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete {0}?', basename(model.path)),
      {
        modal: true,
        detail: [
          vscode.l10n.t('This frees {0}. The file does not go to the trash.', formatBytes(model.bytes)),
          ...(inUse ? [vscode.l10n.t('The demo model is used afterwards.')] : []),
        ].join('\n'),
      },
      confirmed,
    );
    if (chosen !== confirmed) return;
  }
  if (inUse) {
    await writeModelPath('');
    // Windows deletes no file that a process has mapped.
    await parts.engine.stop();
  }
  try {
    await parts.store().remove(model.path);
  } catch (error) {
    await showFailureAndAct(toFailure(error));
  }
}
