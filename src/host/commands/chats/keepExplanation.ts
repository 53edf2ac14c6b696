import { explanationComment } from '../../editor/edits/explanationComment.ts';
import type { ExplanationComment } from '../../editor/edits/explanationComment.ts';
import { unlinked } from '../../platform/texts/unlinked.ts';
import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { Answer, Question, QuestionSource } from '../../../protocol/conversation.ts';
import { isDemoRefusal } from '../../../reasoning/answers/demoRefusal.ts';
import type { DocumentLink } from '../../../reasoning/links/linkedSteps.ts';
import { explanationText } from '../../../reasoning/comments/explanationText.ts';
import { checkSentence } from '../../../reasoning/checks/checkSentence.ts';
import { checkStep } from '../../../reasoning/checks/checkStep.ts';
import { codeIn, codeToCheck, locateCode } from '../../../reasoning/questions/askedCode.ts';
import { parseAnswer } from '../../../reasoning/steps/answerParser.ts';
import { stepsOf } from '../../../reasoning/steps/revise.ts';
import { questionOf, questionWithCode } from '../../sessions/askedFor.ts';
import { codeTour, type TourPlace } from '../../history/exchange/codeTour.ts';
import { escapedMarkdown } from '../../history/exchange/escapedMarkdown.ts';
import { toMarkdown } from '../../history/exchange/chatMarkdown.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { Explanations } from '../../explanations/explanations.ts';
import { linesOf, openQuietly } from '../../editor/documents.ts';
import type { Proposals } from '../../editor/edits/proposals.ts';
import { placeText } from '../../platform/texts/placeText.ts';
import { COMMANDS } from '../../platform/names.ts';
import { writeExport } from './exportChat.ts';

interface Explained {
  readonly question: Question;
  readonly source: QuestionSource;
  readonly answer: Answer;
}

/** Save Explanation…: the answer `id`, else the newest about code, as Markdown beside the code. */
export async function saveExplanation(openChats: OpenChats, explanations: Explanations, id?: unknown): Promise<void> {
  const explained = find(openChats, id);
  if (explained === undefined) return;
  const { question, source, answer } = explained;
  const name = placeText(source, vscode.l10n.t);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Explanation'),
    defaultUri: besides(vscode.Uri.parse(source.uri)),
    filters: { Markdown: ['md'] },
  });
  if (target === undefined) return;
  const links = explanations.get(answer.id)?.links ?? [];
  const code = codeToCheck(questionWithCode(openChats.current.transcript.turns, question).text, source.firstLine);
  const steps = stepsOf(parseAnswer(answer.text));
  const noteOf = (step: number) => {
    const text = steps[step]?.text ?? '';
    const wrong = checkStep(text, code === undefined ? {} : { code }).filter(({ verdict }) => verdict === 'false');
    return [
      ...links.filter((link) => link.step === step).map((link) => lineLink(link, target)),
      ...wrong.map((check) => `**${escapedMarkdown(checkSentence(check, text, vscode.l10n.t))}**`),
    ].join(' · ');
  };
  const text = toMarkdown(name, [question, answer], vscode.l10n.t, () => noteOf);
  const said = vscode.l10n.t('The explanation was saved as {0}.', vscode.workspace.asRelativePath(target));
  await writeExport(target, text, said);
}

/** Save Explanation as Tour: the same as a file that the extension CodeTour plays, also for people without Cerebrum. */
export async function saveTour(openChats: OpenChats, explanations: Explanations, id?: unknown): Promise<void> {
  const explained = find(openChats, id);
  if (explained === undefined) return;
  const { source, answer } = explained;
  const code = vscode.Uri.parse(source.uri);
  const folder = vscode.workspace.getWorkspaceFolder(code)?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder first: a tour is saved in its folder .tours.'),
    );
    return;
  }
  const links = explanations.get(answer.id)?.links ?? [];
  const placeOf = (step: number): TourPlace | undefined => {
    const link = links.find((candidate) => candidate.step === step && !candidate.isStale);
    if (link === undefined) return undefined;
    const path = posix.relative(folder.path, vscode.Uri.parse(link.uri).path);
    const isInside = path !== '' && !path.startsWith('..');
    return { ...(isInside ? { file: path } : { uri: link.uri }), line: link.firstLine };
  };
  const text = codeTour(placeText(source, vscode.l10n.t), answer.text, placeOf, vscode.l10n.t);
  const target = await freeName(vscode.Uri.joinPath(folder, '.tours'), nameWithoutEnding(code));
  await writeExport(target, text, vscode.l10n.t('The tour was saved as {0}.', vscode.workspace.asRelativePath(target)));
}

