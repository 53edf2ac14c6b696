/**
 * An explanation as a file of CodeTour, a VS Code extension that walks people through code. Format:
 * https://raw.githubusercontent.com/microsoft/codetour/main/schema.json
 */
import { parseAnswer } from '../../../reasoning/steps/answerParser.ts';
import { markdownOf } from '../../../reasoning/steps/sectionMarkdown.ts';
import type { Translate } from '../../platform/texts/translate.ts';
import { safeMarkdown } from './safeMarkdown.ts';
import { withoutLinks } from './withoutLinks.ts';

/** Where a step is: a file below the workspace folder with `/` between its folders, or any address; 1-based line. */
export interface TourPlace {
  readonly file?: string;
  readonly uri?: string;
  readonly line: number;
}

/** @param placeOf where step `step` (0-based) is; `undefined` where it has no lines, or they changed */
export function codeTour(
  title: string,
  answer: string,
  placeOf: (step: number) => TourPlace | undefined,
  t: Translate,
): string {
  let step = -1;
  const steps = parseAnswer(answer).flatMap((section) => {
    if (section.kind === 'thought') return [];
    const description = inTour(markdownOf(section), t);
    if (description === '') return [];
    if (section.kind !== 'step') {
      const name = section.kind === 'plan' ? t('Plan') : section.kind === 'answer' ? t('Answer') : undefined;
      return [{ ...(name !== undefined && { title: name }), description }];
    }
    step++;
    return [{ ...placeOf(step), title: t('Step {0}', section.number ?? step + 1), description }];
  });
  return `${JSON.stringify({ $schema: 'https://aka.ms/codetour-schema', title, steps }, undefined, 2)}\n`;
}

/**
 * Text of a model as CodeTour shows it. There a link can run a command, a line that begins with `>>` is a button that runs it in the
 * terminal, even in code, and `{{…}}` is replaced by a variable of the environment: all of these stay text, and code stays code.
 */
function inTour(words: string, t: Translate): string {
  const harmless = words
    .trim()
    .replaceAll('{{', '{\u200b{')
    .replace(/^(\s*)>>/gm, '$1\u200b>>');
  return withoutLinks(safeMarkdown(harmless, t('Image')));
}
