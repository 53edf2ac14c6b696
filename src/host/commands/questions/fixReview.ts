import { unlinked } from '../../platform/texts/unlinked.ts';
import * as vscode from 'vscode';
import { COMPLETE_STATUSES, type Answer, type Question, type QuestionSource } from '../../../protocol/conversation.ts';
import { isDemoRefusal } from '../../../reasoning/answers/demoRefusal.ts';
import { dedent } from '../../../reasoning/questions/explain.ts';
import { suggestedReplacement } from '../../../reasoning/questions/fix.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import { openQuietly } from '../../editor/documents.ts';
import type { Proposal, Proposals } from '../../editor/edits/proposals.ts';

/** Shows the change that the answer to Suggest a Fix holds, as soon as it is finished. */
export function reviewFixes(openChats: OpenChats, proposals: Proposals): void {
  openChats.on('generating', (isRunning, { turns }) => {
    if (isRunning) return;
    const [question, answer] = turns.slice(-2);
    if (question?.role !== 'user' || answer?.role !== 'assistant') return;
    // The panel says what to do about a refusal.
    if (question.wantsFix === true && COMPLETE_STATUSES.includes(answer.status) && !isDemoRefusal(answer.text))
      void review(question, answer, proposals);
  });
}

async function review({ source, text }: Question, answer: Answer, proposals: Proposals): Promise<void> {
  if (source === undefined) return;
  const document = await openQuietly(source.uri);
  if (document === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} cannot be opened: it was moved, deleted or closed.', unlinked(source.label)),
    );
    return;
  }
  const proposal = proposalFor(document, source, text, answer.text);
  if (typeof proposal === 'string') void vscode.window.showInformationMessage(unlinked(proposal));
  else await proposals.propose(proposal);
}

/** The change, or the sentence that says why there is none. */
function proposalFor(
  document: vscode.TextDocument,
  { label, firstLine, lastSentLine }: QuestionSource,
  question: string,
  answer: string,
): Proposal | string {
  const lines = Array.from(
    { length: Math.max(0, Math.min(lastSentLine, document.lineCount) - firstLine + 1) },
    (_, i) => document.lineAt(firstLine - 1 + i).text,
  );
  // The question holds the lines as they were; a fix for other lines must not be placed here.
  if (lines.length === 0 || !question.includes(dedent(lines.join('\n')))) {
    return vscode.l10n.t('{0} changed since you asked for the fix. Ask again.', label);
  }
  const replacement = suggestedReplacement(lines, answer);
  if (replacement === undefined) {
    return vscode.l10n.t('The answer holds no code that could replace these lines. Nothing was changed.');
  }
  const { start, end } = replacement;
  const range = new vscode.Range(
    new vscode.Position(firstLine - 1 + start, 0),
    document.lineAt(firstLine - 1 + end - 1).range.end,
  );
  return { document, range, text: replacement.lines.join('\n'), title: vscode.l10n.t('{0}: Suggested Fix', label) };
}
