import * as vscode from 'vscode';
import type { ContextCandidate } from '../../../reasoning/context/candidates.ts';
import { GIT_MS, ignoredFiles } from './ignoredFiles.ts';
import { withTimeout } from '../../platform/withTimeout.ts';

/**
 * The candidates without those of files that git ignores. As long as git has not said that a file may be read, it may not;
 * a signature is the language service's text and not the file's.
 *
 * @param own URI of the document that the user pointed at, which may be read in any case
 */
export async function withoutIgnored(found: readonly ContextCandidate[], own: string): Promise<ContextCandidate[]> {
  const isFree = ({ kind, uri }: ContextCandidate) => kind === 'signature' || uri === own;
  const others = new Set(found.filter((candidate) => !isFree(candidate)).map(({ uri }) => uri));
  const ignored = await withTimeout(ignoredFiles([...others].map((uri) => vscode.Uri.parse(uri))), GIT_MS);
  return found.filter((candidate) => isFree(candidate) || ignored?.has(candidate.uri) === false);
}
