/** Every wrong item of a report, to look through: the question, the right answer, each sample with its steps and checks. */
import { checkStep } from '../../../reasoning/checks/checkStep.ts';
import { parseAnswer } from '../../../reasoning/steps/answerParser.ts';
import type { Translate } from '../../platform/texts/translate.ts';
import { escaped } from './html.ts';
import type { WrongItem } from './reportData.ts';
import { stopText } from './reportWords.ts';

/** Shown of a question in the closed list, characters. */
const SHORT = 90;

/** @param title with the number of items */
export function wrongItems(title: string, wrong: readonly WrongItem[], t: Translate): string {
  const list = wrong.map((one) => wrongItem(one, t)).join('\n');
  const none = `<p>${escaped(t('None.'))}</p>`;
  return `<h2>${escaped(title)}</h2>\n${wrong.length === 0 ? none : list}`;
}

function wrongItem({ item, right, given, failed, samples }: WrongItem, t: Translate): string {
  const characters = Array.from(item.question.replace(/\s+/g, ' '));
  const short = characters.length > SHORT ? `${characters.slice(0, SHORT).join('')}…` : characters.join('');
  const answer = given === undefined ? t('no answer') : t('answer: {0}', given);
  return `<details>
<summary>${escaped(item.id)}: ${escaped(short)}<br><span class="bad">${escaped(answer)}</span> · <span class="good">${escaped(t('right: {0}', right))}</span></summary>
<h3>${escaped(t('Question'))}</h3>
<div class="text">${escaped(item.question)}</div>
${item.kind === 'choice' ? `<ol type="A">${item.choices.map((choice) => `<li>${escaped(choice)}</li>`).join('')}</ol>` : ''}
<h3>${escaped(t('Right answer'))}</h3>
<div class="text">${escaped(item.kind === 'problem' ? item.solution : right)}</div>
${failed === undefined ? '' : `<p class="bad">${escaped(failed)}</p>`}
${samples.map((sample, index) => sampleText(sample, index, t)).join('\n')}
</details>`;
}

function sampleText(
  { text, answer, isRight, stopReason, tokens }: WrongItem['samples'][number],
  index: number,
  t: Translate,
): string {
  const facts = [
    t('Sample {0}', index + 1),
    answer === undefined ? t('no answer') : t('answer: {0}', answer),
    stopText(stopReason, t),
    t('{0} tokens', tokens),
  ].join(' · ');
  const sections = parseAnswer(text).map((section) => {
    const checks = section.kind === 'thought' ? [] : checkStep(section.text);
    const wrong = checks.filter(({ verdict }) => verdict === 'false');
    const notes = wrong.map(({ start, end, expected }) => {
      const said = section.text.slice(start, end).trim();
      const words =
        expected === undefined ? t('“{0}” is wrong.', said) : t('“{0}” is wrong: it is {1}.', said, expected);
      return `<div class="check">${escaped(words)}</div>`;
    });
    return `<div class="text${wrong.length > 0 ? ' wrong' : ''}">${escaped(section.text.trim())}</div>${notes.join('')}`;
  });
  return `<h3 class="${isRight ? 'good' : 'bad'}">${escaped(facts)}</h3>\n${sections.join('\n')}`;
}
