import { differenceNote, matchNote, restsOnNote } from '../../reasoning/checks/checkNotes.ts';
import { checkSentence } from '../../reasoning/checks/checkSentence.ts';
import { escapedMarkdown } from '../history/exchange/escapedMarkdown.ts';
import type { Translate } from '../platform/texts/translate.ts';
import type { CheckedSection } from './checkedAnswer.ts';

/**
 * What was found about a section, as Markdown, what is wrong first and in bold. Right statements are not named: they say nothing of
 * the step.
 */
export function sectionNotes({ section, checks, rest, run }: CheckedSection, t: Translate): string[] {
  const wrong = checks.filter(({ verdict }) => verdict === 'false');
  return [
    ...wrong.map((check) => bold(`${t('Wrong')}: ${checkSentence(check, section.text, t)}`)),
    ...(run?.differs ?? []).map((difference) => bold(differenceNote(difference, t))),
    ...(rest === undefined ? [] : [bold(restsOnNote(rest, t))]),
    ...(run === undefined || run.differs.length > 0 || run.agrees.length === 0
      ? []
      : [italic(matchNote(run.agrees, t))]),
  ];
}

export const bold = (text: string): string => `**${inLine(text)}**`;
export const italic = (text: string): string => `*${inLine(text)}*`;

/** Marks around text take no white space at its ends, and no line break. */
const inLine = (text: string): string => escapedMarkdown(text.replaceAll(/\s+/g, ' ').trim());
