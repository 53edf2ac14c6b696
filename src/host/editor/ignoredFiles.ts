import * as vscode from 'vscode';

/** The part of the built-in Git extension's interface that is used here (`extensions/git/src/api/git.d.ts` of VS Code). */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: vscode.Uri): { checkIgnore(paths: string[]): Promise<Set<string>> } | null;
  };
}

/** Those of the files (by their URI's text) that git ignores; none where there is no git. */
export async function ignoredFiles(uris: readonly vscode.Uri[]): Promise<Set<string>> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension?.isActive !== true) return new Set();
  const git = extension.exports.getAPI(1);
  const ignored = await Promise.all(
    uris.map(async (uri) => {
      const repository = uri.scheme === 'file' || uri.scheme === 'vscode-remote' ? git.getRepository(uri) : null;
      const set = await repository?.checkIgnore([uri.fsPath]);
      return set !== undefined && set.size > 0 ? [uri.toString()] : [];
    }),
  );
  return new Set(ignored.flat());
}
