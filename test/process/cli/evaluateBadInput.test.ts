import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMountSmallDisk, mountSmallDisk, resizeSmallDisk, unmountSmallDisk } from '../../support/smallDisk.ts';

const SCRIPT = join(import.meta.dirname, '../../../src/cli/evaluate.ts');
const folder = mkdtempSync(join(tmpdir(), 'cerebrum-evaluate-bad-'));
const env = { ...process.env, INIT_CWD: folder };

function evaluate(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr };
}
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return name;
};
const problem = (question: string) => JSON.stringify({ question, answer: '#### 7' });

describe('An evaluation of a file that does not fit', () => {
  it.each([
    ['an empty file', '', 'holds no questions.'],
    ['half a line', `${problem('Q')}\n{"question": "ha`, 'line 2 is not JSON, or is cut off.'],
    ['another task', '{"problem": "Q"}', 'line 1 is no question of GSM8K: "question" is missing, empty or too long.'],
    ['1 MB of question', problem('x'.repeat(1_000_000)), '"question" is missing, empty or too long.'],
    ['a binary file', '\u0000\u0001\u0002', 'line 1 is not JSON, or is cut off.'],
  ])('%s: says what is wrong and where, and begins no run', (name, text, sentence) => {
    const data = file('bad.jsonl', text);
    const { status, stderr } = evaluate('--task', 'gsm8k', '--data', data, '--out', 'bad-run.jsonl');
    expect({ name, status, begun: existsSync(join(folder, 'bad-run.jsonl')) }).toEqual({
      name,
      status: 1,
      begun: false,
    });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('a question that is longer than the context counts as wrong, and the others are asked', () => {
    const data = file('long.jsonl', [problem('What is 3 + 4?'), problem('word '.repeat(8000))].join('\n'));
    const { status, stdout } = evaluate('--task', 'gsm8k', '--data', data, '--out', 'long-run.jsonl', '--quiet');
    expect(status).toBe(0);
    expect(stdout).toContain('could not be asked, counted as wrong: 1 of 2.');
    expect(stdout).toMatch(/\| ours \| 50\.0 % \|/);
  });

  it('a model that is not there, or is none, is told before anything is asked', () => {
    const missing = evaluate('--task', 'gsm8k', '--model', 'missing.gguf', '--out', 'none.jsonl');
    expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no file at') as string });
    const other = evaluate('--task', 'gsm8k', '--model', file('other.gguf', 'GIF89a'), '--out', 'none.jsonl');
    expect(other).toMatchObject({ status: 1, stderr: expect.stringContaining('not a GGUF') as string });
    expect(existsSync(join(folder, 'none.jsonl'))).toBe(false);
  });
});

describe('A run whose first line was never whole', () => {
  it('is begun again by --resume, and any other file is left alone', () => {
    const options = ['--task', 'math', '--limit', '1', '--quiet', '--out'];
    expect(evaluate(...options, 'run.jsonl').status).toBe(0);
    const whole = readFileSync(join(folder, 'run.jsonl'), 'utf8').replace(/"ms":\d+/, '');
    for (const length of [0, 100]) {
      truncateSync(join(folder, 'run.jsonl'), length);
      expect(evaluate(...options, 'run.jsonl', '--resume').status).toBe(0);
      expect(readFileSync(join(folder, 'run.jsonl'), 'utf8').replace(/"ms":\d+/, '')).toBe(whole);
    }
    const letter = file('letter.txt', 'Dear Ann,');
    expect(evaluate(...options, letter, '--resume').stderr).toContain('is no run of an evaluation');
    expect(readFileSync(join(folder, letter), 'utf8')).toBe('Dear Ann,');
  });
});

describe.runIf(canMountSmallDisk())('A run on a disk that is full', () => {
  const disk = join(folder, 'disk');
  beforeAll(() => {
    mkdirSync(disk);
    mountSmallDisk(disk, '8k');
  });
  afterAll(() => unmountSmallDisk(disk));

  it('says so and keeps what it has, which --resume goes on with once there is room', () => {
    const options = ['--task', 'gsm8k', '--limit', '30', '--quiet', '--out', 'disk/run.jsonl'];
    const { status, stderr } = evaluate(...options);
    expect(status).toBe(1);
    expect(stderr).toMatch(/run\.jsonl cannot be written: ENOSPC.*What it holds is kept; --resume goes on\./);
    resizeSmallDisk(disk, '1m');
    const resumed = evaluate(...options, '--resume', '--json');
    expect(JSON.parse(resumed.stdout)).toMatchObject({ items: 30 });
  });
});
