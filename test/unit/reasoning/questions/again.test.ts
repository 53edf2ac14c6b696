import { expect, it } from 'vitest';
import { wordsAgain } from '../../../../src/reasoning/questions/again.ts';
import { explainQuestion, type Snippet } from '../../../../src/reasoning/questions/explain.ts';
import { traceQuestion } from '../../../../src/reasoning/questions/trace.ts';

const snippet = (code: string): Snippet => ({
  label: 'cart.ts',
  language: 'TypeScript',
  fence: 'typescript',
  parts: [{ code, firstLine: 3, lastLine: 3 }],
});

it('a question about one piece of code is asked again in the words it was asked in', () => {
  const [sum, print] = [snippet('const a = 1;'), snippet('console.log(1);')];
  for (const { words, about } of [
    { words: explainQuestion, about: sum },
    { words: traceQuestion, about: sum },
    { words: traceQuestion, about: print },
  ]) {
    const again = wordsAgain(words(about));
    expect(again?.(snippet('const b = 2;'))).toBe(words(snippet('const b = 2;')));
  }
});

it('no other question is', () => {
  const two = { ...snippet('a();'), parts: [snippet('a();').parts[0], snippet('b();').parts[0]] as const };
  for (const text of [
    'What is 3 + 4?',
    'Explain step by step what this does.',
    'Why is this an error?\n\n```ts\nlet a: string = 1;\n```',
    explainQuestion(two),
  ]) {
    expect(wordsAgain(text), text).toBeUndefined();
  }
});
