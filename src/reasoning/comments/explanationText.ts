import { parseAnswer } from '../steps/answerParser.ts';
import { withoutThought } from '../steps/thought.ts';
import { stepsOf, wordsOf } from '../steps/revise.ts';

/** What a comment says of an explanation (Markdown): its answer first, then the steps. A text with other parts stays as it is, but for its thought. */
export function explanationText(text: string): string {
  const sections = parseAnswer(text);
  const steps = stepsOf(sections);
  const [answer, ...more] = sections.filter(({ kind }) => kind === 'answer');
  const isPlain = sections.every(({ kind, text: own }) => kind !== 'prose' || own.trim() === '');
  if (answer === undefined || more.length > 0 || steps.length === 0 || !isPlain) return withoutThought(text);
  const list = steps.map((step, i) => `${String(step.number ?? i + 1)}. ${wordsOf(step)}`);
  return `${wordsOf(answer)}\n\n${list.join('\n')}`;
}
