import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAbout } from '../../src/host/questions/askAbout.ts';
import { askAboutOutput } from '../../src/host/questions/askAboutOutput.ts';
import type { Engine } from '../../src/host/engine/engine.ts';
import { explainQuestion } from '../../src/reasoning/questions/explain.ts';
import { suggestedReplacement } from '../../src/reasoning/questions/fix.ts';
import { fixQuestion, problemQuestion, type Problem } from '../../src/reasoning/questions/problem.ts';
import { terminalQuestion } from '../../src/reasoning/questions/terminal.ts';
import { traceQuestion } from '../../src/reasoning/questions/trace.ts';
import { ask, demoEngine } from '../support/engine.ts';
import { evalSet, finalAnswer } from '../support/evalSet.ts';
import { system, user } from '../support/turns.ts';

let engine: Engine;
beforeAll(() => {
  engine = demoEngine();
});
afterAll(() => engine.stop());

const snippet = (code: string) => ({
  uri: 'file:///shop/cart.ts',
  label: 'src/cart.ts',
  language: 'TypeScript',
  fence: 'typescript',
  parts: [{ code, firstLine: 1, lastLine: code.split('\n').length }] as const,
});

/** Held-out bugs that come with a message. */
const bugs = evalSet('bugs').flatMap(({ q, facts = [] }) => {
  const code = /```typescript\n([\s\S]*?)\n```/.exec(q)?.[1] ?? '';
  const message = q
    .replace(/```[\s\S]*```/, '')
    .replace(/Why is this (an error|wrong)\?|How do I fix this error\?|What is wrong here\?|Find the bug\./, '')
    .trim();
  const problem: Problem = { message, severity: 'error', code: 'ts 2322', firstLine: 2, lastLine: 2, related: [] };
  return message === '' ? [] : [{ code, problem, facts }];
});

describe('the questions of the gates', () => {
  it('are understood: problems are explained, and their fixes find their place', async () => {
    const some = bugs.slice(0, 20);
    let [explained, fixed] = [0, 0];
    for (const { code, problem, facts } of some) {
      const { answer } = await ask(engine, problemQuestion(problem, snippet(code)));
      if (facts.every((fact) => answer.includes(fact))) explained++;
      const fix = await ask(engine, fixQuestion(problem, snippet(code)));
      if (suggestedReplacement(code.split('\n'), fix.answer) !== undefined) fixed++;
    }
    expect(explained / some.length).toBeGreaterThanOrEqual(0.9);
    expect(fixed / some.length).toBeGreaterThanOrEqual(0.9);
  });

  it('trace values as well as the held-out set is answered', async () => {
    const some = evalSet('trace').filter(({ q }) => /^What does this print\?\n\n```typescript/.test(q));
    const items = some.slice(0, 20);
    let right = 0;
    for (const { q, answer } of items) {
      const code = /```\w*\n([\s\S]*?)\n```/.exec(q)?.[1] ?? '';
      if (finalAnswer((await ask(engine, traceQuestion(snippet(code)))).answer) === answer) right++;
    }
    expect(items.length).toBeGreaterThan(9);
    expect(right / items.length).toBeGreaterThanOrEqual(0.75);
  });
});

describe('questions that would not fit', () => {
  const settings = { maxTokens: 400, context: 'auto', contextSize: 4096, systemPrompt: '' } as const;
  const none = () => Promise.resolve([]);
  const fits = async (text: string) => (await ask(engine, text, { maxTokens: 8 })).answer !== '';

  it('hold the beginning of a minified line of 1 MB, surrogate pairs whole', async () => {
    for (const code of ['let a=1;'.repeat(131_072), '😀'.repeat(262_144)]) {
      const { text } = await askAbout(engine, snippet(code), settings, explainQuestion, none);
      expect(/[\uD800-\uDFFF]/u.test(text)).toBe(false);
      expect(text).toContain(' …\n```');
      expect(await fits(text)).toBe(true);
    }
  });

  it('hold the lines that fit beside a long system prompt', async () => {
    const systemPrompt = 'You are a careful teacher who speaks of one line at a time. '.repeat(20);
    const code = Array.from({ length: 300 }, (_, i) => `let value${i} = ${i};`).join('\n');
    const { text } = await askAbout(engine, snippet(code), { ...settings, systemPrompt }, explainQuestion, none);
    expect(text).toContain('let value3 = 3;');
    expect((await ask(engine, [system(systemPrompt), user(text)])).answer).not.toBe('');
  });

  it('are cut in a window of 256 tokens, however few bytes they have', async () => {
    const small = demoEngine({ contextSize: 256 });
    try {
      const code = Array.from({ length: 10 }, (_, i) => `let x${i} = 9876543210123456;`).join('\n');
      const { text, source } = await askAbout(
        small,
        snippet(code),
        { ...settings, contextSize: 256 },
        explainQuestion,
        none,
      );
      expect(text).toContain('let x0 = 9876543210123456;');
      expect(source?.lastSentLine).toBeLessThan(10);
      expect((await ask(small, text, { maxTokens: 400 })).answer).not.toBe('');
    } finally {
      await small.stop();
    }
  });

  it('hold fewer lines when the message of a problem is long', async () => {
    const [bug] = bugs;
    const problem = { ...(bug as (typeof bugs)[number]).problem, message: 'Type is not assignable. '.repeat(30) };
    const code = Array.from({ length: 300 }, (_, i) => `let value${i} = ${i};`).join('\n');
    const { text } = await askAbout(engine, snippet(code), settings, (sent) => problemQuestion(problem, sent), none);
    expect(text).toContain('let value3 = 3;');
    expect(await fits(text)).toBe(true);
  });

  it('hold the end of a long output', async () => {
    const output = `${'line of output\n'.repeat(5000)}Error: it ended so`;
    const words = (sent: string) => terminalQuestion({ command: 'npm test', exitCode: 1 }, sent);
    const { text } = await askAboutOutput(engine, output, settings, words, none);
    expect(text).toContain('Error: it ended so');
    expect(await fits(text)).toBe(true);
  });

  it('ask for no context in the small window of the demo model', async () => {
    let asked = 0;
    const gather = () => {
      asked++;
      return Promise.resolve([]);
    };
    await askAbout(engine, snippet('let a = 1;'), settings, explainQuestion, gather);
    expect(asked).toBe(0);
    await askAbout(engine, snippet('let a = 1;'), { ...settings, context: 'always' }, explainQuestion, gather);
    expect(asked).toBe(1);
  });
});
