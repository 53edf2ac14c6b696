import { afterEach, describe, expect, it } from 'vitest';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import type { Turn } from '../../src/protocol/turns.ts';
import { ask, demoEngine, type Asked } from '../support/engine.ts';

const engines: LocalEngine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.stop())));

function engineFor(chats: number): LocalEngine {
  const engine = demoEngine({}, () => undefined, { sequences: () => Promise.resolve(chats) });
  engines.push(engine);
  return engine;
}

const first = {
  rolls: 'A baker has 48 rolls and sells 19 of them. Then 12 more are baked. How many rolls are there now?',
  // Not cheaper to read again than the rolls: what makes way is decided by age.
  apples: 'Tom has 3 apples. He buys 4 more. After that he picks 12 more from the tree. How many apples are there now?',
  sum: 'What is 36 + 47?',
};
type Name = keyof typeof first;

/** Several chats with one engine: `say` goes on in one of them. */
function chatsOn(engine: LocalEngine) {
  const chats: Record<Name, Turn[]> = { rolls: [], apples: [], sum: [] };
  return {
    chats,
    say: async (name: Name, question: string): Promise<Asked> => {
      chats[name].push({ role: 'user', content: question });
      const asked = await ask(engine, chats[name]);
      chats[name].push({ role: 'assistant', content: asked.answer });
      return asked;
    },
  };
}

describe('several chats', () => {
  it('stay read side by side, and answer as alone', async () => {
    const { say, chats } = chatsOn(engineFor(2));
    const rolls = await say('rolls', first.rolls);
    const apples = await say('apples', first.apples);
    const next = 'What is 5 + 7?';
    const again = await say('rolls', next);
    expect(again.stats.reusedTokens).toBeGreaterThanOrEqual(rolls.stats.promptTokens + rolls.stats.generatedTokens - 1);
    const back = await say('apples', next);
    expect(back.stats.reusedTokens).toBeGreaterThanOrEqual(
      apples.stats.promptTokens + apples.stats.generatedTokens - 1,
    );
    for (const name of ['rolls', 'apples'] as const) {
      const alone = await ask(engineFor(1), chats[name].slice(0, -1));
      expect(chats[name].at(-1)?.content).toBe(alone.answer);
    }
  });

  it('make way in the order in which they were used', async () => {
    const { say } = chatsOn(engineFor(2));
    await say('rolls', first.rolls);
    const apples = await say('apples', first.apples);
    await say('sum', first.sum);
    const kept = await say('apples', 'What is 5 + 7?');
    expect(kept.stats.reusedTokens).toBeGreaterThan(apples.stats.promptTokens);
    const gone = await say('rolls', 'What is 5 + 7?');
    expect(gone.stats.reusedTokens).toBeLessThan(apples.stats.promptTokens);
    expect(gone.answer).toContain('Answer: 12');
  });

  it('lose nothing to what is only read ahead', async () => {
    const engine = engineFor(2);
    const { say, chats } = chatsOn(engine);
    const rolls = await say('rolls', first.rolls);
    await say('apples', first.apples);
    const selection = (n: number) => `Explain step by step what this does. ${`let a = ${String(n)};\n`.repeat(30)}`;
    for (const n of [1, 2, 3]) {
      const turns: Turn[] = [...chats.apples, { role: 'user', content: selection(n) }];
      await engine.prefetch({ turns, isDraft: false, maxTokens: 200, limit: 1000 }, new AbortController().signal);
    }
    const again = await say('rolls', 'What is 5 + 7?');
    expect(again.stats.reusedTokens).toBeGreaterThan(rolls.stats.promptTokens);
  });
});
