// How a server does with several people at once: each asks at random moments, whether or not earlier answers are there.
import { setTimeout as wait } from 'node:timers/promises';
import { createServerEngine } from '../../src/host/engine/createEngine.ts';
import type { Engine } from '../../src/host/engine/engine.ts';
import { openServer } from '../../src/host/engine/remote/connection/openServer.ts';
import { failureText } from '../../src/host/platform/texts/failureText.ts';
import { toFailure } from '../../src/protocol/failures.ts';
import { samplingParams } from '../../src/protocol/sampling.ts';
import { Problem } from '../workbench/problem.ts';

/** What people ask: a word problem, a short program, a question in words. */
const QUESTIONS = [
  'A baker has 48 rolls and sells 19 of them. Then 12 more are baked. How many rolls are there now?',
  'What does this print?\n\n```typescript\nlet total = 10;\ntotal += 5;\ntotal *= 2;\nconsole.log(total);\n```',
  'What is the difference between a process and a thread?',
];
const MAX_TOKENS = 400;

export interface ServerBench {
  readonly address: string;
  readonly users: readonly number[];
  /** Questions of each user in a minute. */
  readonly perMinute: number;
  /** Seconds in which questions are asked, for each number of users. */
  readonly seconds: number;
}

interface Answered {
  readonly firstMs: number;
  readonly tokens: number;
  readonly ms: number;
}

/** Prints a table, a row for each number of users. The key comes from `CEREBRUM_API_KEY`. @throws Problem */
export async function benchServer({ address, users, perMinute, seconds }: ServerBench): Promise<void> {
  const open = () => openServer({ address, key: process.env.CEREBRUM_API_KEY ?? '' });
  const engine = createServerEngine({ open });
  try {
    const { name, server } = await engine.start();
    console.log(
      `${name} on ${server?.kind ?? ''}, ${String(perMinute)} questions a minute from each for ${String(seconds)} s\n`,
    );
    console.log(
      '| users | answers | errors | first word p50, ms | p95, ms | tokens/s, all | tokens/s of an answer, p50 |',
    );
    console.log(
      '| ----: | ------: | -----: | -----------------: | ------: | ------------: | -------------------------: |',
    );
    for (const count of users) console.log(await row(engine, count, perMinute, seconds));
  } catch (error) {
    const { title, why, next } = failureText(toFailure(error));
    throw new Problem(`${title}. ${why}`, next);
  } finally {
    await engine.stop();
  }
}

async function row(engine: Engine, users: number, perMinute: number, seconds: number): Promise<string> {
  const answers: Promise<Answered | undefined>[] = [];
  const started = performance.now();
  const left = () => seconds * 1000 - (performance.now() - started);
  const user = async () => {
    for (;;) {
      // Exponential pauses: nobody waits for anybody.
      const pause = (-Math.log(1 - Math.random()) * 60_000) / perMinute;
      if (pause >= left()) return;
      await wait(pause);
      answers.push(answer(engine, QUESTIONS[answers.length % QUESTIONS.length] ?? '').catch(() => undefined));
    }
  };
  await Promise.all(Array.from({ length: users }, user));
  const all = await Promise.all(answers);
  const whole = all.filter((one) => one !== undefined);
  const elapsed = (performance.now() - started) / 1000;
  const tokens = whole.reduce((sum, one) => sum + one.tokens, 0);
  const first = whole.map(({ firstMs }) => firstMs);
  const speeds = whole.map((one) => (1000 * one.tokens) / one.ms);
  const cells = [
    ...[users, whole.length, all.length - whole.length],
    ...[share(first, 0.5).toFixed(0), share(first, 0.95).toFixed(0)],
    ...[(tokens / elapsed).toFixed(0), share(speeds, 0.5).toFixed(0)],
  ];
  return `| ${cells.join(' | ')} |`;
}

async function answer(engine: Engine, content: string): Promise<Answered> {
  const started = performance.now();
  let firstMs: number | undefined;
  const request = { turns: [{ role: 'user', content } as const], maxTokens: MAX_TOKENS, sampling: samplingParams() };
  for await (const event of engine.generate(request, new AbortController().signal)) {
    if (event.type === 'text') firstMs ??= performance.now() - started;
    if (event.type !== 'finished') continue;
    const ms = performance.now() - started;
    return { firstMs: firstMs ?? ms, tokens: event.result.stats.generatedTokens, ms };
  }
  throw new Error('The engine gave no result.');
}

/** The value below which this share of them lies. */
function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
