import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readData } from '../../../../src/cli/evaluation/readData.ts';
import type { TaskName } from '../../../../src/reasoning/evaluation/items.ts';

/** Written by hyparquet-writer in the columns that Hugging Face publishes; Snappy, strings and nested lists. */
const FIXTURES = join(import.meta.dirname, '../../../fixtures/parquet');
const read = async (name: string, task: TaskName) => (await readData(join(FIXTURES, name), task)).items;
const folder = mkdtempSync(join(tmpdir(), 'cerebrum-parquet-'));

describe('Questions in Parquet', () => {
  it('are read in the columns of GSM8K, of MATH and of ARC', async () => {
    expect(await read('gsm8k.parquet', 'gsm8k')).toMatchObject([
      { id: 'line-1', question: 'Ann has 3 pens and buys 4. How many has she?', solution: '3 + 4 = 7\n#### 7' },
      { id: 'line-2' },
    ]);
    expect(await read('math.parquet', 'math')).toEqual([
      { kind: 'math', id: 'a/1', question: 'What is $1+1$?', answer: '2', level: 1, subject: 'Algebra' },
      { kind: 'math', id: 'a/2', question: 'What is $2+2$?', answer: '4', level: 3, subject: 'Algebra' },
    ]);
    expect(await read('arc.parquet', 'arc_challenge')).toEqual([
      { kind: 'choice', id: 'q1', question: 'Which is a color?', choices: ['red', 'two'], right: 0 },
      { kind: 'choice', id: 'q2', question: 'Which melts?', choices: ['stone', 'ice', 'air'], right: 1 },
    ]);
  });

  it('of another task are told with the row', async () => {
    await expect(read('gsm8k.parquet', 'math')).rejects.toThrow(
      /gsm8k\.parquet, row 1 is no problem of MATH: "problem"/,
    );
  });

  it.each([4, 100, 400])('that are cut off after %d bytes are told as that', async (bytes) => {
    const file = join(folder, `cut-${bytes}.parquet`);
    writeFileSync(file, readFileSync(join(FIXTURES, 'gsm8k.parquet')).subarray(0, bytes));
    await expect(readData(file, 'gsm8k')).rejects.toThrow(/is Parquet that cannot be read, or is cut off/);
  });

  it('with damaged bytes end in words, never in wrong questions', async () => {
    const whole = readFileSync(join(FIXTURES, 'gsm8k.parquet'));
    for (let at = whole.length - 60; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      const file = join(folder, 'damaged.parquet');
      writeFileSync(file, damaged);
      const result = await readData(file, 'gsm8k').catch((error: unknown) => (error as Error).message);
      if (typeof result === 'string') expect(result).toContain(file);
      else expect(result.items.length).toBeGreaterThan(0);
    }
  });
});
