import { basename } from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../platform/names.ts';
import { readSettings, writeModelPath } from '../../platform/settings.ts';
import { formatBytes } from '../../platform/texts/sizes.ts';
import type { ModelStore } from '../../models/store.ts';
import { useFileOnDisk, useModel } from './useModel.ts';

type Choice = vscode.QuickPickItem & { readonly choose: () => Promise<unknown> };

/** Choose Model…: one that is on this machine, the demo model, a file from disk, or a new one. */
export async function chooseModel(store: ModelStore): Promise<void> {
  const current = readSettings().modelPath;
  const inUse = (path: string) => (path === current ? [vscode.l10n.t('in use')] : []);
  const stored = (await store.list()).filter(({ incomplete }) => !incomplete);
  const choices: Choice[] = [
    ...stored.map(({ path, bytes }) => ({
      label: basename(path),
      description: [...inUse(path), formatBytes(bytes)].join(' · '),
      iconPath: new vscode.ThemeIcon(path === current ? 'check' : 'symbol-misc'),
      choose: () => useModel(path, store),
    })),
    {
      label: vscode.l10n.t('Demo Model'),
      description: inUse('').join(''),
      detail: vscode.l10n.t('Tiny and included: small arithmetic and short code snippets.'),
      iconPath: new vscode.ThemeIcon('beaker'),
      choose: () => writeModelPath(''),
    },
    {
      label: vscode.l10n.t('Get Model…'),
      detail: vscode.l10n.t('Download Cerebrum 7b, or another model by its address.'),
      iconPath: new vscode.ThemeIcon('cloud-download'),
      choose: async () => vscode.commands.executeCommand(COMMANDS.getModel),
    },
    {
      label: vscode.l10n.t('Choose a GGUF File…'),
      detail: vscode.l10n.t('A model that is already on this machine.'),
      iconPath: new vscode.ThemeIcon('folder-opened'),
      choose: () => useFileOnDisk(store),
    },
  ];
  const choice = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Choose a model'),
    matchOnDetail: true,
  });
  await choice?.choose();
}
