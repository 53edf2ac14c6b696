import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/host/sandbox/sandboxProcess.ts';
import { programIn } from '../../../src/reasoning/run/programIn.ts';
import type { RunView } from '../../../src/protocol/runView.ts';
import { RUN_LIMITS } from '../../../src/protocol/sandbox.ts';
import { buildSandbox, runCode } from '../../support/sandbox.ts';

let sandbox: Awaited<ReturnType<typeof buildSandbox>>;
beforeAll(async () => {
  sandbox = await buildSandbox();
});
afterAll(async () => {
  await sandbox.remove();
});

interface Asked {
  readonly asked?: string;
  readonly firstLine?: number;
}

async function compare(question: string, answer: string, asked: Asked = {}): Promise<RunView> {
  const program = programIn(question);
  if (program === undefined) throw new Error('no program');
  const run = await runProgram(sandbox.entry, { ...program, ...asked, answer, limits: RUN_LIMITS });
  if (run.type !== 'finished' || run.steps === undefined) throw new Error(JSON.stringify(run));
  return { steps: run.steps };
}

/** One line for each step that says something. */
const told = ({ steps }: RunView): string[] =>
  steps.map(({ step, agrees, differs }) => {
    const right = agrees.map(({ subject, value }) => `${subject}=${value}`);
    const wrong = differs.map(({ subject, stated, real }) => `${subject}≠${stated}→${real ?? '?'}`);
    return `${String(step)}: ${[...right, ...wrong].join(' ')}`;
  });

const steps = (...lines: string[]): string =>
  `Plan: Follow the values.\n${lines.map((line, i) => `${String(i + 1)}. ${line}`).join('\n')}`;

const LOOP =
  'What does this print?\n\n```js\nlet total = 0;\nfor (const x of [5, 11, 7]) {\n  if (x > 6) {\n    total += x;\n  }\n}\nconsole.log(total);\n```';

describe.concurrent('a step that differs from the run is told what really happened', () => {
  it.each([
    [
      'a value',
      LOOP,
      ['`total` is set to 0.', '`x` = 5: 5 > 6 is false, so `total` stays 0.', '`x` = 11: `total` = 0 + 11 = 16.'],
      ['0: total=0', '1: total=0', '2: total≠16→11'],
    ],
    ['an output', LOOP, ['`console.log(total)` prints 23.'], ['0: ≠23→18']],
    ['what is said twice', LOOP, ['`total` is set to 0. Asked: `total` = 0.'], ['0: total=0']],
    ['the end', LOOP, ['At the end `total` is 11.'], ['0: total≠11→18']],
    [
      'a test',
      'What does this print?\n\n```py\na = 3\nif a >= 3:\n    print("big")\nelse:\n    print("small")\n```',
      ['The test `a >= 3` is 3 >= 3, which is false, so the else branch runs.', '`print("small")` prints small.'],
      ['0: a >= 3≠false→true'],
    ],
    [
      'what a function returns',
      'What does this print?\n\n```ts\nfunction f(n: number): number {\n  return n * 3;\n}\nconsole.log(f(4));\n```',
      ['`f(4)` returns 4 * 3 = 7.'],
      ['0: f(4)≠7→12'],
    ],
    [
      'a list',
      'What is `b` after this code runs?\n\n```py\na = [4, 1, 9]\nb = [x for x in a if x > 3]\n```',
      ['`a` is the list [4, 1, 9].', '`b` is [4].'],
      ['0: a=[4, 1, 9]', '1: b≠[4]→[4, 9]'],
    ],
    [
      'an argument of the question',
      'Explain `fee(60)`:\n\n```js\nfunction fee(price) {\n  const part = price / 2;\n  return part + 1;\n}\n```',
      ['`part` is 25.', '`fee(60)` returns 31.'],
      ['0: part≠25→30', '1: fee(60)=31'],
    ],
  ])('%s', async (_, question, lines, expected) => {
    expect(told(await compare(question, steps(...lines)))).toEqual(expected);
  });

  const TWICE = 'What is `sum` after this code runs?\n\n```py\na = 1\nsum = a + 1\nb = 9\nsum = sum + 1\n```';
  const TWO = `What does this print?\n\n\`\`\`js
function f(a) {
  const total = a + 1;
  return total;
}
function g(a) {
  const total = a + 3;
  return total;
}
console.log(f(2) + g(2));
\`\`\``;

  it.each([
    ['a value of another moment is no match, nor wrong', TWICE, ['On line 4, `sum` becomes 2.'], []],
    ['a value out of turn matches its line', TWICE, ['On line 4, `sum` becomes 3.'], ['0: sum=3']],
    ['a wrong value is told what the line sets', TWICE, ['On line 4, `sum` becomes 7.'], ['0: sum≠7→3']],
    ['a quoted line is a line', TWICE, ['`sum = sum + 1`: `sum` becomes 1 + 6 = 7.'], ['0: sum≠7→3']],
    ['a variable of the same name elsewhere is no match, nor wrong', TWO, ['On line 6, `total` is 3.'], []],
    ['a variable with a name that others have', TWO, ['On line 6, `total` is 5.'], ['0: total=5']],
    ['a wrong value of it', TWO, ['On line 6, `total` is 4.'], ['0: total≠4→5']],
  ])('by the line that it is about: %s', async (_, question, lines, expected) => {
    expect(told(await compare(question, steps(...lines)))).toEqual(expected);
  });

  it('and the words to redo it from', async () => {
    const view = await compare(
      LOOP,
      steps('`total` is set to 0.', '`x` = 11: 11 > 6 is true, so `total` = 0 + 11 = 16.'),
    );
    expect(view.steps[1]?.redo).toEqual({ step: 1, words: '`x` = 11: 11 > 6 is true, so `total` = 0 + 11 = 11.' });
  });

  it('a final answer, too', async () => {
    const view = await compare(LOOP, `${steps('`console.log(total)` prints 18.')}\nAnswer: 17`);
    expect(told(view)).toEqual(['0: =18', '-1: ≠17→18']);
    expect(view.steps[1]?.redo).toEqual({ step: 0, words: '`console.log(total)` prints 18.\nAnswer: 18' });
  });
});

