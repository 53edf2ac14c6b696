import * as vscode from 'vscode';
import { fuzzySort } from '../../../reasoning/context/fuzzy.ts';
import { isForeign } from '../../../reasoning/context/privacy.ts';
import { flatten } from '../../../reasoning/questions/outline.ts';
import type { Attachable } from './attachable.ts';
import { ignoredFiles } from './ignoredFiles.ts';
import { withTimeout } from '../../platform/withTimeout.ts';
import { outlineOf } from '../outline.ts';

/** A file, folder or symbol that the letters typed behind `#` may mean. */
export interface Suggestion {
  readonly name: string;
  /** Where it is. */
  readonly detail: string;
  readonly what: Extract<Attachable, { readonly uri: string }> | Folder;
}

/** It is added as the files in it. */
interface Folder {
  readonly kind: 'folder';
  readonly uri: string;
}

const MOST_SHOWN = 12;
/** Files that are compared; the pattern asks only for those that have the letters. */
const MOST_FILES = 2000;
const FILES_MS = 2000;
const GIT_MS = 500;
const SYMBOLS_MS = 2000;
export const NOT_SEARCHED = '**/{node_modules,bower_components,.git,.hg,.svn}/**';

/** `file:`, `folder:` and `symbol:` say what is searched; without: files. Best first. */
export async function suggestionsFor(query: string): Promise<Suggestion[]> {
  const [, kind = 'file', words = ''] = /^(?:(file|folder|symbol):)?(.*)$/s.exec(query) ?? [];
  if (kind === 'symbol') return symbols(words);
  if (kind === 'folder') return folders(words);
  return query === '' ? [] : files(words);
}

async function files(words: string): Promise<Suggestion[]> {
  const open = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  const found =
    words === '' ? [] : await withTimeout(vscode.workspace.findFiles(glob(words), NOT_SEARCHED, MOST_FILES), FILES_MS);
  const uris = new Map([...open, ...(found ?? [])].map((uri) => [uri.toString(), uri]));
  const best = fuzzySort(words, [...uris.values()], pathOf).slice(0, 2 * MOST_SHOWN);
  const ignored = await withTimeout(ignoredFiles(best), GIT_MS);
  return best
    .filter((uri) => ignored?.has(uri.toString()) !== true)
    .slice(0, MOST_SHOWN)
    .map((uri) => {
      const path = pathOf(uri);
      const at = path.lastIndexOf('/');
      return {
        name: path.slice(at + 1),
        detail: path.slice(0, Math.max(0, at)),
        what: { kind: 'file', uri: uri.toString() },
      };
    });
}

/** Those that hold a file, at any depth. */
async function folders(words: string): Promise<Suggestion[]> {
  const pattern = words === '' ? '**/*' : `${glob(words)}/**`;
  const files = (await withTimeout(vscode.workspace.findFiles(pattern, NOT_SEARCHED, MOST_FILES), FILES_MS)) ?? [];
  const found = new Map(files.flatMap((file) => foldersAbove(file).map((uri) => [uri.toString(), uri])));
  const best = fuzzySort(words, [...found.values()], pathOf).slice(0, MOST_SHOWN);
  const ignored = await withTimeout(ignoredFiles(best), GIT_MS);
  return best
    .filter((uri) => ignored?.has(uri.toString()) !== true)
    .map((uri) => {
      const [, above = '', name = ''] = /^(?:(.*)\/)?([^/]*)$/s.exec(pathOf(uri)) ?? [];
      return { name, detail: above, what: { kind: 'folder', uri: uri.toString() } };
    });
}

/** From the workspace's folder down, without that. */
function foldersAbove(file: vscode.Uri): vscode.Uri[] {
  const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (root === undefined) return [];
  const parts = file.path
    .slice(root.path.length)
    .split('/')
    .filter((part) => part !== '');
  return parts.slice(0, -1).map((_, i) => vscode.Uri.joinPath(root, ...parts.slice(0, i + 1)));
}

/** Files whose name has the letters in this order, whatever their case. */
function glob(words: string): string {
  const letters = Array.from(words.split('/').at(-1) ?? '', (letter) => {
    if (!/[\p{L}\p{N}._-]/u.test(letter)) return '?';
    const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
    return lower === upper ? letter : `[${lower}${upper}]`;
  });
  return `**/*${letters.join('*')}*`;
}

const pathOf = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);

/** Of the whole workspace; without letters of the active file. */
async function symbols(words: string): Promise<Suggestion[]> {
  const active = vscode.window.activeTextEditor?.document.uri;
  if (words === '') return active === undefined ? [] : symbolsOf(active);
  const found = await withTimeout(
    vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(
      'vscode.executeWorkspaceSymbolProvider',
      words,
    ),
    SYMBOLS_MS,
  );
  const own = (found ?? []).filter(({ location }) => !isForeign(location.uri.path));
  return fuzzySort(words, own, ({ name }) => name)
    .slice(0, MOST_SHOWN)
    .map(({ name, location: { uri, range } }) => symbol(name, uri, range.start.line + 1, range.end.line + 1));
}

async function symbolsOf(uri: vscode.Uri): Promise<Suggestion[]> {
  const outline = flatten(await outlineOf(uri, SYMBOLS_MS)).filter(({ kind }) => kind !== 'other');
  return outline.slice(0, MOST_SHOWN).map(({ name, firstLine, lastLine }) => symbol(name, uri, firstLine, lastLine));
}

function symbol(name: string, uri: vscode.Uri, firstLine: number, lastLine: number): Suggestion {
  return { name, detail: pathOf(uri), what: { kind: 'symbol', uri: uri.toString(), name, firstLine, lastLine } };
}

/** The symbol with all its lines: some language services tell only where its name stands. */
export async function wholeSymbol(what: Exclude<Suggestion['what'], Folder>): Promise<Attachable> {
  if (what.kind !== 'symbol') return what;
  const outline = flatten(await outlineOf(vscode.Uri.parse(what.uri), SYMBOLS_MS));
  const around = outline.filter(
    ({ name, firstLine, lastLine }) => name === what.name && firstLine <= what.firstLine && what.firstLine <= lastLine,
  );
  const [smallest] = around.sort((a, b) => a.lastLine - a.firstLine - (b.lastLine - b.firstLine));
  return smallest === undefined ? what : { ...what, firstLine: smallest.firstLine, lastLine: smallest.lastLine };
}
