import * as vscode from 'vscode';
import { toFailure } from '../../protocol/failures.ts';
import { inspectGguf } from '../models/ggufFile.ts';
import { showFailure } from '../platform/failureView.ts';
import { readSettings, writeModelPath } from '../platform/settings.ts';

type Choice = vscode.QuickPickItem & { readonly choose: () => Promise<void> };

/** Choose Model…: the demo model, or a GGUF file from disk, which is checked before it is accepted. */
export async function chooseModel(): Promise<void> {
  const current = readSettings().modelPath;
  const choices: Choice[] = [
    {
      label: vscode.l10n.t('Choose a GGUF File…'),
      detail: vscode.l10n.t(
        'For example cerebrum-1.0-7b_q4_k_m.gguf from the repository neopolita/cerebrum-1.0-7b-gguf on Hugging Face (4.4 GB).',
      ),
      iconPath: new vscode.ThemeIcon('folder-opened'),
      choose: chooseFile,
    },
    {
      label: vscode.l10n.t('Demo Model'),
      description: current === '' ? vscode.l10n.t('in use') : '',
      detail: vscode.l10n.t('Tiny, ships with the extension: small arithmetic and short snippets of code.'),
      iconPath: new vscode.ThemeIcon('beaker'),
      choose: () => writeModelPath(''),
    },
  ];
  if (current !== '') {
    choices.unshift({
      label: vscode.workspace.asRelativePath(current, false),
      description: vscode.l10n.t('in use'),
      iconPath: new vscode.ThemeIcon('check'),
      choose: () => Promise.resolve(),
    });
  }
  const choice = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Choose the model that answers'),
    matchOnDetail: true,
  });
  await choice?.choose();
}

/** Asks for a file until one is a model, or the user gives up. */
async function chooseFile(): Promise<void> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose a GGUF Model'),
    openLabel: vscode.l10n.t('Use This Model'),
    filters: { [vscode.l10n.t('GGUF models')]: ['gguf'], [vscode.l10n.t('All files')]: ['*'] },
  });
  const path = files?.[0]?.fsPath;
  if (path === undefined) return;
  try {
    const model = await inspectGguf(path);
    await writeModelPath(model.path);
  } catch (error) {
    const action = await showFailure(toFailure(error));
    if (action === 'chooseModel') await chooseFile();
    if (action === 'useDemoModel') await writeModelPath('');
    if (action === 'showLog') await vscode.commands.executeCommand('cerebrum.showLog');
  }
}
