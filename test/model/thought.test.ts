import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import { parseAnswer } from '../../src/reasoning/steps/answerParser.ts';
import { ask, DEMO_MODEL, pacedEngine } from '../support/engine.ts';
import { answerEnded, chatsOn, lastAnswer, SESSION_SETTINGS } from '../support/chats.ts';
import { hasLlamaServer, llamaServer } from '../support/llamaServer.ts';
import { remoteEngine } from '../support/remoteEngine.ts';
import { rewriteGguf } from '../support/rewriteGguf.ts';
import { assistant, user } from '../support/turns.ts';

/**
 * In the manner of DeepSeek R1's: earlier thoughts are left out, and the prompt begins the thought. The demo model was not trained for it:
 * it says in its thought what it always says.
 */
const THINKING = `{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}{{ '\\nUser: ' + m['content'] }}{% else %}{{ '\\nAI: ' + m['content'].split('</think>')[-1].strip() }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '\\nAI:<think>\\n' }}{% endif %}`;

const kinds = (text: string) => parseAnswer(text).map(({ kind }) => kind);
const SUM = 'What is 17 + 25?';
/** Its thought is long: who tells the model to answer has to be there before it is at its end. */
const PRICES = [
  'What does this print?\n\n```typescript',
  'const prices = [5, 8, 12, 3, 9, 14];',
  'let sum = 0;',
  'for (const price of prices) {',
  '  if (price > 6) {',
  '    sum += price;',
  '  }',
  '}',
  'console.log(sum);\n```',
].join('\n');

let folder: string;
let engine: LocalEngine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cerebrum-thought-'));
  const modelPath = join(folder, 'model.gguf');
  await writeFile(modelPath, rewriteGguf(await readFile(DEMO_MODEL), { 'tokenizer.chat_template': THINKING }));
  engine = pacedEngine({ modelPath });
  await engine.start();
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

describe('a model whose prompt begins its thought', () => {
  it('thinks from its first word on, as it is written and in the end', async () => {
    const { answer, streamed, stats, prompt } = await ask(engine, SUM);
    expect(prompt?.text.endsWith('AI:<think>\n')).toBe(true);
    expect(answer).toMatch(/^<think>\n\S/);
    expect(streamed.trimEnd()).toBe(answer);
    expect(kinds(answer)).toEqual(['thought']);
    expect(stats.generatedTokens).toBeGreaterThan(5);
  });

  it('does not see an earlier thought, and goes on with its own without beginning it again', async () => {
    const before = [user(SUM), assistant('<think>\nAdd them.\n</think>\n\nAnswer: 42'), user('Why?')];
    const next = await ask(engine, before, { maxTokens: 1 });
    expect(next.prompt?.text).toMatch(/AI: Answer: 42\s+User: Why\?\s+AI:<think>\n$/);

    const open = [user(SUM), assistant('<think>\nAdd them.\n</think>\n\nAnswer:')];
    const more = await ask(engine, open, { continueAnswer: true, maxTokens: 8 });
    expect(more.prompt?.text).toMatch(/AI:<think>\nAdd them\.\n<\/think>\n\nAnswer:$/);
    expect(more.answer.startsWith('<think>\nAdd them.\n</think>\n\nAnswer:')).toBe(true);
    expect(more.answer.match(/<think>/g)).toHaveLength(1);
  });

  it('answers when it is told to, and is asked the next question without the thought', async () => {
    let settings = { ...SESSION_SETTINGS, thinkingTokens: 40 };
    const { openChats, history } = chatsOn(engine, join(folder, 'chats.db'), () => settings);
    openChats.current.ask({ text: PRICES });
    await answerEnded(openChats);
    const { id, text, answeredEarly } = lastAnswer(openChats);
    expect(answeredEarly, text).toBe(true);
    expect(text).toMatch(/^<think>\n[^]+\n<\/think>\n\nAnswer: \S/);
    expect(kinds(text)[0]).toBe('thought');
    expect(kinds(text)).toContain('answer');

    settings = SESSION_SETTINGS;
    openChats.current.ask({ text: 'What is 3 + 4?' });
    await answerEnded(openChats, id);
    const prompt = openChats.current.transcript.lastPrompt?.text ?? '';
    expect(prompt.match(/<think>/g)).toHaveLength(1);
    expect(prompt.endsWith('AI:<think>\n')).toBe(true);
    await openChats.stopAll();
    history.close();
  });

  it.runIf(hasLlamaServer)('on a server, too', async () => {
    const server = await llamaServer('--jinja', '--chat-template', THINKING, '--reasoning-format', 'none');
    const remote = remoteEngine(server.address);
    try {
      expect(await remote.start()).toMatchObject({ chatTemplate: 'own' });
      const { answer, streamed } = await ask(remote, SUM);
      expect(answer).toMatch(/^<think>\n\S/);
      expect(streamed.trimEnd()).toBe(answer);
      const before = [user(SUM), assistant('<think>\nAdd them.\n</think>\n\nAnswer: 42'), user('Why?')];
      const next = await ask(remote, before, { maxTokens: 1 });
      expect(next.prompt?.text).toMatch(/AI: Answer: 42\s+User: Why\?\s+AI:<think>\n$/);
      const open = [user(SUM), assistant('<think>\nAdd them.\n</think>\n\nAnswer:')];
      const more = await ask(remote, open, { continueAnswer: true, maxTokens: 8 });
      expect(more.prompt?.text).toMatch(/AI:<think>\nAdd them\.\n<\/think>\n\nAnswer:$/);
    } finally {
      await remote.stop();
      await server.stop();
    }
  });
});
