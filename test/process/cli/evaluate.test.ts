import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';

const SCRIPT = join(import.meta.dirname, '../../../src/cli/evaluate.ts');
const folder = mkdtempSync(join(tmpdir(), 'cerebrum-evaluate-'));
const env = { ...process.env, INIT_CWD: folder };

const ITEMS = 12;
/** Word problems that the demo model solves, and one whose published answer is wrong. */
const problems = Array.from({ length: ITEMS }, (_, i) => ({
  question: `Tom has ${i + 3} apples and buys ${i + 5} more. How many apples does he have?`,
  answer: `${i + 3} + ${i + 5} = ${2 * i + 8}\n#### ${i === 4 ? 1 : 2 * i + 8}`,
}));
const data = join(folder, 'problems.jsonl');
writeFileSync(data, problems.map((one) => JSON.stringify(one)).join('\n'));
const TASK = ['--task', 'gsm8k', '--data', data, '--quiet'];

function evaluate(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

interface Summary {
  readonly items: number;
  readonly figures: readonly { readonly column: string; readonly right: number; readonly items: number }[];
}
const summary = (stdout: string) => JSON.parse(stdout) as Summary;
const rightIn = ({ figures }: Summary, column: string) => figures.find((figure) => figure.column === column)?.right;

/** What a run's file holds of each item, without the time it took. */
function recordsOf(file: string): Map<string, unknown> {
  const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').slice(1);
  const records = lines.map((line) => JSON.parse(line) as { type: string; item?: string; ms?: number });
  return new Map(records.flatMap((one) => (one.item === undefined ? [] : [[one.item, { ...one, ms: 0 }] as const])));
}

describe('Evaluating a model from a terminal', () => {
  it('gives the figures, keeps all that was said, and scores it again without the model', () => {
    const { status, stdout } = evaluate(...TASK, '--out', 'whole.jsonl', '--json');
    expect(status).toBe(0);
    expect(summary(stdout)).toMatchObject({ items: ITEMS, failed: 0 });
    expect(rightIn(summary(stdout), 'ours')).toBe(ITEMS - 1);
    // The demo model ends with "Answer: 8", which the strict reading does not know.
    expect(rightIn(summary(stdout), 'strict')).toBe(0);
    expect(rightIn(summary(stdout), 'flexible')).toBe(ITEMS - 1);

    const prompt = readFileSync(join(folder, 'whole.jsonl'), 'utf8').split('\n')[1] ?? '';
    const { firstTokens, text } = JSON.parse(prompt) as { firstTokens: number[]; text: string };
    expect(text).toMatch(/User: Tom has [^]*\nAI:$/);
    expect(firstTokens.filter((token) => token === firstTokens[0])).toHaveLength(1);

    const again = evaluate('--rescore', 'whole.jsonl', '--data', data, '--json');
    expect(summary(again.stdout)).toEqual(summary(stdout));
    const words = evaluate('--rescore', 'whole.jsonl', '--data', data);
    expect(words.stdout).toContain(`| ours | 91.7 % |`);
  });

  it('goes on after it was killed at any moment, with the result of a run that was not', async () => {
    const run = [...TASK, '--concurrency', '1', '--out'];
    expect(evaluate(...run, 'straight.jsonl').status).toBe(0);
    const file = join(folder, 'killed.jsonl');
    const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0);
    for (const enough of [2, 7]) {
      const child = spawn(process.execPath, [SCRIPT, ...run, 'killed.jsonl', '--resume'], { env, stdio: 'ignore' });
      await eventually(() => expect(lines()).toBeGreaterThanOrEqual(enough));
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    // A line that was being written.
    writeFileSync(file, '{"type":"answers","item":"line-', { flag: 'a' });
    expect(evaluate(...run, 'killed.jsonl', '--resume').status).toBe(0);
    expect(recordsOf('killed.jsonl')).toEqual(recordsOf('straight.jsonl'));
  });

  it('refuses to mix two runs in a file, and says what differs', () => {
    const out = [...TASK, '--limit', '2', '--out', 'mixed.jsonl'];
    expect(evaluate(...out).status).toBe(0);
    const taken = evaluate(...out);
    expect(taken).toMatchObject({ status: 1, stderr: expect.stringContaining('--resume goes on with it') as string });
    const other = evaluate(...out, '--resume', '--max-tokens', '60', '--maj', '3');
    expect(other.stderr).toContain('chains 1 → 3; temperature 0 → 0.7; maxTokens 1024 → 60');
  });

  it('compares two runs on the same questions, and puts runs below the published table', () => {
    evaluate(...TASK, '--limit', '6', '--out', 'a.jsonl');
    evaluate(...TASK, '--limit', '6', '--max-tokens', '20', '--out', 'b.jsonl');
    const compared = evaluate('--compare', 'a.jsonl', 'b.jsonl', '--data', data, '--json');
    const { columns } = JSON.parse(compared.stdout) as { columns: { column: string; onlyFirst: number; p: number }[] };
    // Cut after 20 tokens: five answers are lost, and five of five by chance are 2 / 2^5.
    expect(columns.find(({ column }) => column === 'ours')).toMatchObject({ onlyFirst: 5, p: 0.0625 });
    expect(columns.map(({ column }) => column)).not.toContain('maj');
    expect(evaluate('--compare', 'a.jsonl', 'b.jsonl', '--data', data).stdout).toContain('no difference was found');

    const table = evaluate('--table', 'a.jsonl', '--data', data).stdout;
    expect(table).toContain('| Cerebrum 7b | zero-shot, its own template | not known | not known |');
    expect(table).toMatch(/\| reasoning-demo-tiny\S* \| cerebrum, 0-shot \| 83\.3 \(.*; ours, 6 items\)/);
    expect(evaluate('--table', 'a.jsonl', '--data', SCRIPT).stderr).toContain('Give the questions of');
  });

  it('asks several questions at a time where memory has room, keyed by question, and goes on with as many', () => {
    const several = [...TASK, '--concurrency', 'auto', '--out', 'auto.jsonl', '--json'];
    const { stdout } = evaluate(...several, '--limit', '6');
    const { config } = JSON.parse(stdout) as { config: { engine: { parallel: number } } };
    expect(config.engine.parallel).toBeGreaterThan(1);
    const more = evaluate(...several, '--limit', '8', '--resume');
    expect(JSON.parse(more.stdout)).toMatchObject({ config, items: 8 });
    expect(evaluate(...TASK, '--concurrency', '1', '--limit', '8', '--out', 'one.jsonl').status).toBe(0);
    const compared = evaluate('--compare', 'auto.jsonl', 'one.jsonl', '--data', data, '--json');
    const { columns } = JSON.parse(compared.stdout) as { columns: object[] };
    for (const column of columns) expect(column).toMatchObject({ items: 8, onlyFirst: 0, onlySecond: 0 });
  });

  it('asks the built-in problems where no file is given, and writes a report of them', () => {
    const run = evaluate('--task', 'math', '--limit', '3', '--quiet', '--out', 'math.jsonl', '--report', 'math.html');
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/\| string \| .* of 3 \|/);
    const page = readFileSync(join(folder, 'math.html'), 'utf8');
    expect(page).toContain('Cerebrum&#39;s own formulas');
    expect(page).toMatch(/<svg [^]*Right answers by level/);
    const again = evaluate('--rescore', 'math.jsonl', '--report', 'again.html');
    expect(again.status).toBe(0);
    expect(readFileSync(join(folder, 'again.html'), 'utf8')).toBe(page);
    expect(evaluate('--rescore', 'math.jsonl', '--report', 'report.pdf').stderr).toContain('.html or .md');
  });

  it.each([
    [['--seed', 'x'], '--seed must be a whole number, not "x".'],
    [['--shots', '3'], 'takes no worked examples'],
    [['--report', 'report.pdf'], 'A report is a page: end "report.pdf" with .html or .md.'],
    [['--limit', '0'], '--limit must be a whole number above 0'],
    [['--protocol', 'other'], '--protocol must be one of cerebrum, mistral, llama2.'],
  ])('refuses %j in words, and begins no file', (options, sentence) => {
    const { status, stderr } = evaluate(...TASK, ...options, '--out', 'none.jsonl');
    expect([status, existsSync(join(folder, 'none.jsonl'))]).toEqual([1, false]);
    expect(stderr).toContain(sentence);
  });

  it('says how many worked examples fit, before it asks anything', () => {
    const examples = join(folder, 'examples.jsonl');
    const long = { question: 'How many? '.repeat(30), target: 'Some. The answer is 3.' };
    writeFileSync(examples, Array.from({ length: 8 }, () => JSON.stringify(long)).join('\n'));
    const few = evaluate(...TASK, '--protocol', 'llama2', '--examples', examples, '--out', 'few.jsonl');
    expect(few.status).toBe(1);
    expect(few.stderr).toMatch(/8 worked examples do not fit into a context of 1024 tokens: \d do\. Use --shots \d/);
    expect(evaluate(...TASK, '--protocol', 'mistral').stderr).toContain('needs 8 worked examples');
  });
});
