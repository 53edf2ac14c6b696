import * as vscode from 'vscode';
import { COMPLETE_STATUSES, type Answer, type Question, type QuestionSource } from '../../../protocol/conversation.ts';
import { toFailure } from '../../../protocol/failures.ts';
import { findChanged, reachOf } from '../../../reasoning/links/changedCode.ts';
import { wordsAgain } from '../../../reasoning/questions/again.ts';
import { codeIn } from '../../../reasoning/questions/askedCode.ts';
import { changedSteps } from '../../../reasoning/steps/changedSteps.ts';
import { gatherContext } from '../../editor/context/gatherContext.ts';
import { linesOf, openQuietly } from '../../editor/documents.ts';
import { snippetOfLines } from '../../editor/selection.ts';
import { failureView } from '../../platform/failureView.ts';
import { SCHEMES } from '../../platform/names.ts';
import { answerSettings } from '../../models/answerSettings.ts';
import { unlinked } from '../../platform/texts/unlinked.ts';
import { askAbout } from '../../questions/askAbout.ts';
import { questionOf } from '../../sessions/askedFor.ts';
import type { AskParts } from './askInPanel.ts';

type Parts = AskParts & { readonly answers: AnswerDocuments };

/** Explain Again and Compare: asks about the code as it is now, in place of the question, and says which steps are others. */
export async function explainAgain({ engine, openChats, view, answers }: Parts, id?: unknown): Promise<void> {
  const session = openChats.current;
  const asked = find(session.transcript.turns, id);
  if (asked === undefined) {
    tell(vscode.l10n.t('There is no explanation of code in this chat that can be made again.'));
    return;
  }
  const { answer, question, source, words } = asked;
  const label = unlinked(source.label);
  const document = await openQuietly(source.uri);
  if (document === undefined) {
    tell(vscode.l10n.t('{0} cannot be opened: it was moved, deleted or closed.', label));
    return;
  }
  const [code = ''] = codeIn(question.text);
  const { places } = findChanged(code, linesOf(document), source.firstLine);
  const reach = reachOf(places, document.lineCount);
  const snippet = reach && snippetOfLines(document, reach.firstLine, reach.lastLine);
  if (snippet === undefined) {
    tell(vscode.l10n.t('Too little of the code is left in {0}. Select what is to be explained.', label));
    return;
  }
  await view.reveal();
  try {
    const again = await askAbout(engine, snippet, session.withOwn(answerSettings()), words, () =>
      gatherContext(document, snippet.parts),
    );
    const now = await session.askAgain(question.id, again);
    if (now !== undefined && COMPLETE_STATUSES.includes(now.status)) await compare(answers, answer, now, source.label);
  } catch (error) {
    view.notify({ type: 'notice', failure: failureView(toFailure(error)) });
  }
}

interface Found {
  readonly answer: Answer;
  readonly question: Question;
  readonly source: QuestionSource;
  readonly words: NonNullable<ReturnType<typeof wordsAgain>>;
}

/** The answer `id`, else the newest that can be made again. */
function find(turns: Parameters<typeof questionOf>[0], id: unknown): Found | undefined {
  const answers = turns.filter((turn) => turn.role === 'assistant' && (typeof id !== 'string' || turn.id === id));
  for (const answer of answers.reverse() as Answer[]) {
    const question = questionOf(turns, answer.id);
    const words = question && wordsAgain(question.text);
    if (words !== undefined && question?.source !== undefined)
      return { answer, question, source: question.source, words };
  }
  return undefined;
}

async function compare(documents: AnswerDocuments, before: Answer, now: Answer, label: string): Promise<void> {
  const { steps, changed, gone, isSameAnswer } = changedSteps(before.text, now.text);
  if (changed.length === 0 && gone === 0) {
    tell(
      isSameAnswer
        ? vscode.l10n.t('The steps and the answer are the same as before.')
        : vscode.l10n.t('The steps are the same as before, the answer is another one.'),
    );
    return;
  }
  const show = vscode.l10n.t('Show Changes');
  const said = vscode.l10n.t('{0} of {1} steps are other ones than before.', changed.length, steps);
  if ((await vscode.window.showInformationMessage(said, show)) === show) await documents.compare(before, now, label);
}

const tell = (words: string): void => void vscode.window.showInformationMessage(words);

/** Two answers side by side, as VS Code compares documents. */
export class AnswerDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEMES.answer, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async compare(before: Answer, now: Answer, label: string): Promise<void> {
    const [left, right] = [before, now].map(({ id, text }) => {
      const uri = vscode.Uri.from({ scheme: SCHEMES.answer, path: `/${id}.txt` });
      this.#texts.set(uri.toString(), text);
      return uri;
    });
    const title = vscode.l10n.t('{0}: explanation before and now', label);
    await vscode.commands.executeCommand('vscode.diff', left, right, title);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