/** Right, or not sure to be wrong: none of these may be called wrong. */
const QUIET: readonly (readonly [string, string, string])[] = [
  ['a later value', LOOP, 'After the last round `total` is 18.'],
  ['another round', LOOP, 'In the second round `total` is 11.'],
  ['the value before', LOOP, '`total` is 0 before the loop.'],
  ['an order of its own', LOOP, '`total` is 18, and before that `total` is 11.'],
  ['what would be', LOOP, 'If all were added, `total` is 23.'],
  ['what is not', LOOP, '`total` is not 16.'],
  ['a sum on the way', LOOP, '`total` is 5 more than 13.'],
  ['a number of things', LOOP, '`total` is 3 digits long.'],
  ['a range', LOOP, '`total` is at least 16.'],
  ['a question', LOOP, '`total` is 16?'],
  ['a list as a set of rounds', LOOP, 'The loop runs with `x` = 5, 11, 7.'],
  ['another code', LOOP, '`sum` is 99.'],
  ['a file in between', LOOP, 'Line 16: `total` is 18.'],
  ['an index from one', LOOP, 'The 3rd `x` is 7.'],
  [
    'the count that ends a loop',
    'Explain\n\n```js\nlet s = 0;\nfor (let i = 0; i < 3; i++) {\n  s += i;\n}\n```',
    '`i` becomes 3, so the loop ends.',
  ],
  ['the count that ends a loop by while', 'Explain\n\n```js\nlet i = 0;\nwhile (i++ < 3) {}\n```', '`i` is 4.'],
  ['a rounded value', 'Explain\n\n```py\nx = 10 / 3\n```', '`x` is 3.33.'],
  ['a value cut short', 'Explain\n\n```py\nx = 20 / 3\n```', '`x` is 6.6.'],
  ['an integer as a float', 'Explain\n\n```py\nx = 6 / 2\n```', '`x` is 3.'],
  ['a number in a text', 'Explain\n\n```js\nconst x = "5";\n```', '`x` is 5.'],
  ['a text without marks', 'Explain\n\n```js\nconst x = "dog";\nconsole.log(x);\n```', '`console.log(x)` prints dog.'],
  ['a text in other marks', "Explain\n\n```py\nx = 'dog'\n```", '`x` is "dog".'],
  ['truth in the other case', 'Explain\n\n```py\nx = 3 > 2\nprint(x)\n```', '`x` is true.'],
  ['0 and false', 'Explain\n\n```js\nconst x = false;\n```', '`x` is 0.'],
  ['null for undefined', 'Explain\n\n```js\nlet x;\nx = undefined;\n```', '`x` is null.'],
  ['a list in a shorter form', 'Explain\n\n```py\nx = list(range(100))\n```', '`x` is [0, 1, 2].'],
  [
    'a list that another name changes',
    'Explain\n\n```js\nconst a = [1];\nconst b = a;\nb.push(2);\nb.push(3);\n```',
    '`a` is [1, 2].',
  ],
  [
    'a list changed by a function',
    'Explain\n\n```py\ndef add(items):\n    items.append(4)\nx = [1]\nadd(x)\nadd(x)\n```',
    '`x` is [1, 4].',
  ],
  [
    'a field of an object',
    'Explain\n\n```js\nclass C { n = 0; up() { this.n++; return this.n } }\nconst c = new C();\nc.up();\nc.up();\n```',
    '`c.n` is 1.',
  ],
  [
    'a name in two functions',
    'Explain\n\n```py\ndef f(n):\n    x = n + 1\n    return x\ndef g(n):\n    x = n * 5\n    return x\nprint(f(1), g(2))\n```',
    '`x` is 10.',
  ],
  [
    'a callback that adds up',
    'Explain\n\n```js\nlet t = 0;\n[1, 2, 3].forEach((x) => (t += x));\n```',
    '`t` becomes 3.',
  ],
  [
    'a callback that adds up, without braces',
    'Explain\n\n```js\nlet t = 0;\n[1, 2, 3].forEach(x => t += x);\n```',
    '`t` becomes 1.',
  ],
  [
    'a value chosen by nobody',
    'Explain\n\n```js\nfunction fee(price) {\n  return price * 2;\n}\n```',
    '`price` is 60.',
  ],
  [
    'an output of several lines',
    'What does this print?\n\n```py\nfor i in range(3):\n    print(i)\n```',
    'It prints 2.',
  ],
  [
    'outputs on one line',
    'What does this print?\n\n```py\nfor i in range(3):\n    print(i, end=" ")\n```',
    'The code prints 0.',
  ],
  [
    'a part of an output',
    'Explain\n\n```js\nconsole.log("Total:", 18);\n```',
    '`console.log("Total:", 18)` prints 18.',
  ],
  ['a test with two results', LOOP, '`x > 6` is true.'],
  ['a thousand with a comma', 'Explain\n\n```js\nconst x = 1000;\n```', '`x` is 1,000.'],
  ['hexadecimal', 'Explain\n\n```js\nconst x = 0xff;\n```', '`x` is 0xff.'],
  ['a percentage', 'Explain\n\n```js\nconst x = 0.25;\n```', '`x` is 25%.'],
  ['a unit', 'Explain\n\n```js\nconst x = 1500;\n```', '`x` is 1.5 seconds.'],
  ['a set', 'Explain\n\n```py\nx = {3, 1}\n```', '`x` is [1, 3].'],
  ['an unstable sort', 'Explain\n\n```py\nx = sorted(["bb", "a", "cc"], key=len)\n```', '`x` is ["a", "cc", "bb"].'],
  [
    'an error of the interpreter',
    'Explain\n\n```js\nlet m = "";\ntry { null.x } catch (e) { m = e.message }\n```',
    '`m` is "other words".',
  ],
  ['a swap in one line', 'Explain\n\n```py\na, b = 1, 2\na, b = b, a\n```', '`a` is 2.'],
  ['big numbers', 'Explain\n\n```py\nx = 2 ** 70\n```', '`x` is 1180591620717411303424.'],
];

