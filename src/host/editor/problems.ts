import * as vscode from 'vscode';
import type { ContextCandidate } from '../../reasoning/context/candidates.ts';
import { isForeign } from '../../reasoning/context/privacy.ts';
import { functionAround } from '../../reasoning/questions/outline.ts';
import { problemLines, type Problem } from '../../reasoning/questions/problem.ts';

import { withTimeout } from '../platform/withTimeout.ts';
import { outlineOf } from './outline.ts';
import { snippetOfLines, type LocatedSnippet } from './selection.ts';
import { maySendUnasked } from './context/maySendUnasked.ts';
import { withoutIgnored } from './context/withoutIgnored.ts';

/** The language service has just told the problem, so it is there, but may be busy. */
const OUTLINE_MS = 3000;
const OPEN_MS = 3000;

/** An error or warning as plain data; `undefined` for hints and notes. */
export function problemOf(diagnostic: vscode.Diagnostic): Problem | undefined {
  if (diagnostic.severity > vscode.DiagnosticSeverity.Warning) return undefined;
  const { code, source, range } = diagnostic;
  const value = typeof code === 'object' ? code.value : code;
  return {
    message: diagnostic.message,
    severity: diagnostic.severity === vscode.DiagnosticSeverity.Error ? 'error' : 'warning',
    code: [source, value].filter((part) => part !== undefined && part !== '').join(' '),
    firstLine: range.start.line + 1,
    lastLine: range.end.line + 1,
    related: (diagnostic.relatedInformation ?? []).map(({ message, location }) => ({
      message,
      uri: location.uri.toString(),
      firstLine: location.range.start.line + 1,
      lastLine: location.range.end.line + 1,
    })),
  };
}

/** The first error, else the first warning, on a line (0-based) of a document. */
export function problemAt(uri: vscode.Uri, line: number): Problem | undefined {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ range }) => range.start.line <= line && line <= range.end.line)
    .sort((a, b) => a.severity - b.severity)
    .map(problemOf)
    .find((problem) => problem !== undefined);
}

/** The lines a problem is asked about with. */
export async function codeAround(
  document: vscode.TextDocument,
  problem: Pick<Problem, 'firstLine' | 'lastLine'>,
): Promise<LocatedSnippet | undefined> {
  const outline = await outlineOf(document.uri, OUTLINE_MS);
  const lines = Array.from({ length: document.lineCount }, (_, i) => document.lineAt(i).text);
  const { firstLine, lastLine } = problemLines(lines, problem, functionAround(outline, problem.firstLine));
  return snippetOfLines(document, firstLine, lastLine);
}

/**
 * The code at the places a problem names, each with what the tool says about it; without files that git ignores, that
 * hold secrets or lie outside of the workspace.
 *
 * @param own URI of the document that has the problem
 */
export async function relatedCode({ related }: Problem, own: string): Promise<ContextCandidate[]> {
  const found = await Promise.all(
    related.map(async ({ message, uri, firstLine, lastLine }) => {
      const target = vscode.Uri.parse(uri);
      if (isForeign(target.path) || (uri !== own && !(await maySendUnasked(target)))) return [];
      const document = await withTimeout(vscode.workspace.openTextDocument(target), OPEN_MS);
      const snippet = document && snippetOfLines(document, firstLine, lastLine);
      if (snippet === undefined) return [];
      const { label, fence, parts } = snippet;
      return [
        {
          kind: 'related',
          name: message,
          label,
          uri,
          fence,
          firstLine,
          lastLine,
          uses: 1,
          code: parts[0].code,
        } as const,
      ];
    }),
  );
  return withoutIgnored(found.flat(), own);
}
