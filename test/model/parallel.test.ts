import { afterEach, describe, expect, it } from 'vitest';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import { ask, pacedEngine, type AskOptions } from '../support/engine.ts';

const LONG = 'What does this print?\n\n```py\nfor i in range(9):\n    print(i)\n```';
const SUM = 'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?';

const engines: LocalEngine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.stop())));
async function engineWith(sequences: number): Promise<LocalEngine> {
  const engine = pacedEngine({ sequences });
  engines.push(engine);
  await engine.start();
  return engine;
}

/** Asks, and notes in `log` when text comes and when it ends. */
async function noted(engine: LocalEngine, name: string, log: string[], question: string, options: AskOptions = {}) {
  const onEvent: AskOptions['onEvent'] = (event) => {
    if (event.type === 'text') log.push(name);
    options.onEvent?.(event);
  };
  const result = await ask(engine, question, { ...options, onEvent });
  log.push(`${name} ended`);
  return result;
}

describe('two chats at once', () => {
  it('are written side by side, in the same steps, each as it is alone', async () => {
    const engine = await engineWith(2);
    const log: string[] = [];
    const [a, b] = await Promise.all([noted(engine, 'a', log, LONG), noted(engine, 'b', log, SUM)]);
    expect(log.indexOf('a')).toBeLessThan(log.indexOf('b ended'));
    expect(log.indexOf('b')).toBeLessThan(log.indexOf('a ended'));
    expect([a.made?.parallel, b.made?.parallel]).toEqual([2, 2]);
    const alone = [await ask(engine, LONG), await ask(engine, SUM)];
    expect([a.answer, b.answer]).toEqual(alone.map(({ answer }) => answer));
    expect(alone[0]?.made?.parallel).toBe(1);
  });

  it('have a Stop each', async () => {
    const engine = await engineWith(2);
    const stop = new AbortController();
    const stopped = ask(engine, LONG, { signal: stop.signal, onEvent: ({ type }) => type === 'text' && stop.abort() });
    const other = ask(engine, SUM);
    expect((await stopped).stopReason).toBe('stopped');
    expect((await stopped).answer).not.toBe('');
    expect(await other).toMatchObject({
      stopReason: 'finished',
      answer: expect.stringContaining('Answer: 5') as string,
    });
  });

  it('wait for each other where there is one sequence; each has one end, also when it is stopped while it waits', async () => {
    const engine = await engineWith(1);
    const log: string[] = [];
    const stop = new AbortController();
    const answers = Promise.all([
      noted(engine, 'a', log, SUM),
      noted(engine, 'b', log, SUM, { signal: stop.signal }),
      noted(engine, 'c', log, SUM),
    ]);
    stop.abort();
    expect((await answers).map(({ stopReason }) => stopReason)).toEqual(['finished', 'stopped', 'finished']);
    expect(log.filter((entry) => entry.endsWith('ended')).sort()).toEqual(['a ended', 'b ended', 'c ended']);
    expect(log.indexOf('a ended')).toBeLessThan(log.indexOf('c'));
  });
});

describe('work in the background', () => {
  it.each([
    ['pauses', 2],
    ['gives up the only sequence', 1],
  ])('%s while a question is answered, and comes to the same text afterwards', async (_, sequences) => {
    const engine = await engineWith(sequences);
    for (const temperature of [0, 0.9]) {
      const background = { temperature, seed: 7, priority: 'background', maxTokens: 120 } as const;
      const expected = await ask(engine, LONG, background);
      const log: string[] = [];
      let question: ReturnType<typeof noted> | undefined;
      const onEvent: AskOptions['onEvent'] = ({ type }) => {
        if (type === 'text') question ??= noted(engine, 'question', log, SUM);
      };
      const evaluated = await noted(engine, 'background', log, LONG, { ...background, onEvent });
      expect((await question)?.answer).toContain('Answer: 5');
      // While the question is written nothing comes from the background but what was on its way.
      const during = log.slice(log.indexOf('question'), log.lastIndexOf('question') + 1);
      expect(during.filter((name) => name === 'background').length).toBeLessThanOrEqual(1);
      expect(log.at(-1)).toBe('background ended');
      expect(evaluated.answer).toBe(expected.answer);
      expect(evaluated.streamed.trim()).toBe(expected.streamed.trim());
    }
  });
});
