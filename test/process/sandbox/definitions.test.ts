/** Code that uses what other files define is run with these definitions. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/host/sandbox/sandboxProcess.ts';
import { RUN_LIMITS, type ProgramLanguage, type RunResult } from '../../../src/protocol/sandbox.ts';
import { buildSandbox, printed } from '../../support/sandbox.ts';

let sandbox: Awaited<ReturnType<typeof buildSandbox>>;
beforeAll(async () => {
  sandbox = await buildSandbox();
});
afterAll(async () => {
  await sandbox.remove();
});

function run(
  language: ProgramLanguage,
  code: string,
  /** Those of `fees.ts`; those of another file with its name in front of theirs: `tax.ts RATE`. */
  definitions: Readonly<Record<string, string>>,
  more: { readonly words?: string; readonly answer?: string } = {},
): Promise<RunResult> {
  const given = Object.entries(definitions).map(([key, text]) => {
    const [name = '', file = 'fees.ts'] = key.split(' ').reverse();
    return { name, file, code: text };
  });
  const request = { language, code, file: 'cart.ts', words: '', definitions: given, limits: RUN_LIMITS };
  return runProgram(sandbox.entry, { ...request, ...more });
}
const finished = async (...asked: Parameters<typeof run>) => {
  const result = await run(...asked);
  if (result.type !== 'finished') throw new Error(JSON.stringify(result));
  return result;
};

const ADD_FEE = 'export function addFee(price: number): number {\n  return price + FEE;\n}';
const FEE = 'export const FEE = 5;';
const TOTAL = 'const total = addFee(20);\nconsole.log(total);';

