import * as vscode from 'vscode';
import type { Snippet } from '../../../reasoning/questions/explain.ts';
import { fixQuestion, problemQuestion, type Problem } from '../../../reasoning/questions/problem.ts';
import { askAbout } from '../../questions/askAbout.ts';
import { gatherContext } from '../../editor/context/gatherContext.ts';
import { codeAround, problemAt, problemOf, relatedCode } from '../../editor/problems.ts';
import { COMMANDS } from '../../platform/names.ts';
import { isProblemOfDemo } from '../../models/demoAbilities.ts';
import { askInPanel, settingsHere, type AskParts } from './askInPanel.ts';
import { mayAsk, type Agreed } from './beyondDemo.ts';

/** Actions are offered for so many problems of a place. */
const MOST_PROBLEMS = 3;
/** Characters of the message in an action's title, where several problems share a place. */
const TITLE_LENGTH = 50;

/** Explain This Problem and Suggest a Fix, for the errors and warnings of a place in the document `uri`. */
export function problemActions(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const problems = diagnostics.map((diagnostic) => ({ diagnostic, problem: problemOf(diagnostic) }));
  const shown = problems.filter(({ problem }) => problem !== undefined).slice(0, MOST_PROBLEMS);
  const title = (words: string, { message }: vscode.Diagnostic) =>
    shown.length === 1 ? words : `${words}: ${shorten(message)}`;
  return shown.flatMap(({ diagnostic, problem }) => [
    action(
      title(vscode.l10n.t('Explain This Problem with Cerebrum'), diagnostic),
      COMMANDS.explainProblem,
      diagnostic,
      [uri, problem],
    ),
    action(title(vscode.l10n.t('Suggest a Fix with Cerebrum'), diagnostic), COMMANDS.suggestFix, diagnostic, [
      uri,
      problem,
    ]),
  ]);
}

function action(title: string, command: string, diagnostic: vscode.Diagnostic, args: unknown[]): vscode.CodeAction {
  const result = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  result.command = { title, command, arguments: args };
  result.diagnostics = [diagnostic];
  return result;
}

function shorten(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.length <= TITLE_LENGTH ? line : `${line.slice(0, TITLE_LENGTH)}…`;
}

/** Explain This Problem: without arguments (from the palette) the problem on the cursor's line. */
export function explainProblem(parts: AskParts, agreed: Agreed, uri?: vscode.Uri, problem?: Problem): Promise<void> {
  return askAboutProblem(parts, agreed, problemQuestion, false, uri, problem);
}

/** Suggest a Fix: the change an answer holds is shown as a diff, to be accepted. */
export function suggestFix(parts: AskParts, agreed: Agreed, uri?: vscode.Uri, problem?: Problem): Promise<void> {
  return askAboutProblem(parts, agreed, fixQuestion, true, uri, problem);
}

async function askAboutProblem(
  parts: AskParts,
  agreed: Agreed,
  words: (problem: Problem, sent: Snippet) => string,
  wantsFix: boolean,
  uri: vscode.Uri | undefined,
  given: Problem | undefined,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const target = uri ?? editor?.document.uri;
  const problem = given ?? (editor && problemAt(editor.document.uri, editor.selection.active.line));
  if (target === undefined || problem === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no error or warning on this line. Put the cursor on one, then try again.'),
    );
    return;
  }
  if (!isProblemOfDemo(problem.message) && !(await mayAsk('problem', agreed))) return;
  await askInPanel(parts, async () => {
    const document = await vscode.workspace.openTextDocument(target);
    const snippet = await codeAround(document, problem);
    if (snippet === undefined) return vscode.l10n.t('The lines of this problem no longer exist.');
    const gather = async () => [
      ...(await relatedCode(problem, snippet.uri)),
      ...(await gatherContext(document, snippet.parts)).filter(({ kind }) => kind !== 'problem'),
    ];
    const makeText = (sent: Snippet) => words(problem, sent);
    const question = await askAbout(parts.engine, snippet, settingsHere(parts), makeText, gather, problem.message);
    return wantsFix ? { ...question, wantsFix } : question;
  });
}
