import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tokensPerSecond } from '../../../src/protocol/inference.ts';
import { root } from '../../workbench/folders.ts';
import { Ours } from './ours.ts';
import type { Row, Run } from './row.ts';
import { paired } from './statistics.ts';
import type { Subject } from './subjects.ts';

/** Questions whose answers quote code, and questions whose answers do not. */
const SETS = ['explain', 'arithmetic'];

/** Lookup decoding against none, on the sets of the demo model; a model that does not speak is asked to go on and on. */
export async function benchLookup(subject: Subject, { rounds, threads }: Run): Promise<Row[]> {
  const { name: model, path, contextSize } = subject;
  const params = { modelPath: path, gpu: 'cpu', contextSize, threads } as const;
  const [drafting, plain] = [new Ours(params), new Ours({ ...params, lookupDecoding: false })];
  try {
    const rows: Row[] = [];
    for (const [set, questions] of Object.entries(await questionsOf(subject))) {
      let identical = 0;
      const answers = new Map<number, string>();
      const rate = (ours: Ours) => async (round: number) => {
        const content = questions[round % questions.length] ?? '';
        const { answer, stats } = await ours.ask([{ role: 'user', content }], { maxTokens: 4 * subject.answer });
        if (answers.get(round) === answer) identical++;
        answers.set(round, answer);
        return tokensPerSecond(stats) ?? Number.NaN;
      };
      const rates = await paired(subject.speaks ? 4 * rounds : rounds, rate(drafting), rate(plain));
      const measure = `lookup decoding ÷ none: ${set} (${identical} of ${answers.size} texts identical)`;
      rows.push({ model, measure, unit: 'tok/s', ...rates, goal: '≥ 0.97' });
    }
    return rows;
  } finally {
    await Promise.all([drafting.engine.stop(), plain.engine.stop()]);
  }
}

async function questionsOf({ speaks }: Subject): Promise<Record<string, readonly string[]>> {
  if (!speaks) return { repeating: ['one two three four '.repeat(30)] };
  const sets: Record<string, readonly string[]> = {};
  for (const set of SETS) {
    const lines = await readFile(join(root, `scripts/demo-model/data/eval/${set}.jsonl`), 'utf8');
    sets[set] = lines
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { q: string }).q);
  }
  return sets;
}
