import * as vscode from 'vscode';
import { gitApi, type GitRepository } from './git.ts';
import { namesOnDisk } from './linkedFile.ts';

/** git answers within some 10 ms, on a busy machine within a second or two. */
export const GIT_MS = 3_000;

/**
 * Those of the files (by their URI's text) that git ignores, or that link to one it ignores; none where there is no git.
 * Asks git once per repository.
 */
export async function ignoredFiles(uris: readonly vscode.Uri[]): Promise<Set<string>> {
  const git = gitApi();
  if (git === undefined) return new Set();
  const inRepository = new Map<GitRepository, { readonly path: string; readonly uri: string }[]>();
  const named = await Promise.all(
    uris.map(async (uri) => ({ uri, paths: uri.scheme === 'file' ? await namesOnDisk(uri.fsPath) : [uri.fsPath] })),
  );
  for (const { uri, paths } of named) {
    for (const path of paths) {
      const repository = git.getRepository(uri.scheme === 'file' ? vscode.Uri.file(path) : uri);
      if (repository === null) continue;
      inRepository.set(repository, [...(inRepository.get(repository) ?? []), { path, uri: uri.toString() }]);
    }
  }
  const ignored = await Promise.all(
    [...inRepository].map(async ([repository, files]) => {
      const paths = await twice(() => repository.checkIgnore(files.map(({ path }) => path)));
      return files.filter(({ path }) => paths.has(path)).map(({ uri }) => uri);
    }),
  );
  return new Set(ignored.flat());
}

/**
 * VS Code answers when git has ended, with what it has read of git's words until then, on a busy machine not always all of them
 * (`checkIgnore` waits for `exit`, not for `close`): a file is ignored when one of two answers says so.
 */
async function twice(ask: () => Promise<ReadonlySet<string>>): Promise<ReadonlySet<string>> {
  const once = await ask();
  return new Set([...once, ...(await ask())]);
}
