import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LoopGuard } from '../../../../src/reasoning/loops/loopGuard.ts';
import { stepBeforeLoop } from '../../../../src/reasoning/loops/loopStart.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const ids = new Map<string, number>();

/** Words, figures, signs and runs of blanks: about what a model's tokens are, rather finer. */
const tokensOf = (text: string): string[] => text.match(/ ?\p{L}{1,6}| ?\p{N}|\n| +|[^\p{L}\p{N}\s]|\s/gu) ?? [];

function idOf(token: string): number {
  const id = ids.get(token) ?? ids.size;
  ids.set(token, id);
  return id;
}

/** How many tokens are written before the guard stops, and the tokens of the unit; `undefined` when it does not. */
function stopped(text: string, prompt = ''): { after: number; unit: number } | undefined {
  const guard = new LoopGuard(tokensOf(prompt).map(idOf));
  for (const [index, token] of tokensOf(text).entries()) {
    const unit = guard.push(idOf(token), token);
    if (unit !== undefined) return { after: index + 1, unit };
  }
  return undefined;
}

const PLAN = 'Plan: Go through it.\n1. The list is empty.\n2. The sum is 4.\n';

describe('the loop guard', () => {
  it.each([
    ['a sentence', '3. So we add it again. ', 8],
    ['steps that come back', '3. Add one.\n4. Take one.\n', 12],
    ['a word', ' wait', 1],
    ['a paragraph', 'Let me think about that once more, from the start, with care. Or not so.\n\n', 21],
    ['a digit', '3', 1],
    ['a phrase whose copies hold copies', 'no no no, yes. ', 6],
  ])('stops at %s, by its smallest unit', (_, copy, unit) => {
    const end = stopped(PLAN + copy.repeat(200));
    expect(end?.unit).toBe(unit);
    const before = tokensOf(PLAN).length;
    // Four copies and 64 tokens, whichever is more, and a token or two that the start may share.
    expect((end?.after ?? 0) - before).toBeLessThanOrEqual(Math.max(64, 4 * unit) + 3);
    expect((end?.after ?? 0) - before).toBeGreaterThanOrEqual(Math.max(64, 4 * unit) - 3);
  });

  it('stops in code and in tables after far more', () => {
    const tooMuch = 1024;
    for (const text of [`\`\`\`js\n${'x += 1;\n'.repeat(900)}`, `| a | b |\n| - | - |\n${'| 1 | 2 |\n'.repeat(900)}`])
      expect(stopped(text)?.after).toBeGreaterThanOrEqual(tooMuch);
    expect(stopped(`\`\`\`js\n${'x += 1;\n'.repeat(60)}\`\`\`\n`)).toBeUndefined();
  });

  it('stops in prose behind a block of code', () => {
    expect(stopped(`\`\`\`js\nx += 1;\n\`\`\`\n${'And so on we go. '.repeat(40)}`)).toBeDefined();
  });

  it('lets a repetition of the question be quoted, and no more', () => {
    for (const copy of ['7', '0, ', 'a b c ']) {
      const question = `What is this? ${copy.repeat(300)}`;
      expect(stopped(`1. It is ${copy.repeat(300)}.`, question)).toBeUndefined();
      expect(stopped(`1. It is ${copy.repeat(600)}.`, question)?.after).toBeGreaterThan(300);
    }
  });

  it('leaves 2,000 legal repetitions alone', () => {
    const found: string[] = [];
    for (let i = 0; i < 2000; i++) {
      const text = legal(i);
      if (stopped(text)) found.push(text);
    }
    expect(found).toEqual([]);
  });

  it("leaves this project's own files alone, also without their fences", () => {
    const files = execFileSync('git', ['ls-files', 'src', 'docs', 'test/unit', 'l10n', '*.md', '*.json'], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\n')
      .filter((file) => /\.(?:ts|tsx|md|css|json)$/.test(file) && !/package-lock|results\.json/.test(file));
    expect(files.length).toBeGreaterThan(300);
    const found = files.filter((file) => stopped(readFileSync(path.join(root, file), 'utf8').slice(0, 40_000)));
    expect(found).toEqual([]);
  });

  const solutions = process.env['CEREBRUM_GSM8K'];
  it.skipIf(solutions === undefined)(
    "leaves the solutions of GSM8K alone (their file's path is in CEREBRUM_GSM8K)",
    () => {
      const lines = readFileSync(solutions ?? '', 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      const answers = lines.map((line) => (JSON.parse(line) as { answer: string }).answer);
      expect(answers.length).toBeGreaterThan(1000);
      expect(answers.filter((answer) => stopped(answer))).toEqual([]);
    },
  );
});

/** Repetitions that say something each time, or that are short, or code, or a table. */
function legal(i: number): string {
  const n = 4 + (i % 17);
  const each = (count: number, line: (k: number) => string) =>
    Array.from({ length: count }, (_, k) => line(k)).join('\n');
  const kinds: (() => string)[] = [
    () => each(40, (k) => `${k + 1}. \`total\` becomes ${k * n} + ${n} = ${k * n + n}.`),
    () => each(40, (k) => `- \`i\` = ${k}: ${k} < ${n + 40} is true.`),
    () => `\`\`\`\n${each(30, () => `add(${n});`)}\n\`\`\``,
    () => `| x | y |\n| - | - |\n${each(60, () => `| ${n} | 0 |`)}`,
    () => `It prints ${Array.from({ length: 15 }, () => String(i % 10)).join(', ')}.`,
    () => 'ha '.repeat(n),
    () => each(3, () => `The ${n}th verse is sung again, loud and clear, by all who are here, and the ${i}th too.`),
    () => each(30, (k) => `Row ${k}: ${'*'.repeat(k + 1)}`),
    () => '-'.repeat(80 + n),
    () => `${'='.repeat(120)}\nTitle ${i}\n${'='.repeat(120)}`,
    () => each(20, (k) => `Day ${k + 1}: she has ${k * 5} + 5 = ${k * 5 + 5} apples.`),
    () => `0.${String(Math.floor((1e6 * (i + 1)) / 7)).repeat(2)}`,
    () => `\`[${Array.from({ length: 20 }, () => '0').join(', ')}]\``,
    () => each(12, (k) => `${'  '.repeat(k)}if (a${k}) {`),
  ];
  return kinds[i % kinds.length]?.() ?? '';
}

describe('the way on from a loop', () => {
  it.each<[string, string, number | undefined]>([
    [
      'is the step before the one that repeats itself',
      `${PLAN}3. So we add it again. ${'Again and again. '.repeat(9)}`,
      1,
    ],
    ['is the step before the first of several', `${PLAN}${'3. Add one.\n4. Take one.\n'.repeat(9)}`, 1],
    ['is the first step where that one repeats itself', `Plan: Go.\n1. Once ${'more and more '.repeat(9)}`, 0],
    ['is none without steps', 'And so on. '.repeat(20), undefined],
    ['is none without a loop', PLAN, undefined],
  ])('%s', (_, text, step) => {
    expect(stepBeforeLoop(text)).toBe(step);
  });
});
