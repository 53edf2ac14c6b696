import { describe, expect, it } from 'vitest';
import { Scheduler, type Lane, type Step } from '../../../../src/inference/server/scheduler.ts';
import type { Priority } from '../../../../src/protocol/inference.ts';

const never = new AbortController().signal;
/** Lets all that can go on do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A scheduler whose time is set by hand, and answers that note the rounds in which they were let go. */
function table() {
  let now = 0;
  const scheduler = new Scheduler(
    () => undefined,
    () => now,
  );
  const log: string[] = [];
  const begin = (name: string, priority: Priority = 'foreground') => {
    const lane = scheduler.join(priority);
    const ask = async (step: Step = 'decode', signal = never) => {
      if (await lane.turn(step, signal)) log.push(name);
    };
    return { lane, ask };
  };
  const took = () => log.splice(0).sort().join(' ');
  return { begin, took, pass: (ms: number) => (now += ms) };
}

describe('answers that share the model', () => {
  it('are let go together once all are back from the step before', async () => {
    const { begin, took } = table();
    const [a, b] = [begin('a'), begin('b')];
    void a.ask();
    await settle();
    expect(took()).toBe('a');
    void b.ask();
    await settle();
    expect(took()).toBe('');
    void a.ask();
    await settle();
    expect(took()).toBe('a b');
    expect([a.lane.together, b.lane.together]).toEqual([2, 2]);
  });

  it('do not wait for one that ended, was stopped, or has nothing to do', async () => {
    const { begin, took } = table();
    const [a, b, c] = [begin('a'), begin('b'), begin('c')];
    const stop = new AbortController();
    void a.ask();
    void b.ask('decode', stop.signal);
    await settle();
    void a.ask();
    await settle();
    expect(took()).toBe('a a b');
    void a.ask();
    await settle();
    expect(took()).toBe('');
    b.lane.leave();
    await settle();
    expect(took()).toBe('a');
    const stopped = c.ask('decode', stop.signal);
    stop.abort();
    await stopped;
    void a.ask();
    await settle();
    expect(took()).toBe('a');
  });

  it('end at once when they are stopped while they wait', async () => {
    const { begin } = table();
    const [a, b] = [begin('a'), begin('b')];
    void a.ask();
    await settle();
    const stop = new AbortController();
    const turn = b.lane.turn('decode', stop.signal);
    stop.abort();
    expect(await turn).toBe(false);
    expect(await b.lane.turn('decode', stop.signal)).toBe(false);
  });
});

describe('the background', () => {
  it('waits between steps while anything in the foreground is there, and goes on afterwards', async () => {
    const { begin, took } = table();
    const evaluation = begin('evaluation', 'background');
    void evaluation.ask();
    await settle();
    expect(took()).toBe('evaluation');
    const chat = begin('chat');
    void evaluation.ask();
    void chat.ask();
    await settle();
    expect(took()).toBe('chat');
    void chat.ask();
    await settle();
    expect(took()).toBe('chat');
    chat.lane.leave();
    await settle();
    expect(took()).toBe('evaluation');
  });
});

describe('a long prompt', () => {
  it('beside an answer that is written takes half of the time, not all of it', async () => {
    const { begin, took, pass } = table();
    const [writer, reader] = [begin('writer'), begin('reader')];
    const rounds: string[] = [];
    const round = async (ms: (names: string) => number) => {
      await settle();
      const names = took();
      rounds.push(names);
      pass(ms(names));
      if (names.includes('writer')) void writer.ask();
      if (names.includes('reader')) void reader.ask('prefill');
    };
    void writer.ask();
    void reader.ask('prefill');
    await settle();
    took();
    pass(1);
    void writer.ask();
    for (let i = 0; i < 8; i++) await round((names) => (names.includes('reader') ? 40 : 10));
    expect(rounds.filter((names) => names.includes('reader')).length).toBeGreaterThanOrEqual(1);
    expect(rounds.filter((names) => names === 'writer').length).toBeGreaterThanOrEqual(4);
    const [first = 0, second = 0] = rounds.flatMap((names, i) => (names.includes('reader') ? [i] : []));
    // A chunk of 40 ms, then four steps of 10 ms.
    expect(second - first).toBe(5);
  });

  it('waits for one that came before it', async () => {
    const { begin, took } = table();
    const lanes: [string, Lane][] = [];
    const other = begin('other');
    void other.ask();
    await settle();
    took();
    for (const name of ['first', 'second']) {
      const { lane, ask } = begin(name);
      lanes.push([name, lane]);
      void ask('prefill');
    }
    other.lane.leave();
    await settle();
    expect(took()).toBe('first');
    lanes[0]?.[1].leave();
    await settle();
    expect(took()).toBe('second');
  });
});
