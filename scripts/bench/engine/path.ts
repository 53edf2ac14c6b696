import { stat } from 'node:fs/promises';
import { cpuFlashAttention } from '../../../src/inference/model/smallModel.ts';
import type { Turn } from '../../../src/protocol/turns.ts';
import { Ours } from './ours.ts';
import { RawLoop } from './rawLoop.ts';
import type { Row, Run } from './row.ts';
import { paired } from './statistics.ts';
import type { Subject } from './subjects.ts';

const user = (content: string): Turn => ({ role: 'user', content });
const assistant = (content: string): Turn => ({ role: 'assistant', content });

/** The whole path against the raw loop: decoding, the first token of follow-up turns, and reading a prompt in pieces. */
export async function benchPath(subject: Subject, { rounds, threads }: Run): Promise<Row[]> {
  const { name: model, path, contextSize } = subject;
  const ours = new Ours({ modelPath: path, gpu: 'cpu', contextSize, threads, lookupDecoding: false });
  const raw = await RawLoop.open(path, contextSize, threads);
  // Pieces are compared with one call of the same kind; the other measures with what the library does by itself.
  const flashAttention = cpuFlashAttention((await stat(path)).size);
  const alike = flashAttention === 'auto' ? raw : await RawLoop.open(path, contextSize, threads, flashAttention);
  try {
    const rows: Row[] = [
      { model, ...(await decode(subject, ours, raw, rounds)), goal: '≥ 0.97' },
      { model, ...(await pieces(subject, ours, alike, rounds)), goal: '≤ 1.05' },
    ];
    for (const history of subject.histories) {
      rows.push({ model, ...(await followUp(history, ours, raw, rounds)), goal: '≤ 1.1 + 30 ms' });
    }
    return rows;
  } finally {
    await Promise.all([ours.engine.stop(), raw.close(), alike === raw ? undefined : alike.close()]);
  }
}

type Measured = Omit<Row, 'model' | 'goal'>;

async function decode(subject: Subject, ours: Ours, raw: RawLoop, rounds: number): Promise<Measured> {
  const question = [user('What does this print?\n\n```py\nfor i in range(9):\n    print(i)\n```')];
  const prompt = await ours.promptTokens(question);
  const rates = await paired(
    rounds,
    async () => {
      const { stats, totalMs } = await ours.ask(question, { maxTokens: subject.answer });
      return (1000 * stats.generatedTokens) / totalMs;
    },
    async () => 1000 / (await raw.decode(prompt, subject.answer)),
  );
  return { measure: 'decode: whole path ÷ raw loop', unit: 'tok/s', ...rates };
}

async function pieces({ prompt: length }: Subject, ours: Ours, raw: RawLoop, rounds: number): Promise<Measured> {
  const texts = await Promise.all(Array.from({ length: rounds + 1 }, (_, round) => ours.filler(length, round)));
  const prompts: (readonly number[])[] = [];
  for (const text of texts) prompts.push(await ours.promptTokens([user(`${text}?`)]));
  const times = await paired(
    rounds,
    // Another prompt is held: all but the common beginning has to be read.
    async (round) => {
      const { stats } = await ours.ask([user(`${texts[round] ?? ''}?`)]);
      return stats.prefillMs / (stats.promptTokens - stats.reusedTokens);
    },
    async (round) => {
      const prompt = prompts[round] ?? [];
      const common = commonStart(prompt, prompts[(round + 1) % prompts.length] ?? []);
      await raw.hold(prompt.slice(0, common));
      return (await raw.prefill(prompt.slice(common, -1))) / (prompt.length - common);
    },
  );
  return { measure: 'prompt: in pieces ÷ in one call', unit: 'ms/token', ...times };
}

async function followUp(history: number, ours: Ours, raw: RawLoop, rounds: number): Promise<Measured> {
  const first = user(await ours.filler(history));
  await ours.ask([first]);
  const turns = (round: number) => [first, assistant('Yes.'), user(`And why is that so, in ${round} words?`)];
  const prompts: (readonly number[])[] = [];
  for (let round = 0; round <= rounds; round++) prompts.push(await ours.promptTokens(turns(round)));
  const before = [first, assistant('Yes.'), user('And')];
  const held = await ours.promptTokens(before);
  const common = commonStart(prompts[0] ?? [], held);
  const times = await paired(
    rounds,
    async (round) => {
      await ours.ask(before);
      return (await ours.ask(turns(round))).firstMs;
    },
    async (round) => {
      const prompt = prompts[round] ?? [];
      await raw.hold(prompt.slice(0, common));
      return raw.decode(prompt, 1);
    },
  );
  return { measure: `first token after ${history} tokens ÷ raw prefill of the new ones`, unit: 'ms', ...times };
}

function commonStart(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((token, index) => token !== b[index]);
  return differs < 0 ? Math.min(a.length, b.length) : differs;
}
