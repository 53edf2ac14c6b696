import { splitFences } from '../../reasoning/questions/fences.ts';
import { CodeBlock } from '../markdown/code/codeBlock.tsx';

/** The user's own words as they were typed, except that code between fences is a code block. */
export function QuestionText({ text }: { text: string }) {
  return (
    <>
      {splitFences(text).map((part, index) =>
        part.kind === 'code' ? (
          <CodeBlock key={index} code={part.text} info={part.info} isSettled isAsked />
        ) : (
          <div key={index} class="question-text" dir="auto">
            {part.text.replace(/^\n+|\s+$/g, '')}
          </div>
        ),
      )}
    </>
  );
}
