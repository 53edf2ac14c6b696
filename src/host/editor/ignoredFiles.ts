import * as vscode from 'vscode';

interface Repository {
  checkIgnore(paths: string[]): Promise<Set<string>>;
}

/** The part of the built-in Git extension's interface that is used here (`extensions/git/src/api/git.d.ts` of VS Code). */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: vscode.Uri): Repository | null };
}

/** Those of the files (by their URI's text) that git ignores; none where there is no git. Asks git once per repository. */
export async function ignoredFiles(uris: readonly vscode.Uri[]): Promise<Set<string>> {
  const git = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (git?.isActive !== true || !git.exports.enabled) return new Set();
  const api = git.exports.getAPI(1);
  const inRepository = new Map<Repository, vscode.Uri[]>();
  for (const uri of uris) {
    const repository = api.getRepository(uri);
    if (repository !== null) inRepository.set(repository, [...(inRepository.get(repository) ?? []), uri]);
  }
  const ignored = await Promise.all(
    [...inRepository].map(async ([repository, files]) => {
      const paths = await repository.checkIgnore(files.map(({ fsPath }) => fsPath));
      return files.filter(({ fsPath }) => paths.has(fsPath)).map((uri) => uri.toString());
    }),
  );
  return new Set(ignored.flat());
}
