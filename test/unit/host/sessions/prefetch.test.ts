import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineCapabilities, EngineEvents, EngineState } from '../../../../src/host/engine/engine.ts';
import { mayBecomeQuestion, Prefetch, type Likely } from '../../../../src/host/sessions/prefetch.ts';
import type { PrefetchParams, PrefetchResult } from '../../../../src/protocol/inference.ts';

const SETTLED = 700;
const MINUTE = 60_000;

const ready: EngineState = {
  state: 'ready',
  info: { name: 'm', contextSize: 4096, chatTemplate: 'cerebrum' },
};

const LOCAL: EngineCapabilities = {
  where: 'local',
  parallel: 1,
  seeds: true,
  scores: true,
  prefetch: true,
  exactTokens: true,
};

/** An engine and a session at rest that tell what is read ahead; each prompt has 1500 tokens. */
function parts() {
  const engine = Object.assign(new EventEmitter<EngineEvents>(), {
    state: ready,
    capabilities: LOCAL,
    read: [] as string[],
    signals: [] as AbortSignal[],
    prefetch: ({ turns, limit }: PrefetchParams, signal: AbortSignal): Promise<PrefetchResult> => {
      engine.read.push(`${turns[0]?.content ?? ''}: ${limit}`);
      engine.signals.push(signal);
      return Promise.resolve({ promptTokens: 1500, reusedTokens: 0, readTokens: Math.min(limit, 1500) });
    },
  });
  const openChats = Object.assign(new EventEmitter<{ generating: [boolean] }>(), {
    isGenerating: false,
    current: {
      promptFor: ({ text }: { text: string }) => ({
        turns: [{ role: 'user' as const, content: text }],
        maxTokens: 100,
      }),
    },
  });
  let allowed = true;
  const all = { engine, openChats, isAllowed: () => Promise.resolve(allowed), onRead: () => undefined };
  return {
    engine,
    openChats,
    forbid: () => {
      allowed = false;
    },
    prefetch: new Prefetch(all),
  };
}

const likely = (text: string): Likely => ({
  question: () => Promise.resolve({ text }),
  isDraft: false,
  after: SETTLED,
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(SETTLED);

describe('prefetch', () => {
  it('does not even make the question where a server answers: its code would be sent to be counted', async () => {
    const { engine, prefetch } = parts();
    engine.capabilities = { ...engine.capabilities, where: 'remote', prefetch: false };
    const question = vi.fn(() => Promise.resolve({ text: 'a' }));
    prefetch.expect({ question, isDraft: false, after: SETTLED });
    await settle();
    expect(question).not.toHaveBeenCalled();
    engine.capabilities = { ...engine.capabilities, where: 'local', prefetch: true };
    prefetch.expect({ question, isDraft: false, after: SETTLED });
    await settle();
    expect(question).toHaveBeenCalledOnce();
  });

  it('prefills a prompt that no longer changes, once', async () => {
    const { engine, prefetch } = parts();
    prefetch.expect(likely('a'));
    await vi.advanceTimersByTimeAsync(SETTLED - 1);
    prefetch.expect(likely('ab'));
    await vi.advanceTimersByTimeAsync(SETTLED - 1);
    expect(engine.read).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(engine.read).toEqual(['ab: 1024']);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(engine.read).toHaveLength(1);
  });

  it('spends a bounded number of tokens a minute', async () => {
    const { engine, prefetch } = parts();
    for (const text of ['a', 'b', 'c']) {
      prefetch.expect(likely(text));
      await settle();
    }
    expect(engine.read).toEqual(['a: 1024', 'b: 1024']);
    await vi.advanceTimersByTimeAsync(MINUTE);
    prefetch.expect(likely('d'));
    await settle();
    expect(engine.read.at(-1)).toBe('d: 1024');
  });

  it('ends when an answer begins, when the engine changes, and when something else becomes likely', async () => {
    const { engine, openChats, prefetch } = parts();
    for (const end of [
      () => openChats.emit('generating', true),
      () => engine.emit('state', engine.state),
      () => prefetch.expect(likely('b')),
      () => prefetch.dispose(),
    ]) {
      engine.signals.length = 0;
      prefetch.expect(likely('a'));
      await settle();
      expect(engine.signals[0]?.aborted).toBe(false);
      end();
      expect(engine.signals[0]?.aborted).toBe(true);
      prefetch.cancel();
      await vi.advanceTimersByTimeAsync(MINUTE);
    }
  });

  it('does not begin what was given up while the question was made', async () => {
    const { engine, prefetch } = parts();
    let made: () => void = () => undefined;
    const question = () => new Promise<{ text: string }>((resolve) => (made = () => resolve({ text: 'a' })));
    prefetch.expect({ ...likely('a'), question });
    await settle();
    prefetch.cancel();
    made();
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.read).toEqual([]);
  });

  it('leaves a model alone that is not there, that answers, or that must not', async () => {
    const idle = parts();
    idle.engine.state = { state: 'idle' };
    const busy = parts();
    busy.openChats.isGenerating = true;
    const forbidden = parts();
    forbidden.forbid();
    const nothing = parts();
    for (const { prefetch } of [idle, busy, forbidden]) prefetch.expect(likely('a'));
    nothing.prefetch.expect({ ...likely(''), question: () => Promise.resolve(undefined) });
    await settle();
    for (const { engine } of [idle, busy, forbidden, nothing]) expect(engine.read).toEqual([]);
  });

  it('keeps to itself what fails', async () => {
    const { engine, prefetch } = parts();
    engine.prefetch = () => Promise.reject(new Error('died'));
    prefetch.expect(likely('a'));
    await settle();
    prefetch.expect({ ...likely('b'), question: () => Promise.reject(new Error('no words')) });
    await settle();
    expect(engine.read).toEqual([]);
  });
});

describe('a draft', () => {
  it.each(['Why is the sky blue?', 'a b', 'x '.repeat(9_999)])('may become a question: %.20s', (text) => {
    expect(mayBecomeQuestion(text)).toBe(true);
  });

  it.each(['', 'Why', 'Why ', '/search some words', 'x '.repeat(10_001)])('may not: %.20s', (text) => {
    expect(mayBecomeQuestion(text)).toBe(false);
  });
});
