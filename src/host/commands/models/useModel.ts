import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import { inspectGguf } from '../../models/gguf/ggufFile.ts';
import type { ModelStore } from '../../models/store.ts';
import { writeModelPath } from '../../platform/settings.ts';
import { showFailureAndAct } from '../failureActions.ts';

/** Switches to the model at `path` if it is one; a running answer is stopped, its words stay. Gives whether it is. */
export async function useModel(path: string, store: ModelStore): Promise<boolean> {
  try {
    const model = await inspectGguf(path);
    await store.add(model.path);
    await writeModelPath(model.path);
    return true;
  } catch (error) {
    void showFailureAndAct(toFailure(error));
    return false;
  }
}

/** Lets the user pick a file and switches to it. */
export async function useFileOnDisk(store: ModelStore): Promise<void> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose a GGUF Model'),
    openLabel: vscode.l10n.t('Use This Model'),
    filters: { [vscode.l10n.t('GGUF models')]: ['gguf'], [vscode.l10n.t('All files')]: ['*'] },
  });
  const path = files?.[0]?.fsPath;
  if (path !== undefined) await useModel(path, store);
}
