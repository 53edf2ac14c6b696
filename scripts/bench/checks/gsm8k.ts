/** Worked solutions with their calculations marked, `5+3 = <<5+3=8>>8`, as in GSM8K. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Problem } from '../../workbench/problem.ts';

/** A line of a solution, without its marks. */
export interface SolutionLine {
  /** File, record and line, all from 1: `train:12:3`. */
  readonly id: string;
  readonly text: string;
  /** Offsets of the results that were marked. */
  readonly results: readonly number[];
}

export interface Solution {
  readonly id: string;
  readonly question: string;
  /** The whole answer without its marks. */
  readonly answer: string;
  readonly lines: readonly SolutionLine[];
}

/** The solutions of a `.jsonl` file, or of the `train.jsonl` and `test.jsonl` of a folder. */
export function readSolutions(path: string): Solution[] {
  if (!existsSync(path)) throw new Problem(`There is no ${path}.`, 'Give a folder with train.jsonl and test.jsonl.');
  const files = statSync(path).isDirectory()
    ? ['train.jsonl', 'test.jsonl'].map((name) => join(path, name)).filter((file) => existsSync(file))
    : [path];
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((record, index) => {
        if (record.trim() === '') return [];
        const { question, answer } = JSON.parse(record) as { question: string; answer: string };
        return [solutionOf(`${basename(file, '.jsonl')}:${index + 1}`, question, answer)];
      }),
  );
}

function solutionOf(id: string, question: string, answer: string): Solution {
  const lines = answer
    .split('\n')
    .filter((line) => !line.startsWith('####'))
    .map((line, index) => unmarked(`${id}:${index + 1}`, line));
  return { id, question, answer: answer.replace(/<<[^>]*>>/g, ''), lines };
}

function unmarked(id: string, line: string): SolutionLine {
  let text = '';
  let from = 0;
  const results: number[] = [];
  for (const mark of line.matchAll(/<<[^>]*>>/g)) {
    text += line.slice(from, mark.index);
    results.push(text.length);
    from = mark.index + mark[0].length;
  }
  return { id, text: text + line.slice(from), results };
}

/** The line with its one marked result changed by one in its last digit (`last`) or its first (`first`). */
export function changed({ text, results }: SolutionLine, place: 'first' | 'last'): string | undefined {
  const [at] = results;
  if (at === undefined || results.length > 1) return undefined;
  const number = /^\d[\d,]*(?:\.\d+)?(?![\d/])/.exec(text.slice(at))?.[0].replace(/,$/, '');
  if (number === undefined) return undefined;
  const digit = at + (place === 'first' ? 0 : number.length - 1);
  const old = Number(text[digit]);
  const other = place === 'first' && old === 9 ? 8 : (old + 1) % 10;
  return text.slice(0, digit) + String(other) + text.slice(digit + 1);
}
