import type * as vscode from 'vscode';
import { gitApi, type GitRepository } from './git.ts';

/** Those of the files (by their URI's text) that git ignores; none where there is no git. Asks git once per repository. */
export async function ignoredFiles(uris: readonly vscode.Uri[]): Promise<Set<string>> {
  const git = gitApi();
  if (git === undefined) return new Set();
  const inRepository = new Map<GitRepository, vscode.Uri[]>();
  for (const uri of uris) {
    const repository = git.getRepository(uri);
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
