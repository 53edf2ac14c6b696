import { parseAnswer } from '../../../reasoning/steps/answerParser.ts';
import { wordsOfThought } from '../../../reasoning/steps/thought.ts';

/** Where a step speaks of code, as Markdown; `step` counts from 0. Empty: nowhere. */
export type StepNote = (step: number) => string;

/** An answer with its plan, steps and final answer apart from each other, and below each step its note. A thought is a quotation. */
export function answerMarkdown(text: string, noteOf: StepNote = () => ''): string {
  const sections = parseAnswer(text);
  let step = 0;
  let written = '';
  for (const [index, section] of sections.entries()) {
    const { kind, text: words } = section;
    if (kind === 'thought') {
      written += quoted(wordsOfThought(section.text));
      continue;
    }
    const isStep = kind === 'step';
    const note = isStep ? noteOf(step++) : '';
    const isBetweenSteps = isStep && sections[index + 1]?.kind === 'step' && note === '';
    // Of a list Markdown would read the line behind its last item as a part of that.
    const gap = isBetweenSteps ? '\n' : '\n\n';
    const end = /\s*$/.exec(words)?.[0] ?? '';
    written += words.slice(0, words.length - end.length);
    if (note !== '') written += `\n\n   ${note}`;
    written += end.length > gap.length && note === '' ? end : gap;
  }
  return written.trim();
}

const quoted = (words: string): string =>
  words === ''
    ? ''
    : `${words
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n')}\n\n`;
