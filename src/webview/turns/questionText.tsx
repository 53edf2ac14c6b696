import './givens.css';
import { useMemo } from 'preact/hooks';
import { type Given, placeGivens } from '../../reasoning/checks/givens.ts';
import { parseAnswer } from '../../reasoning/steps/answerParser.ts';
import { stepsOf } from '../../reasoning/steps/revise.ts';
import { splitFences } from '../../reasoning/questions/fences.ts';
import { t } from '../l10n.ts';
import { CodeBlock } from '../markdown/code/codeBlock.tsx';

interface Props {
  readonly text: string;
  /** Its answer, once that is finished. */
  readonly answer?: string | undefined;
}

/** The user's own words as they were typed, except that code between fences is a code block. */
export function QuestionText({ text, answer }: Props) {
  const parts = splitFences(text);
  return (
    <>
      {parts.map((part, index) =>
        part.kind === 'code' ? (
          <CodeBlock key={index} code={part.text} info={part.info} isSettled isAsked />
        ) : (
          <div key={index} class="question-text" dir="auto">
            {answer === undefined || parts.length > 1 ? (
              trimmed(part.text)
            ) : (
              <Words text={trimmed(text)} answer={answer} />
            )}
          </div>
        ),
      )}
    </>
  );
}

const trimmed = (text: string): string => text.replace(/^\n+|\s+$/g, '');

/** A question whose numbers say which step of the answer calculates with them, or that none does. */
function Words({ text, answer }: { text: string; answer: string }) {
  const { givens, labels } = useMemo(() => placed(text, answer), [text, answer]);
  let from = 0;
  const pieces = givens.map((given) => {
    const before = text.slice(from, given.start);
    from = given.end;
    const label = given.step === undefined ? undefined : (labels[given.step] ?? String(given.step + 1));
    return (
      <>
        {before}
        <span
          class={label === undefined ? 'given unused' : 'given'}
          data-step={label}
          title={label === undefined ? t('No step uses this number.') : t('Step {0} calculates with it.', label)}
        >
          {text.slice(given.start, given.end)}
        </span>
      </>
    );
  });
  return (
    <>
      {pieces}
      {text.slice(from)}
    </>
  );
}

/** The numbers of a question, and how the answer calls its steps. A hint that cannot be had is none. */
function placed(
  text: string,
  answer: string,
): { readonly givens: readonly Given[]; readonly labels: readonly string[] } {
  try {
    const labels = stepsOf(parseAnswer(answer)).map(({ number }, i) => String(number ?? i + 1));
    return { givens: placeGivens(text, answer), labels };
  } catch (error) {
    console.error(error);
    return { givens: [], labels: [] };
  }
}