describe.concurrent('a right value is never called wrong', () => {
  it.each(QUIET)('%s', async (_, question, step) => {
    const { steps: found } = await compare(question, steps(step));
    expect(found.flatMap(({ differs }) => differs)).toEqual([]);
  });
});

const code = (language: string, ...lines: string[]): string =>
  `What does this print?\n\n\`\`\`${language}\n${lines.join('\n')}\n\`\`\``;

const FOR = code('js', 'let t = 0;', 'for (let i = 0; i < 4; i++) {', '  t += i;', '}', 'console.log(t);');
const RANGE = code('py', 't = 0', 'for i in range(4):', '    t += i', 'print(t)');
const EXIT = code('py', 'for i in range(4):', '    if i == 1:', '        break', 'print(i)');
const NESTED = code(
  'js',
  'let count = 0;',
  'for (let i = 0; i < 3; i++) {',
  '  for (let j = 0; j < 2; j++) {',
  '    count += i * j;',
  '  }',
  '}',
  'console.log(count);',
);
const TEXT = code('js', 'let i = 0;', 'let s = "";', 'while (i < 3) {', '  s += i;', '  i++;', '}', 'console.log(s);');
const HALVES = code('py', 'n = 10', 'steps = 0', 'while n > 1:', '    n = n // 2', '    steps += 1', 'print(steps)');
const REVERSE = code(
  'js',
  'let n = 123;',
  'let rev = 0;',
  'while (n > 0) {',
  '  const digit = n % 10;',
  '  n = Math.floor(n / 10);',
  '  rev = rev * 10 + digit;',
  '}',
  'console.log(rev);',
);
const SUM = code('py', 'total = 0', 'for p in [3, 5, 8]:', '    total += p', 'print(total)');
const PRINTS = code('py', 'for i in range(3):', '    print(i * 2)');
const CALLS = code(
  'py',
  'def add(n):',
  '    t = 0',
  '    for i in range(n):',
  '        t += i',
  '    return t',
  '',
  'print(add(2))',
  'print(add(3))',
);

