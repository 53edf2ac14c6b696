import type { Turn } from '../../../src/protocol/turns.ts';
import { Ours } from './ours.ts';
import type { Row, Run } from './row.ts';
import { paired } from './statistics.ts';
import type { Subject } from './subjects.ts';

/** The first words about a selection that was prefetched against one that was not; each has a text of its own. */
export async function benchPrefetch(subject: Subject, { rounds, threads }: Run): Promise<Row[]> {
  const { name: model, path, contextSize, prompt } = subject;
  const ours = new Ours({ modelPath: path, gpu: 'cpu', contextSize, threads });
  const selection = async (seed: number): Promise<Turn[]> => [
    { role: 'user', content: `Explain step by step what this does.\n\n${await ours.filler(prompt, seed)}` },
  ];
  try {
    await ours.engine.start();
    const times = await paired(
      rounds,
      async (round) => {
        const turns = await selection(2 * round);
        await ours.engine.prefetch(
          { turns, isDraft: false, maxTokens: 1, limit: contextSize },
          new AbortController().signal,
        );
        return (await ours.ask(turns)).firstMs;
      },
      async (round) => (await ours.ask(await selection(2 * round + 1))).firstMs,
    );
    return [
      { model, measure: 'first words about a selection: prefetched ÷ not', unit: 'ms', ...times, goal: '≤ 0.25' },
    ];
  } finally {
    await ours.engine.stop();
  }
}
