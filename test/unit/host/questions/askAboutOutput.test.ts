import { describe, expect, it } from 'vitest';
import { askAboutOutput } from '../../../../src/host/questions/askAboutOutput.ts';
import type { Engine } from '../../../../src/host/engine/engine.ts';
import { EARLIER_OUTPUT } from '../../../../src/reasoning/questions/outputTail.ts';

/** Room for a hundred words of a question; a token is a word. */
const engine = {
  start: () => Promise.resolve({ contextSize: 1000 }),
  measure: () => Promise.resolve({ contextSize: 108, reserved: 0, conversation: 0, context: 0, question: 0 }),
  countTokens: (texts: readonly string[]) =>
    Promise.resolve(texts.map((text) => text.split(/\s+/).filter(Boolean).length)),
} as unknown as Engine;
const settings = { maxTokens: 100, context: 'never', contextSize: 1000, systemPrompt: '' } as const;
const asked = async (output: string) =>
  (
    await askAboutOutput(
      engine,
      output,
      settings,
      (sent) => sent,
      () => Promise.resolve([]),
    )
  ).text;

describe('a question about an output', () => {
  it('holds all of a short one, without a mark', async () => {
    expect(await asked('1\n2\n3')).toBe('1\n2\n3');
  });

  it('says that the beginning was left out', async () => {
    const [mark, ...lines] = (await asked(Array.from({ length: 500 }, (_, i) => `${i}`).join('\n'))).split('\n');
    expect(mark).toBe(EARLIER_OUTPUT);
    expect(lines.length).toBeGreaterThan(15);
    expect(lines.at(-1)).toBe('499');
  });

  it('says so once where the beginning was gone already', async () => {
    expect(await asked(`${EARLIER_OUTPUT}\n1\n2`)).toBe(`${EARLIER_OUTPUT}\n1\n2`);
    const long = await asked([EARLIER_OUTPUT, ...Array.from({ length: 500 }, (_, i) => `${i}`)].join('\n'));
    expect(long.split(EARLIER_OUTPUT)).toHaveLength(2);
  });

  it('marks a line of which the end was left out, and cuts no character', async () => {
    const text = await asked(`a${'😀'.repeat(400)}`);
    expect(text).toMatch(/ …$/);
    expect(text).not.toMatch(/\p{Surrogate}/u);
  });
});