describe.concurrent('rounds of loops', () => {
  it.each([
    ['the rounds that ran', FOR, 'The loop runs with `i` = 0, 1, 2, 3.', ['0: i=0, 1, 2, 3']],
    ['with the value that ends the loop', FOR, 'The loop runs with `i` = 0, 1, 2, 3, 4.', []],
    ['without the last round', RANGE, 'The loop runs with `i` = 0, 1, 2.', []],
    ['all of a range', RANGE, 'The loop runs with `i` = 0, 1, 2, 3.', ['0: i=0, 1, 2, 3']],
    ['without the round that it left', EXIT, 'The loop runs with `i` = 0.', []],
    ['with the round that it left', EXIT, 'The loop runs with `i` = 0, 1.', ['0: i=0, 1']],
    ['an inner loop, each time', NESTED, 'The loop runs with `j` = 0, 1.', ['0: j=0, 1']],
    ['an inner loop, all times', NESTED, 'The loop runs with `j` = 0, 1, 0, 1, 0, 1.', []],
    ['a loop of two calls', CALLS, 'The loop runs with `i` = 0, 1.', []],
    ['by while', HALVES, 'The loop runs with `n` = 10, 5, 2.', ['0: n=10, 5, 2']],
    ['by while, with the end', HALVES, 'The loop runs with `n` = 10, 5, 2, 1.', []],

    ['a name that changes in its round', TEXT, '`i` = 0: `s` = "0", then `i` becomes 1.', ['0: s="0" i=1']],
    ['its last round', TEXT, '`i` = 2: `s` is "012", and `i` becomes 3.', ['0: s="012" i=3']],
    ['a wrong change', TEXT, '`i` = 1: `s` is "01", and `i` becomes 4.', ['0: s="01" i≠4→2']],
    ['a change first', HALVES, '`n` = 10: `n` becomes 5 and `steps` = 1.', ['0: n=5 steps=1']],
    ['a wrong number after it', HALVES, '`n` = 5: `n` becomes 2 and `steps` = 3.', ['0: n=2 steps≠3→2']],
    [
      'a change in between',
      REVERSE,
      '`n` = 123: `digit` = 3, `n` becomes 12, and `rev` = 3.',
      ['0: digit=3 n=12 rev=3'],
    ],
    ['rounds in rounds', NESTED, '`i` = 2: `j` = 0: `count` = 3.', ['0: count≠3→1']],
    ['the round that is meant', NESTED, '`i` = 2: `j` = 1: `count` = 1 + 2 = 3.', ['0: count=3']],
    ['a value never there', NESTED, '`i` = 2: `j` = 1: `count` = 9.', ['0: count≠9→3']],
    ['no round that is known', NESTED, '`i` = 7: `j` = 1: `count` = 1.', []],

    ['the first round', SUM, 'In the first iteration, `total` becomes 3.', ['0: total=3']],
    ['another round', SUM, 'In the second iteration, `total` becomes 3.', []],
    ['a wrong value in a round', SUM, 'After the third round `total` is 17.', ['0: total≠17→16']],
    ['the last round', SUM, 'In the last iteration, `total` becomes 16.', ['0: total=16']],
    ['not the last round', SUM, 'In the last iteration, `total` becomes 8.', []],
    ['after the loop', SUM, 'After the loop, `total` is 16.', ['0: total=16']],
    ['long before', SUM, 'After the loop, `total` is 3.', ['0: total≠3→16']],
    ['still', SUM, 'After the loop, `total` is still 0.', ['0: total≠0→16']],
    ['a print in a round', PRINTS, 'In the second round it prints 2.', ['0: =2']],
    ['a print in another round', PRINTS, 'In the second round it prints 0.', []],
    ['of a loop that ran twice', CALLS, 'In the second iteration, `t` becomes 1.', []],
    ['of one loop of two', NESTED, 'In the second round, `count` becomes 1.', []],
  ])('%s', async (_, question, step, expected) => {
    expect(told(await compare(question, steps(step)))).toEqual(expected);
  });

  it('correct what the rounds before leave out', async () => {
    const question = code('js', 'let t = 0;', 'for (let i = 1; i <= 5; i++) {', '  t += i;', '}');
    const view = await compare(question, steps('`t` is set to 0.', 'After the fourth round `t` is 11.'));
    expect(told(view)).toEqual(['0: t=0', '1: t≠11→10']);
  });
});

