import * as vscode from 'vscode';
import { changedFiles, type ChangedInRepository } from '../../editor/context/changedFiles.ts';
import type { GitApi } from '../../editor/context/git.ts';
import { labelOf } from '../../editor/label.ts';

/**
 * The file whose changes are meant when the command comes from the palette: the one in the editor where it has any, else one of those
 * that have; `'none'` where no file has. `undefined`: nothing was chosen.
 */
export async function chooseChanged(
  git: GitApi,
  active: vscode.TextDocument | undefined,
): Promise<vscode.Uri | 'none' | undefined> {
  if (active?.isDirty === true) return active.uri;
  const changed = await changedFiles(git);
  // The side of a diff that Git gives has the path of its file.
  const own = changed.find(({ uri }) => uri.path === active?.uri.path);
  if (own !== undefined) return own.uri;
  if (changed.length === 0) return active?.uri ?? 'none';
  const items = changed.map(({ uri, kind }) => ({ label: labelOf(uri), description: kindWords(kind), uri }));
  const placeHolder =
    active === undefined || (git.getRepository(active.uri) ?? undefined) === undefined
      ? vscode.l10n.t('A file that differs from the last commit')
      : vscode.l10n.t('{0} has no changes since the last commit. These files have.', labelOf(active.uri));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Explain My Changes'),
    placeHolder,
    matchOnDescription: true,
  });
  return picked?.uri;
}

function kindWords(kind: ChangedInRepository['kind']): string {
  switch (kind) {
    case 'changed':
      return vscode.l10n.t('changed');
    case 'new':
      return vscode.l10n.t('new');
    case 'deleted':
      return vscode.l10n.t('deleted');
  }
}
