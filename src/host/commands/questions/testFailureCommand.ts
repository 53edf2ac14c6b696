import * as vscode from 'vscode';
import type { ContextCandidate } from '../../../reasoning/context/candidates.ts';
import type { Snippet } from '../../../reasoning/questions/explain.ts';
import { namedPlaces } from '../../../reasoning/questions/terminal.ts';
import { testFailureQuestion, type TestFailure } from '../../../reasoning/questions/testFailure.ts';
import { askAbout } from '../../questions/askAbout.ts';
import { gatherContext } from '../../editor/context/gatherContext.ts';
import { namedCode } from '../../editor/context/namedFiles.ts';
import { codeAround } from '../../editor/problems.ts';
import type { TerminalScreen } from '../../editor/terminal/terminalScreen.ts';
import { shownFailure } from '../../editor/terminal/shownFailure.ts';
import { askInPanel, settingsHere, type AskParts } from './askInPanel.ts';

/** What VS Code passes from the message of a failed test; the test may be gone. */
export interface FailedTest {
  readonly test?: vscode.TestItem;
  readonly message: vscode.TestMessage;
}

/**
 * Explain Test Failure: the message the menu belongs to. VS Code tells extensions of the failures of others only there, so
 * from the palette the nearest failure is shown, with the command beside it.
 */
export async function explainTestFailure(parts: AskParts, screen: TerminalScreen, given?: FailedTest): Promise<void> {
  if (given?.message === undefined) {
    await vscode.commands.executeCommand('testing.openOutputPeek');
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Choose Explain Test Failure with Cerebrum on the message of a failed test. If there is none, run your tests first.',
      ),
    );
    return;
  }
  const { test, message } = given;
  const place = placeOf(message, test);
  if (place === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This message does not name a file and line. Select the code of the test and explain that.'),
    );
    return;
  }
  await askInPanel(parts, async () => {
    const document = await vscode.workspace.openTextDocument(place.uri);
    const line = Math.min(place.line, document.lineCount);
    const snippet = await codeAround(document, { firstLine: line, lastLine: line });
    if (snippet === undefined) return vscode.l10n.t('The lines of this test no longer exist. Run it again.');
    const said = await shownFailure(screen, message);
    const failure: TestFailure = { ...said, test: test?.label ?? snippet.label, line };
    const gather = async () => [
      ...(await calledFrom(said.message, place.uri)),
      ...(await gatherContext(document, snippet.parts)),
    ];
    const words = (sent: Snippet) => testFailureQuestion(failure, sent);
    return askAbout(parts.engine, snippet, settingsHere(parts), words, gather, failure.test);
  });
}

/** Where the message points to, else where the test begins; the line is 1-based. */
function placeOf(
  { location }: vscode.TestMessage,
  test: vscode.TestItem | undefined,
): { readonly uri: vscode.Uri; readonly line: number } | undefined {
  if (location !== undefined) return { uri: location.uri, line: location.range.start.line + 1 };
  return test?.uri && { uri: test.uri, line: (test.range?.start.line ?? 0) + 1 };
}

/** The lines of other files that the message names: VS Code passes no stack trace but the one that stands in the words. */
async function calledFrom(message: string, test: vscode.Uri): Promise<ContextCandidate[]> {
  const found = await namedCode(namedPlaces(message), undefined);
  return found.filter(({ uri }) => uri !== test.toString());
}