const FEE = code(
  'js',
  'const age = 20;',
  'let fee;',
  'if (age >= 18) {',
  '  fee = 10;',
  '  console.log("adult");',
  '} else {',
  '  fee = 5;',
  '  console.log("child");',
  '}',
);
const SCOPES = code(
  'js',
  'let x = 1;',
  'function f() {',
  '  let x = 2;',
  '  x += 5;',
  '  return x;',
  '}',
  'f();',
  'console.log(x);',
);
const ALIAS = code('py', 'a = [1, 2]', 'b = a', 'b.append(3)', 'print(a)');
const TWO_LOGS = code('js', 'let n = 1;', 'console.log(n);', 'n++;', 'console.log(n);');

describe.concurrent('nothing is said of what may be about another run, time or scope', () => {
  it.each([
    [FEE, 'Otherwise `fee` is set to 5.'],
    [FEE, 'In the else branch, `fee` is 5.'],
    [FEE, 'Otherwise it prints child.'],
    [FEE, 'For younger customers the code prints child.'],
    [FEE, 'Below 18, it prints child.'],
    [FEE, 'A child pays less, so `fee` is 5.'],
    [FEE, 'The else branch:\n - `fee` is 5.'],
    [FEE, 'Suppose a visitor is younger. Then `fee` is 5.'],
    [FEE, '`fee` is 5 for children.'],
    [LOOP, 'Without the test, `total` is 23.'],
    [LOOP, 'Left out, `total` is 23.'],
    [LOOP, 'With a limit of 4, `total` is 23.'],
    [LOOP, 'Using another limit, it prints 23.'],
    [LOOP, 'This does not mean that `total` is 23.'],
    [LOOP, 'It is not true that `total` is 23.'],
    [LOOP, 'In no round `total` is 23.'],
    [LOOP, 'In no round `total` is 11.'],
    [LOOP, 'The sum of `total` and `x` is 30.'],
    [LOOP, '2 * `total` is 36.'],
    [LOOP, 'First round:\n At the end `total` is 0.'],
    [LOOP, 'At the end of the first part, `total` is 0.'],
    [SCOPES, 'After the call of `f`, the global `x` is 2.'],
    [SCOPES, 'So the outer `x` is 7.'],
    [ALIAS, 'After `b.append(3)`, `a` is still [1, 2].'],
    [ALIAS, '`a` is still [1, 2].'],
    [TWO_LOGS, 'After the increment, `console.log(n)` prints 1.'],
    [TWO_LOGS, 'The second `console.log(n)` prints 1.'],
  ])('%#: %s %s', async (question, step) => {
    expect(told(await compare(question, steps(step)))).toEqual([]);
  });

  it.each([
    ['What if the list were empty? What does it print?'],
    ['Now change 11 to 2. What does it print?'],
    ['And with 6 in place of 5?'],
    ['What would the bound have to be?'],
    ['What happens if `x` is 50?'],
  ])('nor of a question about another program: %s', async (asked) => {
    expect(told(await compare(LOOP, `${steps('`total` is 99.')}\nAnswer: 99`, { asked }))).toEqual([]);
  });
});

