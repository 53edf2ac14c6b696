import * as vscode from 'vscode';
import type { ContextCandidate } from '../../../reasoning/context/candidates.ts';
import { isForeign } from '../../../reasoning/context/privacy.ts';
import type { NamedPlace } from '../../../reasoning/questions/terminal.ts';
import { maySendUnasked } from './maySendUnasked.ts';
import { ignoredFiles } from './ignoredFiles.ts';
import { withTimeout } from '../../platform/withTimeout.ts';
import { describe, snippetOfLines } from '../selection.ts';

/** Lines before and behind the line that is named. */
const AROUND = 5;
const OPEN_MS = 3000;

/** The lines that an output names, from files of the workspace; what git ignores, holds secrets or links elsewhere is left out. */
export async function namedCode(
  places: readonly NamedPlace[],
  cwd: vscode.Uri | undefined,
): Promise<ContextCandidate[]> {
  const opened = await Promise.all(places.map((place) => withTimeout(candidate(place, cwd), OPEN_MS)));
  const found = opened.filter((one) => one !== undefined);
  const ignored = await withTimeout(ignoredFiles(found.map(({ uri }) => vscode.Uri.parse(uri))), OPEN_MS);
  return ignored === undefined ? [] : found.filter(({ uri }) => !ignored.has(uri));
}

async function candidate(
  { path, line }: NamedPlace,
  cwd: vscode.Uri | undefined,
): Promise<ContextCandidate | undefined> {
  const uri = await resolve(path.replaceAll('\\', '/'), cwd);
  if (uri === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(uri);
  if (line > document.lineCount) return undefined;
  const snippet = snippetOfLines(document, Math.max(1, line - AROUND), Math.min(document.lineCount, line + AROUND));
  if (snippet === undefined) return undefined;
  const { code, firstLine, lastLine } = snippet.parts[0];
  return { ...describe(document), kind: 'related', name: '', code, firstLine, lastLine, uses: 1 };
}

/** The file of the workspace that `path` means: absolute, or relative to the command's folder or a workspace folder. */
async function resolve(path: string, cwd: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  if (isForeign(path)) return undefined;
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const isAbsolute = /^([A-Za-z]:)?\//.test(path);
  const candidates = isAbsolute
    ? folders.slice(0, 1).map((folder) => folder.with({ path: path.startsWith('/') ? path : `/${path}` }))
    : [...(cwd ? [cwd] : []), ...folders].map((folder) => vscode.Uri.joinPath(folder, path));
  for (const uri of candidates) {
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) continue;
    const isFile = await vscode.workspace.fs.stat(uri).then(
      ({ type }) => (type & vscode.FileType.File) !== 0,
      () => false,
    );
    if (isFile) return (await maySendUnasked(uri)) ? uri : undefined;
  }
  return undefined;
}
