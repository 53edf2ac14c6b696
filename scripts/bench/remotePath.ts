// What Cerebrum adds to a server's own time: its whole path beside a bare loop of one HTTP request, on the same llama-server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createServerEngine } from '../../src/host/engine/createEngine.ts';
import type { Engine } from '../../src/host/engine/engine.ts';
import { openServer } from '../../src/host/engine/remote/connection/openServer.ts';
import { samplingParams } from '../../src/protocol/sampling.ts';
import { root, vscodeTest } from '../workbench/folders.ts';
import { Problem } from '../workbench/problem.ts';
import { describeMachine } from './engine/machine.ts';
import { markdown } from './engine/report.ts';
import { paired } from './engine/statistics.ts';

const PROGRAM = join(vscodeTest, 'llama-server/llama-server');
const MODEL = join(root, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf');
const QUESTION =
  'What does this print?\n\n```typescript\nlet energy = 39;\nwhile (energy >= 8) {\n  energy = energy - 4;\n}\nconsole.log(energy);\n```';
const MAX_TOKENS = 400;
const CHAINS = 5;

interface Times {
  readonly firstMs: number;
  readonly totalMs: number;
  readonly tokens: number;
}

/** Prints the table. @param rounds of each comparison @throws Problem where there is no llama-server */
export async function benchRemotePath(rounds: number): Promise<void> {
  if (!existsSync(PROGRAM)) throw new Problem('There is no llama-server.', 'Build one: npm run server:build.');
  const machine = describeMachine();
  const one = await startServer(1);
  const several = await startServer(CHAINS);
  const [single, voting] = [one, several].map(({ address }) =>
    createServerEngine({ open: () => openServer({ address }) }),
  );
  try {
    if (single === undefined || voting === undefined) return;
    const prompt = await promptOf(single);
    const speed = await paired(
      rounds,
      async () => perSecond(await ask(single)),
      async () => perSecond(await bare(one.address, prompt)),
    );
    const first = await paired(
      rounds,
      async () => (await ask(single)).firstMs,
      async () => (await bare(one.address, prompt)).firstMs,
    );
    const vote = await paired(
      Math.ceil(rounds / 3),
      () => timed(() => sample(voting)),
      () => timed(() => Promise.all(Array.from({ length: CHAINS }, () => ask(voting)))),
    );
    const model = 'demo model';
    const rows = [
      { model, measure: 'answer: whole path ÷ bare HTTP loop', unit: 'tok/s', ...speed, goal: '≥ 0.97' },
      { model, measure: 'first token: whole path ÷ bare HTTP loop', unit: 'ms', ...first, goal: '+ 10 ms' },
      { model, measure: `vote: ${CHAINS} chains in one request ÷ ${CHAINS} requests`, unit: 'ms', ...vote },
    ];
    const { server } = await single.start();
    console.log(markdown({ machine, engine: `llama-server ${server?.build ?? ''}`, threads: 1, rows }));
  } finally {
    await Promise.all([single?.stop(), voting?.stop(), one.stop(), several.stop()]);
  }
}

const perSecond = ({ tokens, totalMs }: Times): number => (1000 * tokens) / totalMs;

async function startServer(slots: number): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const args = [
    '-m',
    MODEL,
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '-t',
    '1',
    '-tb',
    '1',
    '--no-ui',
    '-np',
    String(slots),
  ];
  const child = spawn(PROGRAM, [...args, '-c', String(1024 * slots)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    const read = (line: string) => {
      const found = /listening on (http:\/\/\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    child.once('exit', () => reject(new Problem('llama-server ended.', 'Build it again: npm run server:build.')));
  });
  return {
    address,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const params = (maxTokens: number) =>
  ({ turns: [{ role: 'user', content: QUESTION }], maxTokens, sampling: samplingParams() }) as const;

async function promptOf(engine: Engine): Promise<readonly number[]> {
  const request = { ...params(1), returnPrompt: true };
  for await (const event of engine.generate(request, new AbortController().signal)) {
    if (event.type === 'finished') return event.result.prompt?.tokens ?? [];
  }
  return [];
}

async function ask(engine: Engine): Promise<Times> {
  const begun = performance.now();
  let firstMs = Number.NaN;
  for await (const event of engine.generate(params(MAX_TOKENS), new AbortController().signal)) {
    if (event.type === 'text' && Number.isNaN(firstMs)) firstMs = performance.now() - begun;
    if (event.type === 'finished') {
      return { firstMs, totalMs: performance.now() - begun, tokens: event.result.stats.generatedTokens };
    }
  }
  throw new Error('The answer did not end.');
}

async function sample(engine: Engine): Promise<void> {
  const stream = engine.sample(params(MAX_TOKENS), CHAINS, new AbortController().signal);
  for await (const event of stream) if (event.type === 'finished') return;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** One request for the same tokens, whose events are only counted; the last one holds no token. */
function bare(address: string, prompt: readonly number[]): Promise<Times> {
  const body = JSON.stringify({ prompt, n_predict: MAX_TOKENS, stream: true, temperature: 0, cache_prompt: true });
  const begun = performance.now();
  let [firstMs, tokens] = [Number.NaN, 0];
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${address}/completion`, { method: 'POST', agent: false }, (response) => {
      response.setEncoding('utf8').on('data', (text: string) => {
        if (Number.isNaN(firstMs)) firstMs = performance.now() - begun;
        tokens += text.split('data: ').length - 1;
      });
      response.on('end', () => resolve({ firstMs, totalMs: performance.now() - begun, tokens: tokens - 1 }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.setHeader('content-type', 'application/json');
    request.end(body);
  });
}
