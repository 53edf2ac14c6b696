import type { DocumentLink } from '../../reasoning/links/linkedSteps.ts';
import { markdownOf } from '../../reasoning/steps/sectionMarkdown.ts';
import { closedFences } from '../history/exchange/closedFences.ts';
import type { Translate } from '../platform/texts/translate.ts';
import type { CheckedSection } from './checkedAnswer.ts';
import { commentMarkdown } from './commentMarkdown.ts';
import { sectionNotes } from './sectionNotes.ts';

/** A step as a comment on its lines; 1-based, inclusive. */
export interface StepComment {
  /** 0-based, among the steps of the answer. */
  readonly step: number;
  readonly uri: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** `Step 2 of 5`, and whether its lines read otherwise by now. */
  readonly label: string;
  /** Markdown that loads nothing and leads nowhere. */
  readonly body: string;
}

/** The steps that have lines, each as a comment there. */
export function stepComments(
  sections: readonly CheckedSection[],
  links: readonly DocumentLink[],
  t: Translate,
): StepComment[] {
  const steps = sections.filter(({ step }) => step !== undefined);
  return links.flatMap(({ step, uri, firstLine, lastLine, isStale }): StepComment[] => {
    const found = steps[step];
    if (found === undefined) return [];
    const name = t('Step {0} of {1}', found.label ?? '', steps.length);
    const label = isStale ? `${name} · ${t('The code has changed since')}` : name;
    const words = closedFences(markdownOf(found.section).trim());
    const body = commentMarkdown([words, ...sectionNotes(found, t)].join('\n\n'), t);
    return [{ step, uri, firstLine, lastLine, label, body }];
  });
}
