/** What a comment says for an answer: its text with what was found in it, how it ended, and what to do then. */
import { OPEN_STATUSES, type Answer, type Question } from '../../protocol/conversation.ts';
import type { StepLink } from '../../protocol/panel.ts';
import type { RunView } from '../../protocol/runView.ts';
import { cutNote, droppedNote } from '../../reasoning/answers/answerNotes.ts';
import { isDemoRefusal } from '../../reasoning/answers/demoRefusal.ts';
import { unknownNote, unusedNote } from '../../reasoning/checks/checkNotes.ts';
import { findGivens } from '../../reasoning/checks/givens.ts';
import { stepOfAnswer } from '../../reasoning/checks/run/contradicted.ts';
import { wordsOf } from '../../reasoning/steps/revise.ts';
import { wordsOfThought } from '../../reasoning/steps/thought.ts';
import { closedFences } from '../history/exchange/closedFences.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import type { Translate } from '../platform/texts/translate.ts';
import type { CheckedSection } from './checkedAnswer.ts';
import { commentMarkdown } from './commentMarkdown.ts';
import { failureComment } from './failureComment.ts';
import { italic, sectionNotes } from './sectionNotes.ts';

export interface ShownAnswer {
  readonly answer: Answer;
  readonly question: Question | undefined;
  readonly sections: readonly CheckedSection[];
  readonly run: RunView | undefined;
  /** Where its steps stand now. */
  readonly links: readonly StepLink[];
}

/** The comment of an answer, as Markdown that loads nothing and leads nowhere. */
export function answerComment(shown: ShownAnswer, t: Translate): string {
  const { answer, question, run } = shown;
  const { droppedTurns = 0, failure, answeredEarly, status } = answer;
  const isOpen = OPEN_STATUSES.includes(status);
  const cut = question?.source && cutNote(question.source, t);
  const before = [
    ...(cut === undefined ? [] : [cut]),
    ...(droppedTurns > 0 ? [droppedNote(String(droppedTurns), t)] : []),
  ];
  const after = [
    ...(answeredEarly === true ? [t('Answered early: the thought above is not finished.')] : []),
    ...(status === 'loop' ? [t('The answer repeated itself and was stopped.')] : []),
    ...(status === 'finished' ? givensNotes(question?.text ?? '', answer.text, t) : []),
    ...(run?.note === undefined ? [] : [run.note]),
  ];
  const isWordless = !isOpen && failure === undefined && answer.text.trim() === '';
  const parts = [
    ...before.map(italic),
    isDemoRefusal(answer.text) && !isOpen ? refusal(t) : textOf(shown, t),
    ...(isWordless ? [italic(t('The model ended its answer without a word.'))] : []),
    ...after.map(italic),
    ...(failure === undefined ? [] : [failureComment(failure)]),
  ];
  return commentMarkdown(parts.filter((part) => part !== '').join('\n\n'), t);
}

const refusal = (t: Translate): string =>
  [
    t('The tiny demo model cannot answer this.'),
    t('For real questions, get Cerebrum 7b (4.4 GB). It stays on this machine.'),
    t('Run Cerebrum: Get Model… in the Command Palette.'),
  ].join(' ');

function textOf({ sections, links, run }: ShownAnswer, t: Translate): string {
  // The step says what really happened; the answer says that it rests on the step.
  const isToldInStep = run !== undefined && stepOfAnswer(run) !== undefined;
  let text = '';
  for (const [index, found] of sections.entries()) {
    const { section, step, rest } = found;
    if (section.kind === 'thought') {
      text += thoughtNote(section, t);
      continue;
    }
    const told = section.kind === 'answer' && isToldInStep && rest !== undefined ? { ...found, run: undefined } : found;
    const link = links.find((candidate) => candidate.step === step);
    const notes = [...(link === undefined ? [] : [italic(linesNote(link, t))]), ...sectionNotes(told, t)];
    const words = closedFences(named(found, t).trimEnd());
    text += withNotes(words, notes.join(' · '), markerWidth(found));
    // Of a list Markdown would read the line behind its last item as a part of that.
    text += section.kind === 'step' && sections[index + 1]?.section.kind === 'step' ? '\n' : '\n\n';
  }
  return text.trim();
}

/** The chat has its words: between the lines of code there is no room for them. */
function thoughtNote(section: Section, t: Translate): string {
  const words = wordsOfThought(section.text);
  const length = String(words.split(/\s+/).length);
  return words === '' ? '' : `${italic(t('Thought of {0} words, not checked', length))}\n\n`;
}

/** Plan and answer begin with their name in bold, as in the panel. */
function named({ section }: CheckedSection, t: Translate): string {
  const { kind, start, body, text } = section;
  if (body === start || (kind !== 'plan' && kind !== 'answer')) return text;
  return `**${kind === 'plan' ? t('Plan') : t('Answer')}:** ${wordsOf(section)}`;
}

function withNotes(words: string, notes: string, indent: number): string {
  if (notes === '') return words;
  // Behind one line a line break will do; behind a block the notes are a paragraph of their own.
  return `${words}${words.includes('\n') ? '\n\n' : '  \n'}${' '.repeat(indent)}${notes}`;
}

/** Columns that text needs before it to belong to a step that is an item of a list; else 0. */
function markerWidth({ section: { text } }: CheckedSection): number {
  return /^\s*(?:\d{1,9}[.)]|[-*+])[ \t]+/.exec(text)?.[0].trimStart().length ?? 0;
}

/** `lines 9–10`, `src/fee.ts, line 3`, `line 9 (edited since)` */
function linesNote({ label, firstLine, lastLine, isStale }: StepLink, t: Translate): string {
  const lines = firstLine === lastLine ? t('line {0}', firstLine) : t('lines {0}–{1}', firstLine, lastLine);
  const name = label === undefined ? lines : `${label}, ${lines}`;
  return isStale ? t('{0} (edited since)', name) : name;
}

/** A hint that cannot be had is none. */
function givensNotes(question: string, answer: string, t: Translate): string[] {
  try {
    const { unused, unknown } = findGivens(question, answer);
    return [
      ...(unused.length > 0 ? [unusedNote(unused, t)] : []),
      ...(unknown.length > 0 ? [unknownNote(unknown, t)] : []),
    ];
  } catch (error) {
    console.error(error);
    return [];
  }
}
