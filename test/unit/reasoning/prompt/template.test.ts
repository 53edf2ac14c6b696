import { describe, expect, it } from 'vitest';
import { FailureError } from '../../../../src/protocol/failures.ts';
import type { Turn } from '../../../../src/protocol/turns.ts';
import {
  DEFAULT_SYSTEM_SENTENCE,
  promptText,
  renderPrompt,
  stripAnswer,
} from '../../../../src/reasoning/prompt/template.ts';
import { assistant, system, user } from '../../../support/turns.ts';

const text = (turns: readonly Turn[], goOn = false) => promptText(renderPrompt(turns, goOn));
const failure = (turns: readonly Turn[], goOn = false) => {
  try {
    renderPrompt(turns, goOn);
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  return undefined;
};

describe('the Cerebrum prompt', () => {
  it('holds the system sentence, the question and ends at "AI:"', () => {
    expect(text([user('Are you conscious?')])).toBe(
      "A chat between a user and a thinking artificial intelligence assistant. The assistant describes its thought process and gives helpful and detailed answers to the user's questions.\nUser: Are you conscious?\nAI:",
    );
  });

  it('separates the turns of a conversation by one line break each', () => {
    expect(text([user('Hi'), assistant('Hello.'), user('Why?')])).toBe(
      `${DEFAULT_SYSTEM_SENTENCE}\nUser: Hi\nAI: Hello.\nUser: Why?\nAI:`,
    );
  });

  it('lets a system turn replace the default sentence whole', () => {
    expect(text([system('Answer in verse.'), user('Hi')])).toBe('Answer in verse.\nUser: Hi\nAI:');
  });

  it('trims every message', () => {
    expect(text([system('\n S \t'), user('  Hi\n\n'), assistant('\tHello. \n'), user(' Why? ')])).toBe(
      'S\nUser: Hi\nAI: Hello.\nUser: Why?\nAI:',
    );
  });

  it('keeps what is inside a message as it is', () => {
    const code = 'Explain:\n\n```ts\nif (a) {\n  b();\n}\n```';
    expect(text([user(code)])).toContain(`\nUser: ${code}\nAI:`);
  });

  it.each(['Fine.</s>', 'Fine. </s>', 'Fine.</s></s>\n', 'Fine.\n</s> '])(
    'leaves no EOS between turns (%j)',
    (answer) => {
      expect(text([user('Hi'), assistant(answer), user('Why?')])).toContain('\nAI: Fine.\nUser: Why?');
    },
  );

  it('keeps an EOS that the user typed, and one inside an answer', () => {
    expect(text([user('What is </s>?'), assistant('</s> ends a text.'), user('And <s>?</s>')])).toContain(
      '\nUser: What is </s>?\nAI: </s> ends a text.\nUser: And <s>?</s>\nAI:',
    );
  });

  it('goes on with an unfinished answer at its last character', () => {
    expect(text([user('Hi'), assistant('First, we ')], true)).toMatch(/\nAI: First, we $/);
  });

  it('marks the answers, so that their sampled tokens can stand in their place', () => {
    const parts = renderPrompt([user('a'), assistant('b'), user('c'), assistant('d'), user('e')]);
    expect(parts.filter((part) => part.isAnswer).map((part) => part.text)).toEqual([' b', ' d']);
  });

  it('names roles that do not take turns', () => {
    expect(failure([user('a'), user('b')])).toEqual({ name: 'roles-not-alternating', index: 1, role: 'user' });
    expect(failure([assistant('a')])).toMatchObject({ name: 'roles-not-alternating', index: 0 });
    expect(failure([user('a'), system('b')])).toMatchObject({ name: 'roles-not-alternating', index: 1 });
    expect(failure([user('a'), assistant('b')])).toMatchObject({ name: 'roles-not-alternating', index: 1 });
    expect(failure([user('a')], true)).toMatchObject({ name: 'roles-not-alternating' });
  });

  it('refuses an empty question', () => {
    expect(failure([])).toEqual({ name: 'question-empty' });
    expect(failure([user(' \n ')])).toEqual({ name: 'question-empty' });
    expect(failure([system('a')])).toEqual({ name: 'question-empty' });
  });

  it('trims a long run of blanks in no time', () => {
    const blanks = ' '.repeat(200_000);
    expect(stripAnswer(`${blanks}a${blanks}b${blanks}`)).toBe(`a${blanks}b`);
  });
});
