import { afterEach, describe, expect, it } from 'vitest';
import type { LocalEngine, SampleStream } from '../../src/host/engine/engine.ts';
import type { SampleEvent, SampleResult } from '../../src/protocol/inference.ts';
import { chainSeed, samplingParams, type SamplingParams } from '../../src/protocol/sampling.ts';
import { ask, demoEngine } from '../support/engine.ts';

const QUESTION = 'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?';
const turns = [{ role: 'user', content: QUESTION }] as const;

const engines: LocalEngine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.stop())));
function engineWith(sequences: number): LocalEngine {
  const engine = demoEngine({ sequences });
  engines.push(engine);
  return engine;
}

type Sampled = SampleResult & { readonly events: readonly SampleEvent[] };

async function sample(
  engine: LocalEngine,
  chains: number,
  values: Partial<SamplingParams>,
  onEvent: (event: SampleEvent, stream: SampleStream) => void = () => undefined,
  signal = new AbortController().signal,
): Promise<Sampled> {
  const sampling = samplingParams({ temperature: 0.9, seed: 11, ...values });
  const stream = engine.sample({ turns, maxTokens: 200, sampling }, chains, signal);
  const events: SampleEvent[] = [];
  for await (const event of stream) {
    if (event.type === 'finished') return { ...event.result, events };
    events.push(event);
    onEvent(event, stream);
  }
  throw new Error('The stream ended without a result.');
}

const answers = ({ chains }: SampleResult) => chains.map(({ answer }) => answer);

describe('several answers to one prompt', () => {
  it('are written side by side; the prompt is read once; the seeds are told and give the same again', async () => {
    const engine = engineWith(4);
    const first = await sample(engine, 4, {});
    expect(first.events.filter(({ type }) => type === 'prompt')).toHaveLength(1);
    expect(first.chains.map(({ made }) => made?.sampling.seed)).toEqual([0, 1, 2, 3].map((i) => chainSeed(11, i)));
    expect(first.chains.map(({ made }) => made?.parallel)).toEqual([4, 4, 4, 4]);
    for (const { stats } of first.chains) expect(stats.reusedTokens).toBe(stats.promptTokens - 1);
    expect(new Set(answers(first)).size).toBeGreaterThan(1);
    // The streamed text of each chain is that chain's answer.
    for (const [i, answer] of answers(first).entries()) {
      const text = first.events.map((event) => (event.type === 'text' && event.chain === i ? event.text : '')).join('');
      expect(text.trim()).toBe(answer);
    }
    expect(answers(await sample(engine, 4, {}))).toEqual(answers(first));
  });

  it('are, greedily, what one answer is: the copies of the prompt hold what it holds', async () => {
    const engine = engineWith(4);
    const { answer } = await ask(engine, QUESTION);
    expect(answers(await sample(engine, 4, { temperature: 0 }))).toEqual([answer, answer, answer, answer]);
  });

  it('take turns where there are fewer sequences, each as it is alone', async () => {
    const engine = engineWith(1);
    const together = await sample(engine, 3, {});
    for (const [i, answer] of answers(together).entries()) {
      const seed = chainSeed(11, i);
      expect((await ask(engine, QUESTION, { temperature: 0.9, seed, maxTokens: 200 })).answer).toBe(answer);
    }
    const five = await sample(engineWith(2), 5, {});
    expect(five.chains.map(({ stopReason }) => stopReason)).toEqual(Array.from({ length: 5 }, () => 'finished'));
    expect(Math.max(...five.chains.map(({ made }) => made?.parallel ?? 0))).toBe(2);
  });

  it('can be stopped one by one, before they begin, too', async () => {
    const { chains, events } = await sample(engineWith(2), 4, {}, (event, stream) => {
      if (event.type === 'prompt') stream.stop(3);
      if (event.type === 'text' && event.chain === 1) stream.stop(1);
    });
    expect(chains.map(({ stopReason }) => stopReason)).toEqual(['finished', 'stopped', 'finished', 'stopped']);
    expect(chains[1]?.answer).not.toBe('');
    expect(chains[3]?.answer).toBe('');
    const ends = events.flatMap((event) => (event.type === 'chainFinished' ? [event.chain] : []));
    expect(ends.sort()).toEqual([0, 1, 2, 3]);
  });

  it('end all with one Stop, and leave the model free', async () => {
    const engine = engineWith(2);
    const stop = new AbortController();
    const { chains } = await sample(engine, 4, {}, ({ type }) => type === 'text' && stop.abort(), stop.signal);
    expect(chains.every(({ stopReason }) => stopReason === 'stopped')).toBe(true);
    expect((await ask(engine, QUESTION)).answer).toContain('Answer: 5');
  });

  it('let a question in between two chains', async () => {
    const engine = engineWith(1);
    const log: string[] = [];
    let question: Promise<unknown> | undefined;
    await sample(engine, 6, {}, (event) => {
      if (event.type === 'text') question ??= ask(engine, QUESTION).then(() => log.push('question'));
      if (event.type === 'chainFinished') log.push('chain');
    });
    await question;
    expect(log.indexOf('question')).toBeLessThanOrEqual(2);
  });

  it('are cut by texts that stop them', async () => {
    const engine = engineWith(1);
    const { answer, made } = await ask(engine, QUESTION, { stops: ['Answer:'] });
    expect(answer).not.toContain('Answer:');
    expect(answer.length).toBeGreaterThan(5);
    expect(made?.stops).toContain('Answer:');
  });
});
