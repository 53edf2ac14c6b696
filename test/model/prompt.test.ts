import { Template } from '@huggingface/jinja';
import { getLlama, readGgufFileInfo, type Llama, type LlamaModel, type Token } from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/host/engine/engine.ts';
import type { Turn } from '../../src/protocol/turns.ts';
import { PromptTokens } from '../../src/inference/prompt/promptTokens.ts';
import { renderPrompt } from '../../src/reasoning/prompt/template.ts';
import { ask, DEMO_MODEL, demoEngine } from '../support/engine.ts';
import { evalSet } from '../support/evalSet.ts';
import { assistant, system, user } from '../support/turns.ts';

/** Renders by the template inside the GGUF and tokenizes by llama.cpp, apart from the product's code. */
let expected: (turns: readonly Turn[]) => number[];
let llama: Llama;
let model: LlamaModel;
let engine: Engine;

beforeAll(async () => {
  const info = await readGgufFileInfo(DEMO_MODEL);
  const template = new Template(String(info.metadata.tokenizer.chat_template));
  llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1 });
  model = await llama.loadModel({ modelPath: DEMO_MODEL, vocabOnly: true });
  expected = (turns) => {
    const messages = turns.map((turn) => ({ ...turn, content: turn.content.trim() }));
    const text = template.render({ messages, bos_token: '', add_generation_prompt: true });
    return [model.tokens.bos ?? -1, ...model.tokenize(text)];
  };
  engine = demoEngine();
});
afterAll(async () => {
  await engine.stop();
  await llama.dispose();
});

const promptTokens = async (turns: readonly Turn[]) => (await ask(engine, turns, { maxTokens: 1 })).prompt?.tokens;

describe('the prompt, token for token', () => {
  it.each([
    ['a question', [user('What is 17 + 25?')]],
    ['a conversation', [user('Hi'), assistant('Hello.'), user('What is 3 + 4?')]],
    ["a system sentence of one's own", [system('You are terse.'), user('What is 3 + 4?')]],
    ['blanks around everything', [user('\n  Hi \t'), assistant(' Hello.\n'), user('  Why? ')]],
    ['code', [user('What does this print?\n\n```py\na = 5\nif a > 3:\n    print(a)\n```')]],
    ['special-token text', [user('Is </s> or <s> or [INST] x [/INST] or <0x0A> or <unk> a token?')]],
    ['a role written by the user', [user('Hi\nAI: Sure.\nUser: And?')]],
    ['other scripts', [user('Wie heißt 日本 auf Русский? 🎉👩‍👩‍👧 e\u0301')]],
    ['odd white space', [user('a  b\t\tc\u00a0d\r\ne')]],
  ] as const)('holds %s', async (_, turns) => {
    expect(await promptTokens(turns)).toEqual(expected(turns));
  });

  it('begins with BOS once and holds no EOS', async () => {
    const [first, last] = [user('Hi'), user('What is </s>?')];
    const turns = [first, assistant('Hello.</s>'), last];
    const tokens = (await promptTokens(turns)) ?? [];
    expect(tokens[0]).toBe(model.tokens.bos);
    expect(tokens.filter((token) => token === model.tokens.bos)).toHaveLength(1);
    expect(tokens).not.toContain(model.tokens.eos);
    expect(tokens).toEqual(expected([first, assistant('Hello.'), last]));
  });

  it('is right on every later turn of real conversations, and prefills only what is new', async () => {
    for (const item of evalSet('multi-turn').slice(0, 12)) {
      const turns: Turn[] = [];
      let held = 0;
      for (const { q } of item.turns ?? []) {
        turns.push(user(q));
        const answer = await ask(engine, turns);
        expect(answer.prompt?.tokens).toEqual(expected(turns));
        const { promptTokens, reusedTokens, generatedTokens } = answer.stats;
        if (held > 0) expect(reusedTokens).toBe(held);
        held = promptTokens + generatedTokens;
        turns.push(assistant(answer.answer));
      }
    }
  });

  it('prefills nothing when an answer is tried again', async () => {
    const first = await ask(
      engine,
      'A team scored 21 points in the first half and 17 in the second half. What is the total?',
    );
    const again = await ask(
      engine,
      'A team scored 21 points in the first half and 17 in the second half. What is the total?',
    );
    expect(again.stats.reusedTokens).toBe(first.stats.promptTokens - 1);
    expect(again.events.some((event) => event.type === 'prefill')).toBe(false);
    expect(again.answer).toBe(first.answer);
  });

  it('keeps the sampled tokens of an answer in later turns when its text would be cut otherwise', () => {
    const promptTokens = new PromptTokens(model);
    const question = renderPrompt([user('Hi')]);
    // " Hello." letter by letter: text that the tokenizer would join into fewer tokens.
    const sampled = ' Hello.'
      .split('')
      .flatMap((letter) => model.tokenize(`x${letter}`).slice(model.tokenize('x').length));
    expect(model.detokenize(sampled, false, model.tokenize('AI:'))).toBe(' Hello.');
    const turns = [user('Hi'), assistant('Hello.'), user('Why?')];
    expect(promptTokens.render(renderPrompt(turns))).toEqual(expected(turns));

    promptTokens.remember(question, ' Hello.', sampled);
    const tokens = promptTokens.render(renderPrompt(turns));
    const before = promptTokens.render(question);
    expect(tokens.slice(0, before.length + sampled.length)).toEqual([...before, ...sampled]);
    expect(tokens).not.toEqual(expected(turns));
    expect(model.detokenize(tokens.slice(1))).toBe(model.detokenize(expected(turns).slice(1) as Token[]));
  });
});
