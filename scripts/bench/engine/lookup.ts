import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tokensPerSecond } from '../../../src/protocol/inference.ts';
import type { Turn } from '../../../src/protocol/turns.ts';
import { root } from '../../workbench/folders.ts';
import { Ours } from './ours.ts';
import type { Row, Run } from './row.ts';
import { paired } from './statistics.ts';
import type { Subject } from './subjects.ts';

/** Questions whose answers quote code, and questions whose answers do not. */
const SETS = ['explain', 'arithmetic'];

interface Set {
  readonly name: string;
  /** What is asked in each round; from the first one again behind the last. */
  readonly rounds: readonly (readonly Turn[])[];
}

/** Lookup decoding against none: on the sets of the demo model, and where the texts of a 7b's shape quote nothing, or all that was said. */
export async function benchLookup(subject: Subject, { rounds, threads }: Run): Promise<Row[]> {
  const { name: model, path, contextSize } = subject;
  const params = { modelPath: path, gpu: 'cpu', contextSize, threads } as const;
  const [drafting, plain] = [new Ours(params), new Ours({ ...params, lookupDecoding: false })];
  const maxTokens = 4 * subject.answer;
  try {
    const rows: Row[] = [];
    for (const { name, rounds: asked } of subject.speaks
      ? await demoSets()
      : await wordSets([plain, drafting], maxTokens)) {
      let identical = 0;
      const answers = new Map<number, string>();
      const rate = (ours: Ours) => async (round: number) => {
        const { answer, stats } = await ours.ask(asked[round % asked.length] ?? [], { maxTokens });
        if (answers.get(round) === answer) identical++;
        answers.set(round, answer);
        return tokensPerSecond(stats) ?? Number.NaN;
      };
      const rates = await paired(subject.speaks ? 4 * rounds : rounds, rate(drafting), rate(plain));
      const measure = `lookup decoding ÷ none: ${name} (${identical} of ${answers.size} texts identical)`;
      rows.push({ model, measure, unit: 'tok/s', ...rates, goal: '≥ 0.97' });
    }
    return rows;
  } finally {
    await Promise.all([drafting.engine.stop(), plain.engine.stop()]);
  }
}

async function demoSets(): Promise<Set[]> {
  const sets = SETS.map(async (name) => {
    const lines = await readFile(join(root, `scripts/demo-model/data/eval/${name}.jsonl`), 'utf8');
    const questions = lines
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { q: string }).q);
    return { name, rounds: questions.map((content) => [{ role: 'user', content }] as const) };
  });
  return Promise.all(sets);
}

/** The random model says its words in their order, whatever it is asked: a second answer repeats the first. */
async function wordSets(both: readonly Ours[], maxTokens: number): Promise<Set[]> {
  const first = { role: 'user', content: 'Say it.' } as const;
  const quotable = async (tokens: number): Promise<Turn[]> => {
    let answer = '';
    // Only a process that said the words knows them as tokens: read as text they are bytes.
    for (const ours of both) ({ answer } = await ours.ask([first], { maxTokens: tokens }));
    return [first, { role: 'assistant', content: answer }, { role: 'user', content: 'Say it again.' }];
  };
  return [
    { name: 'nothing quoted', rounds: [[first]] },
    { name: 'one half quoted', rounds: [await quotable(maxTokens / 2)] },
    { name: 'all quoted', rounds: [await quotable(maxTokens)] },
  ];
}