describe.concurrent('a final answer is compared with what was asked for', () => {
  const ask = (words: string): string => LOOP.replace('What does this print?', words);

  it.each([
    ['What does this print?', ['-1: ≠3→18']],
    ['I am new to this. What is the output of this code?', ['-1: ≠3→18']],
    ['What is `total` at the end?', ['-1: total≠3→18']],
    ['And what is total?', ['-1: total≠3→18']],
    ['What is `total` after the loop?', ['-1: total≠3→18']],
    ['How many numbers does this print?', []],
    ['How many rounds does this take until it prints?', []],
    ['What does the second console.log print?', []],
    ['What is the last number this prints?', []],
    ['Why does this print 18? What is `x` in the last round?', []],
    ['This should print 23 but it does not. What is wrong?', []],
    ['Which user can log in?', []],
    ['Explain step by step what this code from log.js, lines 1 to 7, does.', []],
    ['What does this print? Give only the number of digits.', []],
    ['What is `total` after this code runs? How many rounds?', []],
  ])('%s', async (words, expected) => {
    expect(told(await compare(ask(words), `${steps('Follow it.')}\nAnswer: 3`))).toEqual(expected);
    expect(told(await compare(LOOP, `${steps('Follow it.')}\nAnswer: 3`, { asked: words }))).toEqual(expected);
  });

  it.each([
    ['print("ADA")', 'ada', []],
    ['print("abc")', 'a,b,c', []],
    ['print("hithere")', 'hi there', []],
    ['print("hi there")', '"hi there"', ['-1: ="hi there"']],
    ['print(1)\nprint(23)', '12, 3', ['-1: ≠12, 3→1, 23']],
    ['print(1)\nprint(23)', '123', ['-1: ≠123→1, 23']],
    ['print(1)\nprint(23)', '1 23', ['-1: =1 23']],
    ['print(1)\nprint(23)', '1, 23', ['-1: =1, 23']],
    ['print([1, 23])', '[12, 3]', ['-1: ≠[12, 3]→[1, 23]']],
    ['print([1, 23])', '[1,23]', ['-1: =[1,23]']],
    ['print(["a", "b"])', '["a", "b"]', ['-1: =["a", "b"]']],
    ['print(6 / 2)', '3', []],
    ['print(0.1 + 0.2)', '0.3', []],
  ])('%s: %s', async (program, answer, expected) => {
    expect(told(await compare(code('py', program), `${steps('Follow it.')}\nAnswer: ${answer}`))).toEqual(expected);
  });
});

describe.concurrent('a value in another form is not called right', () => {
  it.each([
    [code('js', 'const x = 0.1 + 0.2;', 'console.log(x);'), '`x` is 0.3.', []],
    [code('js', 'const x = 0.1 + 0.2;'), '`x` is 0.30000000000000004.', ['0: x=0.30000000000000004']],
    [code('js', 'const x = 0.1 + 0.2;', 'console.log(x);'), '`console.log(x)` prints 0.3.', []],
    [code('py', 'print(6 / 2)'), '`print(6 / 2)` prints 3.', []],
    [code('py', 'print(6 / 2)'), '`print(6 / 2)` prints 3.0.', ['0: =3.0']],
    [
      code('py', 'x = 2 ** 70'),
      '`x` is 1180591620717411303425.',
      ['0: x≠1180591620717411303425→1180591620717411303424'],
    ],
  ])('%#: %s %s', async (question, step, expected) => {
    expect(told(await compare(question, steps(step)))).toEqual(expected);
  });
});

describe.concurrent('tests and calls are those of the run', () => {
  const SMALL = code(
    'js',
    'let x = 2;',
    'const small = x > 3;',
    'x = 10;',
    'if (x > 3) {',
    '  console.log(small);',
    '}',
  );
  const PRICE = code('py', 'def price(n, rate=2):', '    return n * rate', '', 'print(price(5, 3))');
  const DEFAULT = PRICE.replace('price(5, 3)', 'price(5)');
  const METHOD = code(
    'js',
    'class Cart {',
    '  total(n) {',
    '    return n * 2;',
    '  }',
    '}',
    'function total(n) {',
    '  return n + 1;',
    '}',
    'console.log(new Cart().total(4));',
  );
  it.each([
    [SMALL, '`x > 3` is false.', []],
    [FEE, '`age >= 18` is false.', ['0: age >= 18≠false→true']],
    [PRICE, '`price(5)` returns 10.', []],
    [PRICE, '`price(5)` returns 15.', []],
    [PRICE, '`price(5, 3)` returns 15.', ['0: price(5, 3)=15']],
    [DEFAULT, '`price(5)` returns 10.', ['0: price(5)=10']],
    [METHOD, '`total(4)` returns 5.', []],
    [METHOD, '`total(4)` returns 8.', []],
  ])('%#: %s %s', async (question, step, expected) => {
    expect(told(await compare(question, steps(step)))).toEqual(expected);
  });
});

