import * as vscode from 'vscode';

/** `renameUri`: what the file at `originalUri` is called now. `status`: what happened to it, a number of Git's. */
interface GitChange {
  readonly originalUri: vscode.Uri;
  readonly renameUri: vscode.Uri | undefined;
  readonly status: number;
}

/** The part of the built-in Git extension's interface that is used here (`extensions/git/src/api/git.d.ts` of VS Code). */
export interface GitRepository {
  readonly state: {
    readonly indexChanges: readonly GitChange[];
    readonly workingTreeChanges: readonly GitChange[];
    /** New files, where a setting keeps them apart from the others. */
    readonly untrackedChanges?: readonly GitChange[];
  };
  /** Looks at the working tree now. */
  status(): Promise<void>;
  checkIgnore(paths: string[]): Promise<Set<string>>;
  /** The unified diff of a file on disk against a commit; empty where there is none, or for a file git does not know. */
  diffWith(ref: string, path: string): Promise<string>;
  /** The text of a file as it is in a commit. @throws when it is not there */
  show(ref: string, path: string): Promise<string>;
  /** The diff of what is staged. */
  diffIndexWithHEAD(path: string): Promise<string>;
}

export interface GitApi {
  readonly repositories: readonly GitRepository[];
  getRepository(uri: vscode.Uri): GitRepository | null;
  /** The address of a file as it is in a commit; `~`: as the quick diff compares it. */
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** The built-in Git extension, when it runs and found git. */
export function gitApi(): GitApi | undefined {
  const git = vscode.extensions.getExtension<GitExtension>('vscode.git');
  return git?.isActive === true && git.exports.enabled ? git.exports.getAPI(1) : undefined;
}
