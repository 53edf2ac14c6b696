import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../../../src/reasoning/steps/answerParser.ts';
import { firstLineOf, markdownOf } from '../../../../src/reasoning/steps/sectionMarkdown.ts';

const steps = (text: string) =>
  parseAnswer(text)
    .filter(({ kind }) => kind === 'step')
    .map(markdownOf);

describe('markdownOf', () => {
  it("leaves out a step's marker and the indentation of what belongs to its item", () => {
    const text = 'Plan: Go.\n1. One:\n\n   ```js\n   if (a) {\n     b();\n   }\n   ```\n2. Two.';
    expect(steps(text)).toEqual(['One:\n\n```js\nif (a) {\n  b();\n}\n```\n', 'Two.']);
  });

  it('leaves the code of a fence that is not indented as it is', () => {
    const code = '```py\nif a:\n    b()\n  # so\n```';
    expect(steps(`Plan: Go.\n1. One:\n${code}\n   and\n2. Two.`)[0]).toBe(`One:\n${code}\nand\n`);
  });

  it('keeps a step that has no marker as it is', () => {
    const text = 'To find it, we need to add.\n\nFirst, take 3.\n\n    code\n\nNext, add 4.';
    expect(steps(text)[0]).toContain('First, take 3.\n\n    code');
  });

  it('grows with the answer: what a part of it shows is the beginning of what all of it shows', () => {
    const text = 'Plan: Go.\n1. One:\n   - inside\n     more';
    const whole = steps(text)[0] ?? '';
    for (let end = text.indexOf('One'); end <= text.length; end++) {
      expect(whole.startsWith(steps(text.slice(0, end))[0] ?? '')).toBe(true);
    }
  });
});

describe('firstLineOf', () => {
  it('is plain text', () => {
    expect(firstLineOf('**Add** `a`:\n- b')).toBe('Add a:');
  });
});
