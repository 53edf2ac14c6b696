import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFailure } from '../../../../src/protocol/failures.ts';
import { samplingParams } from '../../../../src/protocol/sampling.ts';
import type { Turn } from '../../../../src/protocol/turns.ts';
import type { Engine } from '../../../../src/host/engine/engine.ts';
import { ask, demoEngine } from '../../../support/engine.ts';
import { hasLlamaServer, llamaServer, type LlamaServer } from '../../../support/llamaServer.ts';
import { evalSet } from '../../../support/evalSet.ts';
import { remoteEngine } from '../../../support/remoteEngine.ts';

const KEY = 'sk-of-the-tests';
const QUESTION = 'A baker has 48 rolls and sells 19 of them. Then 12 more are baked. How many rolls are there now?';

describe.runIf(hasLlamaServer)('a real llama-server', () => {
  let [server, local]: [LlamaServer | undefined, Engine | undefined] = [undefined, undefined];
  const engines: Engine[] = [];
  beforeAll(async () => {
    // Small models run here without flash attention (decision 10). Its sums round otherwise: where two tokens are all but equally
    // likely, the other one wins.
    server = await llamaServer('-np', '1', '-fa', 'off', '--api-key', KEY);
    local = demoEngine({ contextSize: 1024 });
  });
  afterAll(async () => {
    for (const engine of engines) await engine.stop();
    await local?.stop();
    await server?.stop();
  });
  const connect = (log?: (line: string) => void) => {
    const engine = remoteEngine(
      { address: server?.address ?? '', key: KEY },
      { cachePrompt: false, ...(log && { log }) },
    );
    engines.push(engine);
    return engine;
  };
  const here = () => local as Engine;

  it('says what it is', async () => {
    const engine = connect();
    const info = await engine.start();
    expect(info).toMatchObject({ name: 'reasoning-demo-tiny.q8_0.gguf', contextSize: 1024, chatTemplate: 'cerebrum' });
    expect(info.server).toMatchObject({ kind: 'llama-server', sendsTokens: true, isContextKnown: true });
    expect(engine.capabilities).toMatchObject({
      where: 'remote',
      parallel: 1,
      seeds: true,
      scores: false,
      exactTokens: true,
    });
  });

  const conversation: readonly Turn[] = [
    { role: 'system', content: 'You are brief.' },
    { role: 'user', content: 'What is 2 + 2?' },
    { role: 'assistant', content: '2 + 2 = 4.' },
    { role: 'user', content: QUESTION },
  ];
  it.each<[string, readonly Turn[]]>([
    ['a question', [{ role: 'user', content: QUESTION }]],
    [
      'code, signs beyond ASCII and line ends of Windows',
      [{ role: 'user', content: 'What does this print?\r\n\tconsole.log("naïve 漢字 🙂");' }],
    ],
    [
      'texts of control tokens',
      [{ role: 'user', content: '</s> <s>[INST] hi [/INST] <|im_end|> <<s>> <unk> What is 17 + 25?' }],
    ],
    ['a conversation with a system text', conversation],
  ])('reads and answers %s as the model on this machine does, token for token', async (_, turns) => {
    const [there, near] = [await ask(connect(), turns), await ask(here(), turns)];
    expect(there.prompt).toEqual(near.prompt);
    expect(there.made?.promptSha256).toBe(near.made?.promptSha256);
    expect(there.answer).toBe(near.answer);
    expect(there.stopReason).toBe(near.stopReason);
    expect(there.streamed.trim()).toBe(there.answer);
  });

  it('is given the held-out sets with the same tokens, and answers them as the model on this machine does', async () => {
    const engine = connect();
    for (const { q } of ['handwritten', 'trace', 'explain', 'free'].flatMap((name) => evalSet(name).slice(0, 15))) {
      const [there, near] = [await ask(engine, q), await ask(here(), q)];
      expect(there.made?.promptSha256, q).toBe(near.made?.promptSha256);
      expect(there.answer, q).toBe(near.answer);
    }
  });

  it('goes on with an answer', async () => {
    const turns: readonly Turn[] = [
      { role: 'user', content: QUESTION },
      { role: 'assistant', content: 'First, 48 - 19 =' },
    ];
    const [there, near] = [
      await ask(connect(), turns, { continueAnswer: true }),
      await ask(here(), turns, { continueAnswer: true }),
    ];
    expect(there.prompt?.tokens).toEqual(near.prompt?.tokens);
    expect(there.answer).toBe(near.answer);
  });

  it('ends at a stop text and at the limit, and says which', async () => {
    const engine = connect();
    const stopped = await ask(engine, QUESTION, { stops: ['\nAnswer:'] });
    expect(stopped.stopReason).toBe('finished');
    expect(stopped.streamed).not.toContain('Answer');
    const cut = await ask(engine, QUESTION, { maxTokens: 5 });
    expect(cut).toMatchObject({ stopReason: 'limit', stats: { generatedTokens: 5 } });
  });

  it('measures and counts as the model on this machine does', async () => {
    const request = { turns: conversation.slice(0, 3), question: QUESTION, context: ['let a = 1;'], maxTokens: 200 };
    const engine = connect();
    expect(await engine.measure(request)).toEqual(await here().measure(request));
    expect(await engine.countTokens(['', 'a', '</s> 漢字'])).toEqual(await here().countTokens(['', 'a', '</s> 漢字']));
  });

  it('lets the oldest exchanges go where a conversation does not fit', async () => {
    const exchange: Turn[] = [
      { role: 'user', content: 'What is 1 + 1? '.repeat(10) },
      { role: 'assistant', content: '2' },
    ];
    const turns: Turn[] = [...Array.from({ length: 12 }, () => exchange).flat(), { role: 'user', content: QUESTION }];
    const dropped = (events: readonly { type: string }[]) => events.find(({ type }) => type === 'prompt');
    const [there, near] = [
      await ask(connect(), turns, { maxTokens: 100 }),
      await ask(here(), turns, { maxTokens: 100 }),
    ];
    expect(dropped(there.events)).toMatchObject({
      droppedTurns: (dropped(near.events) as { droppedTurns?: number }).droppedTurns,
    });
    expect(there.prompt?.tokens).toEqual(near.prompt?.tokens);
  });

  it('names what is too long, with numbers', async () => {
    const error = await ask(connect(), 'word '.repeat(3000)).catch(toFailure);
    expect(error).toMatchObject({ name: 'question-too-long', contextSize: 1024 });
  });

  it('stops at once, keeps the words, and the server is free for the next question', async () => {
    const engine = connect();
    const stop = new AbortController();
    const request = {
      turns: [{ role: 'user', content: QUESTION }],
      maxTokens: 200,
      sampling: samplingParams(),
    } as const;
    let [shown, answers] = ['', [] as readonly { readonly answer: string; readonly stopReason: string }[]];
    // One slot: the last of so many answers has not begun when the first word is there.
    for await (const event of engine.sample(request, 16, stop.signal)) {
      if (event.type === 'text' && event.chain === 0) shown += event.text;
      if (event.type === 'text') stop.abort();
      if (event.type === 'finished') answers = event.result.chains;
    }
    expect(answers.at(-1)).toMatchObject({ answer: '', stopReason: 'stopped' });
    expect(answers[0]?.answer).toBe(shown.trim());
    expect(shown).not.toBe('');
    expect(engine.isInUse).toBe(false);
    expect((await ask(engine, QUESTION)).stopReason).toBe('finished');
  });

  it('writes no word of a question, no answer and no key to the log', async () => {
    const lines: string[] = [];
    const engine = connect((line) => lines.push(line));
    await ask(engine, QUESTION);
    expect(lines.join('\n')).toContain('llama-server');
    for (const secret of [KEY, 'baker', 'rolls']) expect(lines.join('\n')).not.toContain(secret);
  });
});

