import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { cpuFlashAttention } from '../../../src/inference/model/smallModel.ts';
import { tokensPerSecond } from '../../../src/protocol/inference.ts';
import { Ours } from './ours.ts';
import type { Row, Run } from './row.ts';
import { paired } from './statistics.ts';
import type { Subject } from './subjects.ts';

const call = promisify(execFile);

interface Report {
  readonly build_commit: string;
  readonly avg_ts: number;
}

/** Against llama.cpp's own tool, if `llama-bench` is on the PATH: the same file and threads, not always the same release. */
export async function benchLlamaBench(subject: Subject, { rounds, threads }: Run): Promise<Row[]> {
  const isThere = await call('llama-bench', ['--help']).then(
    () => true,
    () => false,
  );
  if (!isThere) return [];
  const { name: model, path, contextSize, prompt, answer } = subject;
  const ours = new Ours({ modelPath: path, gpu: 'cpu', contextSize, threads, lookupDecoding: false });
  const flashAttention = cpuFlashAttention((await stat(path)).size);
  let commit = '';
  const theirs = async (kind: readonly string[]) => {
    const { stdout } = await call('llama-bench', [
      ...['-m', path, '-t', String(threads), '-ngl', '0', '-r', '1', '-o', 'json'],
      ...['-fa', flashAttention === false ? 'off' : 'auto', ...kind],
    ]);
    const [report] = JSON.parse(stdout) as Report[];
    commit = report?.build_commit ?? '';
    return report?.avg_ts ?? Number.NaN;
  };
  try {
    const { local } = await ours.engine.start();
    const question = [{ role: 'user', content: 'What does this print?\n\nfor i in range(9):\n    print(i)' }] as const;
    // A token costs more the more stand before it.
    const { length: depth } = await ours.promptTokens(question);
    const decode = await paired(
      rounds,
      async () => {
        const { stats } = await ours.ask(question, { maxTokens: answer });
        return tokensPerSecond(stats) ?? Number.NaN;
      },
      () => theirs(['-p', '0', '-n', String(answer), '-d', String(depth)]),
    );
    // As many tokens on both sides: 31 take longer than 32, whose rows fill whole blocks. The first round, where ours comes first,
    // is not counted.
    let read = prompt;
    const prefill = await paired(
      rounds,
      async (round) => {
        const content = await ours.filler(prompt, round);
        const { stats } = await ours.ask([{ role: 'user', content }]);
        read = stats.promptTokens - stats.reusedTokens;
        return (1000 * read) / stats.prefillMs;
      },
      () => theirs(['-p', String(read), '-n', '0']),
    );
    const against = `llama-bench ${commit} (ours: ${local?.llamaCpp ?? ''})`;
    const [unit, goal] = ['tok/s', '≥ 0.95'];
    return [
      { model, measure: `decode ÷ ${against}`, unit, goal, ...decode },
      { model, measure: `prefill ÷ ${against}`, unit, goal, ...prefill },
    ];
  } finally {
    await ours.engine.stop();
  }
}
