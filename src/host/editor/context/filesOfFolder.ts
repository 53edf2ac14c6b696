import * as vscode from 'vscode';
import { withTimeout } from '../../platform/withTimeout.ts';
import { GIT_MS, ignoredFiles } from './ignoredFiles.ts';
import { doubtOf } from './maySendUnasked.ts';
import { NOT_SEARCHED } from './suggestions.ts';

/** Files of a folder that are looked at. */
const MOST_FILES = 500;

export interface FilesOfFolder {
  /** The nearest to the folder first, each depth by name. */
  readonly files: readonly vscode.Uri[];
  /** How many are left out: those that hold secrets by custom, that Git ignores, that link out of the workspace. */
  readonly leftOut: number;
}

/** The files in a folder, at any depth, that may go into a question without asking about each. */
export async function filesOfFolder(folder: vscode.Uri): Promise<FilesOfFolder> {
  const pattern = new vscode.RelativePattern(folder, '**/*');
  const found = [...(await vscode.workspace.findFiles(pattern, NOT_SEARCHED, MOST_FILES))];
  const depth = ({ path }: vscode.Uri) => path.split('/').length;
  found.sort((a, b) => depth(a) - depth(b) || a.path.localeCompare(b.path));
  const ignored = await withTimeout(ignoredFiles(found), GIT_MS);
  const doubts = await Promise.all(found.map((uri) => doubtOf(uri)));
  const files = found.filter((uri, i) => doubts[i] === undefined && ignored?.has(uri.toString()) === false);
  return { files, leftOut: found.length - files.length };
}
