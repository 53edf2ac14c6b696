import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { tokensPerSecond } from '../../../src/protocol/inference.ts';
import type { Turn } from '../../../src/protocol/turns.ts';
import { Ours } from './ours.ts';
import type { Row, Run } from './row.ts';
import { paired } from './statistics.ts';
import type { Subject } from './subjects.ts';

const question: readonly Turn[] = [
  { role: 'user', content: 'What does this print?\n\nfor i in range(9):\n    print(i)' },
];

/** All cores but one are taken: threads as the product chooses them, against one thread while the machine is idle. */
export async function benchBusy(subject: Subject, { rounds }: Run): Promise<Row[]> {
  const cores = availableParallelism();
  if (cores < 2) return [];
  const { name: model, path, contextSize, answer } = subject;
  const params = { modelPath: path, gpu: 'cpu', contextSize, lookupDecoding: false } as const;
  const [adapting, single] = [new Ours(params), new Ours({ ...params, threads: 1 })];
  const rate = async (ours: Ours) => {
    const { stats } = await ours.ask(question, { maxTokens: answer });
    return tokensPerSecond(stats) ?? Number.NaN;
  };
  try {
    // On a quiet machine it has taken every core it may.
    await rate(adapting);
    const rates = await paired(
      rounds,
      async () => {
        const spinners = Array.from({ length: cores - 1 }, spin);
        try {
          return await rate(adapting);
        } finally {
          await Promise.all(spinners.map(end));
        }
      },
      () => rate(single),
    );
    const measure = `decode: ${cores - 1} of ${cores} cores taken ÷ idle with one thread`;
    return [{ model, measure, unit: 'tok/s', ...rates, goal: '≥ 0.8' }];
  } finally {
    await Promise.all([adapting.engine.stop(), single.engine.stop()]);
  }
}

const spin = (): ChildProcess => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });

async function end(spinner: ChildProcess): Promise<void> {
  spinner.kill('SIGKILL');
  await once(spinner, 'exit');
}
