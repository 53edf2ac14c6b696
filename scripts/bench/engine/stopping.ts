import { Ours } from './ours.ts';
import type { Row, Run } from './row.ts';
import { paired } from './statistics.ts';
import type { Subject } from './subjects.ts';

/** How long Stop takes while a long prompt is read, against one piece of that prompt. */
export async function benchStop(subject: Subject, { rounds, threads }: Run): Promise<Row[]> {
  const { name: model, path, contextSize, prompt } = subject;
  const ours = new Ours({ modelPath: path, gpu: 'cpu', contextSize, threads });
  let piece = Number.NaN;
  try {
    const times = await paired(
      rounds,
      async (round) => {
        const stop = new AbortController();
        let [stopped, last] = [0, performance.now()];
        const content = await ours.filler(prompt, round);
        await ours.ask(
          [{ role: 'user', content }],
          {},
          (event) => {
            if (event.type !== 'prefill' || stop.signal.aborted) return;
            const now = performance.now();
            [piece, last] = [now - last, now];
            if (event.done < event.total / 4) return;
            stopped = now;
            stop.abort();
          },
          stop.signal,
        );
        return performance.now() - stopped;
      },
      () => Promise.resolve(piece),
    );
    return [{ model, measure: 'Stop while the prompt is read ÷ one piece', unit: 'ms', ...times, goal: '≤ 150 ms' }];
  } finally {
    await ours.engine.stop();
  }
}