/** Insert Explanation as Comment: the same above the code it is about, as a diff to accept. */
export async function commentExplanation(openChats: OpenChats, proposals: Proposals, id?: unknown): Promise<void> {
  const explained = find(openChats, id);
  if (explained === undefined) return;
  const { question, source, answer } = explained;
  const document = await openQuietly(source.uri);
  if (document === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} cannot be opened: it was moved, deleted or closed.', unlinked(source.label)),
    );
    return;
  }
  const pieces = codeIn(questionWithCode(openChats.current.transcript.turns, question).text);
  const line = locateCode(pieces, linesOf(document), source.firstLine)?.firstLine;
  if (line === undefined) {
    await offerFile(
      vscode.l10n.t(
        '{0} changed since it was explained: the explained lines are different now.',
        unlinked(source.label),
      ),
      answer,
    );
    return;
  }
  const words = explanationText(answer.text);
  const comment = explanationComment(words, linesOf(document), document.languageId, line);
  if (typeof comment === 'string') {
    await offerFile(whyNone(comment, unlinked(source.label), line), answer);
    return;
  }
  const at = new vscode.Position(comment.line - 1, 0);
  await proposals.propose({
    document,
    range: new vscode.Range(at, at),
    text: comment.text,
    title: vscode.l10n.t('{0}: Explanation as Comment', source.label),
  });
}

/** `[lines 3–5](cart.ts#L3-L5)`, as editors and code hosts follow it. */
function lineLink({ uri, firstLine, lastLine, isStale, label }: DocumentLink, target: vscode.Uri): string {
  const isOne = firstLine === lastLine;
  const lines = isOne ? vscode.l10n.t('line {0}', firstLine) : vscode.l10n.t('lines {0}–{1}', firstLine, lastLine);
  const words = label === undefined ? lines : `${label.replaceAll(/[[\]\\`<>]/g, ' ')}, ${lines}`;
  const code = vscode.Uri.parse(uri);
  const path = posix.relative(posix.dirname(target.path), code.path).split('/').map(inLink).join('/');
  const place = `${path}#L${firstLine}${isOne ? '' : `-L${lastLine}`}`;
  const link = code.scheme === target.scheme ? `[${words}](${place})` : words;
  return isStale ? `${link} (${vscode.l10n.t('changed since')})` : link;
}

const inLink = (name: string): string => encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29');

function whyNone(reason: Extract<ExplanationComment, string>, label: string, line: number): string {
  switch (reason) {
    case 'unknown-language':
      return vscode.l10n.t('How {0} is commented is not known here.', label);
    case 'no-comments':
      return vscode.l10n.t('{0} cannot hold comments.', label);
    case 'no-place':
      return vscode.l10n.t('No comment can stand near line {0} of {1}: it would become part of a text.', line, label);
  }
}

/** Says why there is no comment, and offers a file in its place. */
async function offerFile(why: string, { id }: Answer): Promise<void> {
  const save = vscode.l10n.t('Save Explanation…');
  if ((await vscode.window.showWarningMessage(why, save)) === save) {
    await vscode.commands.executeCommand(COMMANDS.saveExplanation, id);
  }
}

/** The explanation a button or the palette means; says so when there is none. */
function find({ current: { transcript } }: OpenChats, id: unknown): Explained | undefined {
  const { turns } = transcript;
  const explained = turns.flatMap((answer): Explained[] => {
    if (answer.role !== 'assistant' || answer.text.trim() === '') return [];
    const question = questionOf(turns, answer.id);
    return question?.source === undefined ? [] : [{ question, source: question.source, answer }];
  });
  const found = typeof id === 'string' ? explained.find(({ answer }) => answer.id === id) : explained.at(-1);
  if (found !== undefined && isDemoRefusal(found.answer.text)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The demo model could not explain this code. There is nothing to keep.'),
    );
    return undefined;
  }
  if (found === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This chat holds no explanation of code. Select some code and explain it first.'),
    );
  }
  return found;
}

/** `cart.explained.md` beside `cart.ts`; where that cannot be written to, in the workspace. */
function besides(uri: vscode.Uri): vscode.Uri {
  const name = `${nameWithoutEnding(uri)}.explained.md`;
  if (uri.scheme === 'file' || uri.scheme === 'vscode-remote') return vscode.Uri.joinPath(uri, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
}

const nameWithoutEnding = (uri: vscode.Uri): string => (uri.path.split('/').at(-1) ?? '').replace(/(?<=.)\.[^.]*$/, '');

/** `cart.tour`, else `cart-2.tour` and so on: no file is replaced. */
async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const file = vscode.Uri.joinPath(folder, `${name}${number === 1 ? '' : `-${number}`}.tour`);
    try {
      await vscode.workspace.fs.stat(file);
    } catch {
      return file;
    }
  }
}
