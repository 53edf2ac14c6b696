import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import type { PrefetchParams } from '../../src/protocol/inference.ts';
import type { Turn } from '../../src/protocol/turns.ts';
import { ask, demoEngine } from '../support/engine.ts';

const QUESTION = 'A baker has 48 rolls and sells 19 of them. Then 12 more are baked. How many rolls are there now?';
const user = (content: string): Turn => ({ role: 'user', content });

let engine: LocalEngine;
beforeEach(() => {
  engine = demoEngine();
});
afterEach(() => engine.stop());

const prefetch = (turns: readonly Turn[], more: Partial<PrefetchParams> = {}) =>
  engine.prefetch({ turns, isDraft: false, maxTokens: 400, limit: 1000, ...more }, new AbortController().signal);

/** What another process, which has read nothing ahead, answers. */
async function fresh(turns: readonly Turn[]): Promise<string> {
  const other = demoEngine();
  return (await ask(other, turns).finally(() => other.stop())).answer;
}

describe('a question that was read ahead', () => {
  it('has nothing left to read but its last token, and the same answer', async () => {
    await engine.start();
    const read = await prefetch([user(QUESTION)]);
    const asked = await ask(engine, QUESTION);
    expect(read).toMatchObject({ reusedTokens: 0, readTokens: asked.stats.promptTokens - 1 });
    expect(asked.stats.reusedTokens).toBe(asked.stats.promptTokens - 1);
    expect(asked.answer).toBe(await fresh([user(QUESTION)]));
  });

  it('is read as far as the limit goes', async () => {
    await engine.start();
    expect(await prefetch([user(QUESTION)], { limit: 50 })).toMatchObject({ readTokens: 50 });
    const { stats, answer } = await ask(engine, QUESTION);
    expect(stats.reusedTokens).toBe(50);
    expect(answer).toBe(await fresh([user(QUESTION)]));
  });

  it('is read ahead while it is typed, whatever it becomes', async () => {
    await engine.start();
    const draft = await prefetch([user(QUESTION.slice(0, 41))], { isDraft: true });
    const longer = await prefetch([user(QUESTION.slice(0, 60))], { isDraft: true });
    const { stats, answer } = await ask(engine, QUESTION);
    expect(longer?.reusedTokens).toBe(draft?.readTokens);
    expect(longer?.readTokens).toBeGreaterThan(0);
    expect(stats.reusedTokens).toBe((draft?.readTokens ?? 0) + (longer?.readTokens ?? 0));
    expect(answer).toBe(await fresh([user(QUESTION)]));
  });

  it('and is not asked leaves the chat where it was', async () => {
    const first = await ask(engine, QUESTION);
    const chat: Turn[] = [user(QUESTION), { role: 'assistant', content: first.answer }];
    const ahead = await prefetch([
      ...chat,
      user('Explain step by step what this code does.\n\n```ts\nlet a = 1;\n```'),
    ]);
    const { stats, answer } = await ask(engine, [...chat, user('What is 41 + 9?')]);
    expect(ahead?.reusedTokens).toBeGreaterThan(first.stats.promptTokens);
    expect(stats.reusedTokens).toBeGreaterThanOrEqual(ahead?.reusedTokens ?? Infinity);
    expect(answer).toBe(await fresh([...chat, user('What is 41 + 9?')]));
  });

  it('lets nobody wait who asks something else', async () => {
    await engine.start();
    const long = Array.from({ length: 60 }, (_, i) => `Tom has ${String(i)} apples.`).join(' ');
    const ahead = prefetch([user(long)]);
    const asked = ask(engine, QUESTION);
    expect((await ahead)?.readTokens).toBeLessThan(200);
    expect((await asked).answer).toContain('41');
  });

  it('is not ended by who only counts', async () => {
    await engine.start();
    const ahead = prefetch([user(QUESTION)]);
    const [counted] = await engine.countTokens([QUESTION]);
    expect((await ahead)?.readTokens).toBeGreaterThan(counted ?? Infinity);
  });

  it('starts no process', async () => {
    expect(await prefetch([user(QUESTION)])).toBeUndefined();
    expect(engine.local.pid).toBeUndefined();
  });
});