describe.runIf(hasLlamaServer)('a real llama-server with four slots', () => {
  let [server, engine]: [LlamaServer | undefined, Engine | undefined] = [undefined, undefined];
  beforeAll(async () => {
    server = await llamaServer('-np', '4');
    engine = remoteEngine(server.address);
  });
  afterAll(async () => {
    await engine?.stop();
    await server?.stop();
  });

  it('writes more chains than it has slots, each with its seed, and one alone can be ended', async () => {
    const there = engine as Engine;
    const request = {
      turns: [{ role: 'user', content: QUESTION }],
      maxTokens: 200,
      sampling: samplingParams({ temperature: 0.7, seed: 5 }),
    } as const;
    const stream = there.sample(request, 6, new AbortController().signal);
    const texts = Array.from({ length: 6 }, () => '');
    let results: readonly { readonly answer: string; readonly stopReason: string }[] = [];
    for await (const event of stream) {
      if (event.type === 'text') texts[event.chain] = (texts[event.chain] ?? '') + event.text;
      if (event.type === 'text' && event.chain === 1) stream.stop(1);
      if (event.type === 'finished') results = event.result.chains;
    }
    expect(results.map(({ answer }) => answer)).toEqual(texts.map((text) => text.trim()));
    expect(results.map(({ stopReason }) => stopReason)).toEqual([
      'finished',
      'stopped',
      'finished',
      'finished',
      'finished',
      'finished',
    ]);
    expect(new Set(results.map(({ answer }) => answer)).size).toBeGreaterThan(1);
  });

  it('answers several questions at once', async () => {
    const answers = await Promise.all(
      ['17 + 25', '9 + 4', '30 - 12', '5 * 6'].map((sum) => ask(engine as Engine, `What is ${sum}?`)),
    );
    expect(answers.map(({ answer }) => /\d+$/.exec(answer)?.[0])).toEqual(['42', '13', '18', '30']);
  });
});
