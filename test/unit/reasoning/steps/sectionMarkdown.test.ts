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

  it.each([
    ['### Step 1: T\n- a\n  - b\n### Step 2: y', 'T\n\n- a\n  - b'],
    ['### Step 1: T\nText\n### Step 2: y', 'T\n\nText'],
    ['### Step 1\nText\n### Step 2\ny', '\nText'],
    ['## 1. A\n\n- x\n    - y\n\n## 2. B', 'A\n\n- x\n    - y'],
    ['**1.** A\n- x\n  - y\n\n**2.** B', 'A\n- x\n  - y'],
    ['(1) A\n- x\n  - y\n(2) B', 'A\n- x\n  - y'],
    ['### Step 1: T\n- p:\n  ```py\n  x\n  ```\n### Step 2: y', 'T\n\n- p:\n  ```py\n  x\n  ```'],
    ['Step 1: run\n\n    x = 1\n    y = 2\nStep 2: z', 'run\n\n    x = 1\n    y = 2'],
    ['Step 1: Do\n    - a\n      - b\nStep 2: y', 'Do\n- a\n  - b'],
    ['Step 1: Do\n\n    ```py\n    if x:\n      y\n    ```\nStep 2: y', 'Do\n\n```py\nif x:\n  y\n```'],
    ['- **Step 1:** Do\n  - a\n    - b\n- **Step 2:** z', 'Do\n- a\n  - b'],
    ['1. a\n  - b\n    - c\n2. d', 'a\n- b\n  - c'],
    ['1. a\n    - b\n      - c\n2. d', 'a\n - b\n   - c'],
    ['1. T\n- a\n  - b\n2. y', 'T\n- a\n  - b'],
    ['1. a\nlazy\n   - b\n     - c\n2. d', 'a\nlazy\n- b\n  - c'],
    ['1. a\n**lazy**\n    - b\n      - c\n2. d', 'a\n**lazy**\n - b\n   - c'],
    ['**1.** A\n\n    x = 1\n\n**2.** B', 'A\n\n    x = 1'],
    ['1.  a\n\n    b\n\n        c\n2.  d', 'a\n\nb\n\n    c'],
    ['\n\n1. a\n   - b\n     - c\n2. d', 'a\n- b\n  - c'],
    ['1. a\n\t- b\n\t\t- c\n2. d', 'a\n- b\n\t- c'],
    ['1. Do:\n\t```make\n\tall:\n\t\tcc\n\t```\n2. b', 'Do:\n```make\nall:\n\tcc\n```'],
    ['1. a\n\n\tb\n2. c', 'a\n\nb'],
    ['1. a\n   - b\n\t- c\n2. d', 'a\n- b\n - c'],
    ['1. ```js\n   a\n     b\n   ```\n2. c', '```js\na\n  b\n```'],
  ])('keeps what is deeper than the text of the step deeper: %j', (text, expected) => {
    expect(steps(text)[0]?.trimEnd()).toBe(expected);
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
