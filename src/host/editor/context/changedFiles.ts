import type * as vscode from 'vscode';
import { withTimeout } from '../../platform/withTimeout.ts';
import type { GitApi } from './git.ts';

/** Git's own numbers of what happened to a file (`Status` in its `git.d.ts`). */
const [INDEX_ADDED, INDEX_DELETED, DELETED, UNTRACKED, IGNORED, INTENT_TO_ADD] = [1, 2, 6, 7, 8, 9];

const STATUS_MS = 3000;

export interface ChangedInRepository {
  readonly uri: vscode.Uri;
  readonly kind: 'changed' | 'new' | 'deleted';
}

/** What differs from the last commit in all repositories that VS Code has open, each file once, by path. */
export async function changedFiles({ repositories }: GitApi): Promise<readonly ChangedInRepository[]> {
  // VS Code looks at a repository a while after something changed. What it saw last counts where Git takes long.
  await withTimeout(Promise.allSettled(repositories.map((repository) => repository.status())), STATUS_MS);
  const files = new Map<string, ChangedInRepository>();
  for (const { state } of repositories) {
    for (const { originalUri, renameUri, status } of [
      ...state.indexChanges,
      ...state.workingTreeChanges,
      ...(state.untrackedChanges ?? []),
    ]) {
      const uri = renameUri ?? originalUri;
      if (status !== IGNORED) files.set(uri.toString(), { uri, kind: kindOf(status) });
    }
  }
  return [...files.values()].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
}

function kindOf(status: number): ChangedInRepository['kind'] {
  if (status === DELETED || status === INDEX_DELETED) return 'deleted';
  return status === UNTRACKED || status === INDEX_ADDED || status === INTENT_TO_ADD ? 'new' : 'changed';
}