describe.concurrent('line numbers of a piece of a file are those of the file', () => {
  const PIECE = 'Explain this.\n\n```py\na = 1\nb = a + 1\nb = b + 5\na = b\nb = a * 2\n```';
  it.each([
    [3, 'On line 7, `b` becomes 14.', ['0: b=14']],
    [3, 'On line 5, `b` becomes 14.', []],
    [3, 'On line 4, `b` becomes 3.', []],
    [101, 'On line 103, `b` becomes 14.', []],
    [101, 'On line 103, `b` becomes 8.', ['0: b≠8→7']],
    [1, 'On line 5, `b` becomes 14.', ['0: b=14']],
  ])('from line %i on: %s', async (firstLine, step, expected) => {
    expect(told(await compare(PIECE, steps(step), { firstLine }))).toEqual(expected);
  });
});

it('a text keeps its quotation marks in the words to redo a step from', async () => {
  const view = await compare(TEXT, steps('`i` = 2: `s` is "0123".'));
  expect(view.steps[0]?.redo).toEqual({ step: 0, words: '`i` = 2: `s` is "012".' });
});

describe.concurrent('a program does the same as without the sandbox', () => {
  it.each([
    ['for (var i = 0, s = ""; i < 3; i++) s += i; console.log(s, i)', ['012 3']],
    [
      'a: for (const x of [1, 2]) for (const y of [1, 2]) { if (y === 2) continue a; console.log(x, y) }',
      ['1 1', '2 1'],
    ],
    ['const f = n => n < 2 ? n : f(n - 1) + f(n - 2); console.log(f(10))', ['55']],
    [
      'switch (2) { case 1: console.log(1); case 2: console.log(2); case 3: console.log(3); break; default: console.log(4) }',
      ['2', '3'],
    ],
    ['let i = 0; do i++; while (i < 5) console.log(i)', ['5']],
    ['if (0) console.log(1); else if (1) console.log(2); else console.log(3)', ['2']],
    ['const { a, b: [c = 9] = [] } = { a: 1 }; console.log(a, c)', ['1 9']],
    ['function* g() { yield 1; return 2 } console.log([...g()].length)', ['1']],
    ['const o = { get x() { return 4 }, set x(v) {}, m() { return this.x } }; o.x = 3; console.log(o.m())', ['4']],
    [
      'class A { static n = 1; #p = 2; get p() { return this.#p } } class B extends A { constructor() { super(); this.q = 3 } } console.log(new B().p, new B().q, A.n)',
      ['2 3 1'],
    ],
    [
      'try { throw new Error("no") } catch ({ message }) { console.log(message) } finally { console.log("f") }',
      ['no', 'f'],
    ],
    ['"use strict"; (function () { console.log(this === undefined) })()', ['true']],
    ['function f() { "use strict"; return this } console.log(f())', ['undefined']],
    ['console.log(((a, b) => a + b)(1, 2), (() => ({ k: 1 }))().k)', ['3 1']],
    ['let x = 1; { let x = 2; x++ } console.log(x)', ['1']],
    ['var r = []; for (let i = 0; i < 3; i++) r.push(() => i); console.log(r.map((f) => f()).join())', ['0,1,2']],
    ['const t = (s, ...v) => s.raw.join("|") + v; console.log(t`a${1}b`)', ['a|b1']],
    ['let a = [3, 1, 2]; a.sort((x, y) => x - y); [a[0], a[1]] = [a[1], a[0]]; console.log(a.join())', ['2,1,3']],
    ['let n = 5; while (n-- > 3); console.log(n)', ['2']],
    [
      'console.log([1, [2, "a"]], { a: 1, b: null }, undefined, -0, "x")',
      ['[1, [2, "a"]] {a: 1, b: null} undefined 0 x'],
    ],
  ])('JavaScript: %s', async (code, lines) => {
    const result = await runCode(sandbox.entry, 'javascript', code);
    expect(
      result.type === 'finished' ? result.events.flatMap((e) => (e.type === 'print' ? [e.text] : [])) : result,
    ).toEqual(lines);
  });

  it.each([
    ['x = 5\nwhile x > 3: x -= 1; print(x)\nelse: print("done")', ['4', '3', 'done']],
    ['for i, (a, b) in enumerate([(1, 2), (3, 4)]):\n    print(i, a, b)', ['0 1 2', '1 3 4']],
    [
      'def f(a, *rest, k=1, **kw):\n    """Doc."""\n    return a + len(rest) + k + len(kw)\nprint(f(1, 2, 3, k=4, z=5))',
      ['8'],
    ],
    [
      'd = {"b": 1, "a": {"c": [1, 2]}}\nd["z"] = 0\nfor k in d: print(k)\nprint(d)',
      ['b', 'a', 'z', "{'b': 1, 'a': {'c': [1, 2]}, 'z': 0}"],
    ],
    ['print({x: x * x for x in range(4) if x % 2})', ['{1: 1, 3: 9}']],
    ['x = 3\ndef f():\n    global x\n    x += 1\nf()\nprint(x)', ['4']],
    [
      'def outer():\n    n = 0\n    def up():\n        nonlocal n\n        n += 1\n        return n\n    up()\n    return up()\nprint(outer())',
      ['2'],
    ],
    [
      'class A:\n    n = 2\n    def __init__(self, x):\n        self.x = x\n    @property\n    def double(self):\n        return self.x * A.n\nprint(A(4).double)',
      ['8'],
    ],
    [
      'try:\n    x = 1 / 0\nexcept (ZeroDivisionError, ValueError):\n    print("zero")\nfinally:\n    print("end")',
      ['zero', 'end'],
    ],
    ['def g(n):\n    for i in range(n):\n        yield i * 2\nprint(list(g(3)), sum(g(4)))', ['[0, 2, 4] 12']],
    ['f = lambda a, b=2: a * b\nprint(f(3), [f(x, 1) for x in (1, 2)])', ['6 [1, 2]']],
    ['x = [1, 2, 3]\nx[1:] = [9]\ndel x[0]\nprint(x, "a" if x else "b", not x)', ['[9] a False']],
    ['print("a", "b", sep="-", end="!\\n")\nprint(f"{3.14159:.2f} {7:>3} {\'q\'!r}")', ['a-b!\n', "3.14   7 'q'"]],
    ['if (n := 5) > 3 and n < 9: print(n)', ['5']],
    ['print(7 // -2, -7 % 3, 2 ** 0.5 > 1.41, 10 / 4, 1e3, True + 1)', ['-4 2 True 2.5 1000.0 2']],
    ['a = b = 2\na, *c = 1, 2, 3\nprint(a, b, c)', ['1 2 [2, 3]']],
    ['x = (\n    1 +\n    2\n)\nprint(x)  # three', ['3']],
    ['if __name__ == "__main__":\n\tprint("tab")', ['tab']],
    [
      'print(max([3, 1], default=0), sorted([3, 1], reverse=True), "a,b".split(","), "-".join(["x", "y"]))',
      ["3 [3, 1] ['a', 'b'] x-y"],
    ],
  ])('Python: %s', async (code, lines) => {
    const result = await runCode(sandbox.entry, 'python', code);
    expect(
      result.type === 'finished' ? result.events.flatMap((e) => (e.type === 'print' ? [e.text] : [])) : result,
    ).toEqual(lines);
  });
});

describe('the values of a run beside the lines', () => {
  it.each([
    [
      'JavaScript',
      LOOP,
      ['1: total = 0', '2: x = 5, 11, 7', '3: x > 6: false, true, true', '4: total = 11, 18', '7: prints 18'],
    ],
    [
      'Python',
      'What does this print?\n\n```py\ndef f(n):\n    return n * 3\n\nprint(f(4))\n```',
      ['1: n = 4', '2: returns 12', '4: prints 12'],
    ],
    [
      'a function that is called for the reader',
      'Explain `fee(60)`:\n\n```js\nfunction fee(price) {\n  const part = price / 2;\n  return part + 1;\n}\n```',
      ['1: price = 60', '2: part = 30', '3: returns 31'],
    ],
  ])('are those of %s', async (_, question, expected) => {
    const program = programIn(question);
    if (program === undefined) throw new Error('no program');
    const run = await runProgram(sandbox.entry, { ...program, answer: 'Answer: 1', limits: RUN_LIMITS });
    const { lines = [] } = run.type === 'finished' ? run : {};
    expect(lines.map(({ line, text }) => `${line}: ${text.trim()}`)).toEqual(expected);
  });
});
