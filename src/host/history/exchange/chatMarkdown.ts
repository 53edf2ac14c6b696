import {
  type MoreTries,
  COMPLETE_STATUSES,
  type Answer,
  type AnswerVote,
  type PanelTurn,
  type Question,
} from '../../../protocol/conversation.ts';
import { placeText } from '../../platform/texts/placeText.ts';
import type { Translate } from '../../platform/texts/translate.ts';
import { standingOf } from '../../../reasoning/answers/storedVote.ts';
import { answerMarkdown, type StepNote } from './answerMarkdown.ts';
import { asTyped } from './asTyped.ts';
import { closedFences } from './closedFences.ts';
import { safeMarkdown } from './safeMarkdown.ts';

/**
 * What is on screen as Markdown: questions as quotes of what was typed, answers as the model wrote them, but that nothing in them is loaded.
 *
 * @param noteOf what stands below the steps of an answer: Markdown of ours
 */
export function toMarkdown(
  title: string,
  turns: readonly PanelTurn[],
  t: Translate,
  noteOf?: (answer: string) => StepNote,
): string {
  const parts = turns.map((turn) =>
    turn.role === 'user' ? questionPart(turn, t) : answerPart(turn, t, noteOf?.(turn.id)),
  );
  return [`# ${oneLine(title, t)}`, ...parts].join('\n\n') + '\n';
}

function questionPart({ text, source, context = [] }: Question, t: Translate): string {
  const attached = context.filter((entry) => entry.attached !== undefined && entry.text !== '');
  const places = [...(source === undefined ? [] : [source]), ...attached].map(
    (place) => `*${placeText({ ...place, label: oneLine(place.label, t) }, t)}*`,
  );
  return [`## ${t('You')}`, ...places, quoted(safe(asTyped(text), t))].join('\n\n');
}

function triesLine({ asked, same, other }: MoreTries, t: Translate): string {
  const agree = t('{0} of {1} more tries gave the same answer', same, asked);
  return other === undefined ? agree : `${agree}, ${t('{0} gave {1}', other.count, oneLine(other.answer, t))}`;
}

function answerPart(
  { text, status, stats, settings, answeredEarly, vote, tries }: Answer,
  t: Translate,
  noteOf?: StepNote,
): string {
  const facts = [
    ...(stats === undefined ? [] : [oneLine(stats.model, t), t('{0} tokens', stats.generatedTokens)]),
    ...(settings === undefined ? [] : [t('temperature {0}', settings.temperature)]),
    ...(settings === undefined || settings.temperature === 0 ? [] : [t('seed {0}', settings.seed)]),
    ...(answeredEarly === true ? [t('answered early, thought not finished')] : []),
    ...(tries === undefined || tries.ended < tries.asked ? [] : [triesLine(tries, t)]),
    ...(COMPLETE_STATUSES.includes(status) ? [] : [t('not finished')]),
  ];
  const said = safe(answerMarkdown(closedFences(text.trim()), noteOf), t);
  const none = said === '' && COMPLETE_STATUSES.includes(status) ? t('The model ended its answer without a word.') : '';
  const votes = vote === undefined ? '' : `*${voteLine(vote, t)}*`;
  return [`## Cerebrum`, votes, said, none, ...(facts.length === 0 ? [] : [`*${facts.join(' · ')}*`])]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** `Vote of 5 chains · 33 (4) · No answer (1)` */
function voteLine(vote: AnswerVote, t: Translate): string {
  const lists = standingOf(vote).lists.map(({ kind, answer = '', chains }) => {
    const name = kind === 'answer' ? oneLine(answer, t) : kind === 'none' ? t('No answer') : t('Not finished');
    return `${name} (${chains.length})`;
  });
  return [t('Vote of {0} chains', vote.asked), ...lists].join(' · ');
}

const safe = (text: string, t: Translate): string => safeMarkdown(text, t('Image'));

/** Of one line that is not part of a block. A line that could only be made safe as a block of code loses its marks. */
function oneLine(text: string, t: Translate): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const made = safe(line, t);
  return made.includes('\n') ? line.replaceAll(/[<![\]`]/g, ' ') : made;
}

const quoted = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => (line.trim() === '' ? '>' : `> ${line}`))
    .join('\n');