describe.concurrent('a program', () => {
  it('runs with what it uses, and with what that uses, in whatever order they were found', async () => {
    for (const definitions of [
      { addFee: ADD_FEE, FEE },
      { FEE, addFee: ADD_FEE },
    ]) {
      const result = await finished('typescript', TOTAL, definitions);
      expect(printed(result)).toEqual(['25']);
      expect(result.definitions).toEqual(['FEE', 'addFee']);
    }
  });

  it('says nothing of definitions that it does not use', async () => {
    const result = await finished('typescript', 'console.log(1);', { addFee: ADD_FEE, FEE });
    expect(result).not.toHaveProperty('definitions');
  });

  it('keeps the numbers of its own lines, and tells what the functions returned', async () => {
    const { events } = await finished('typescript', TOTAL, { addFee: ADD_FEE, FEE });
    expect(events).toContainEqual(expect.objectContaining({ type: 'set', name: 'total', line: 1 }));
    expect(events).toContainEqual(expect.objectContaining({ type: 'print', text: '25', line: 2 }));
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'return', name: 'addFee', value: { kind: 'number', text: '25' }, line: 0 }),
    );
  });

  it('has its answer compared, also where it tells what they return; their lines are not its own', async () => {
    const answer = 'Plan: Follow it.\n1. `addFee(20)` returns 26.\n2. `total` is 25.\nAnswer: 25';
    const words = 'What does this print?';
    const result = await finished('typescript', TOTAL, { addFee: ADD_FEE, FEE }, { answer, words });
    expect(result.steps).toEqual([
      expect.objectContaining({ step: 0, differs: [{ subject: 'addFee(20)', stated: '26', real: '25' }] }),
      expect.objectContaining({ step: 1, agrees: [{ subject: 'total', value: '25' }] }),
      expect.objectContaining({ step: -1, differs: [] }),
    ]);
    expect(result.lines?.map(({ line }) => line)).toEqual([1, 2]);
    expect(result.moments?.every(({ line }) => line === 1 || line === 2)).toBe(true);
  });

  it.each([
    ["import { addFee } from './fees';\n"],
    ["import { addFee as addFee } from './fees.ts'\n"],
    ["import addFee from './fees';\n"],
    ["import {\n  addFee,\n} from './fees';\n"],
  ])('imports what is there: %s', async (line) => {
    const result = await finished('typescript', line + TOTAL, { addFee: ADD_FEE, FEE });
    expect(printed(result)).toEqual(['25']);
    expect(result.atEnd).toContainEqual(['total', { kind: 'number', text: '25' }]);
  });

  it.each([
    ["import { addFee } from './fees';\nimport { readFileSync } from 'node:fs';\nreadFileSync('a');\n"],
    ["import { addFee, other } from './fees';\nother();\n"],
    ["import { plus as addFee } from './fees';\n"],
    ["import * as addFee from './fees';\n"],
  ])('is not run where it imports more: %s', async (lines) => {
    expect(await run('typescript', lines + TOTAL, { addFee: ADD_FEE, FEE })).toMatchObject({ type: 'stopped' });
  });

  it.each([
    ['a method', 'addFee(price: number) {\n  return price + 5;\n}'],
    ['a signature', 'declare function addFee(price: number): number;'],
    ['something that does more', 'export function addFee(a: number) { return a; }\nconsole.log(addFee(1));'],
    ['half a function', 'export function addFee(a: number) {'],
  ])('is not run with %s', async (_, code) => {
    expect(await run('typescript', TOTAL, { addFee: code })).toMatchObject({ type: 'stopped', why: 'names' });
  });

  it('is not run where a definition needs the network, the time or chance', async () => {
    const random = 'export const addFee = (a: number) => a + Math.random();';
    expect(await run('typescript', TOTAL, { addFee: random })).toMatchObject({ type: 'stopped', why: 'chance' });
  });

  it.each<[string, ProgramLanguage, string, Record<string, string>]>([
    [
      'the program has another function of that name',
      'typescript',
      'const round = (n: number) => 0;\nconsole.log(addFee(round(20)));',
      { addFee: 'export const addFee = (n: number) => round(n) + 5;' },
    ],
    [
      'another file has a constant of that name',
      'typescript',
      'console.log(addFee(FEE));',
      { addFee: ADD_FEE, 'tax.ts FEE': 'export const FEE = 100;' },
    ],
    [
      'two files define it',
      'typescript',
      'console.log(addFee(1));',
      { addFee: 'function addFee(n) { return n; }', 'b.ts addFee': 'function addFee(n) { return -n; }' },
    ],
    ['a variable may have been set again', 'typescript', 'console.log(fee);', { fee: 'export let fee = 5;' }],
    [
      'the program has another function of that name, in Python',
      'python',
      'def cut(n):\n    return 0\n\nprint(add_fee(cut(20)))',
      { add_fee: 'def add_fee(n):\n    return cut(n) + 5' },
    ],
    ['a variable may have been set again, in Python', 'python', 'print(fee)', { fee: 'fee = 5' }],
    [
      'it sets what others set, in Python',
      'python',
      'print(add(1))',
      { add: 'def add(n):\n    global sums\n    sums = n\n    return n' },
    ],
  ])('is not run where %s', async (_, language, code, definitions) => {
    expect(await run(language, code, definitions)).toMatchObject({ type: 'stopped' });
  });

  it.each<[string, ProgramLanguage, string, Record<string, string>, string]>([
    [
      'names inside of it are those of the program',
      'typescript',
      'const price = 20, rest = { price };\nconsole.log(addFee(rest.price));',
      { addFee: 'export function addFee(price: number) {\n  const rest = { price };\n  return rest.price + 5;\n}' },
      '25',
    ],
    [
      'both files have a constant of that name of their own',
      'typescript',
      'console.log(addFee(20));',
      { addFee: ADD_FEE, FEE, 'tax.ts FEE2': 'export const FEE2 = 1;' },
      '25',
    ],
    [
      'the definition is TypeScript and the program JavaScript',
      'javascript',
      'console.log(addFee(20));',
      { addFee: 'export const addFee = (n: number): number => n + 5;' },
      '25',
    ],
    [
      'names inside of it are those of the program, in Python',
      'python',
      'n = 20\nprint(total([n, 5]))',
      { total: 'def total(items, n=0):\n    for x in items:\n        n += x\n    return sum([n for n in [n]])' },
      '25',
    ],
  ])('runs where %s', async (_, language, code, definitions, output) => {
    expect(printed(await finished(language, code, definitions))).toEqual([output]);
  });

  it('that is one function is called itself, never the ones it uses', async () => {
    const code = 'function bill(price) {\n  return addFee(price) * 2;\n}';
    const result = await finished('javascript', code, { addFee: 'function addFee(a) {\n  return a + 5;\n}' });
    expect(result.added).toEqual({ text: 'bill(4)', chosen: true });
    const named = await finished(
      'javascript',
      code,
      { addFee: 'function addFee(a) {\n  return a + 5;\n}' },
      { words: 'What is bill(20)?' },
    );
    expect(named.added).toEqual({ text: 'bill(20)', chosen: false });
    const other = await finished(
      'javascript',
      code,
      { addFee: 'const FEE = Math.max(5, 1);\nfunction addFee(a) {\n  return a + FEE;\n}' },
      { words: 'It uses addFee(20).' },
    );
    expect(other.added).toEqual({ text: 'bill(4)', chosen: true });
  });

  it('in Python', async () => {
    const definitions = { add_fee: 'def add_fee(price):\n\treturn price + FEE\n', FEE: 'FEE = 5  # dollars' };
    const code = 'from fees import add_fee\n\ntotal = add_fee(20)\nprint(total)';
    const result = await finished('python', code, definitions);
    expect(printed(result)).toEqual(['25']);
    expect(result.events).toContainEqual(expect.objectContaining({ type: 'set', name: 'total', line: 3 }));
    expect(result.definitions).toEqual(['FEE', 'add_fee']);
    expect(await run('python', `import shop\n${code}`, definitions)).toMatchObject({ type: 'stopped', why: 'imports' });
    const alone = await finished('python', 'def bill(price):\n    return add_fee(price) * 2', definitions);
    expect(alone.added).toEqual({ text: 'bill(4)', chosen: true });
    const words = 'It uses add_fee(20).';
    const other = await finished('python', 'def bill(price):\n    return add_fee(price) * 2', definitions, { words });
    expect(other.added).toEqual({ text: 'bill(4)', chosen: true });
  });
});
