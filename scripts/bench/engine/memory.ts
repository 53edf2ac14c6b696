import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { estimateMemory } from '../../../src/host/models/fit.ts';
import { inspectGguf } from '../../../src/host/models/gguf/ggufFile.ts';
import { Ours } from './ours.ts';
import type { Row, Run } from './row.ts';
import { spread } from './statistics.ts';
import type { Subject } from './subjects.ts';

/** What the inference process holds in memory after an answer, against what the model, its KV cache and buffers take. */
export async function benchMemory(subject: Subject, { threads }: Run): Promise<Row[]> {
  if (process.platform === 'win32') return [];
  const { name: model, path, contextSize, prompt } = subject;
  const file = await inspectGguf(path);
  const estimate = estimateMemory(file.bytes, file, { contextSize, kvType: 'f16' }).total / 2 ** 20;
  const ours = new Ours({ modelPath: path, gpu: 'cpu', contextSize, threads });
  try {
    await ours.ask([{ role: 'user', content: await ours.filler(prompt) }], { maxTokens: 4 });
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(ours.engine.local.pid)]);
    const resident = Number(stdout) / 1024;
    return [
      {
        ...{ model, measure: 'memory: resident ÷ file, KV cache and buffers', unit: 'MiB', goal: '≤ 1.1' },
        ...{ ours: spread([resident]), baseline: spread([estimate]), ratio: spread([resident / estimate]) },
      },
    ];
  } finally {
    await ours.engine.stop();
  }
}
