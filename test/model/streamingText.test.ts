import { getLlama, type Llama, type LlamaModel, type Token } from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StreamingText } from '../../src/inference/decode/streamingText.ts';
import { vocabularyFile } from '../support/llamaCppFiles.ts';

let llama: Llama;
const models = new Map<string, LlamaModel>();
const VOCABULARIES = ['llama-spm', 'qwen2', 'gpt-neox', 'gemma-4'];
beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1, logger: () => undefined });
  for (const name of VOCABULARIES) {
    models.set(name, await llama.loadModel({ modelPath: vocabularyFile(name), vocabOnly: true }));
  }
});
afterAll(() => llama.dispose());

/** The tokens of a text, and what is shown of the first `count` of them. */
function cut(name: string, text: string, count?: number) {
  const model = models.get(name);
  if (model === undefined) throw new Error(name);
  const tokens: Token[] = model.tokenize(text);
  const decoder = new StreamingText(model, model.tokenize('x\n'));
  const pieces = tokens.slice(0, count).map((token) => decoder.push(token));
  return { tokens, shown: (pieces.join('') + decoder.end()).trimStart() };
}

describe.each(VOCABULARIES)('an answer cut inside of a character (%s)', (name) => {
  it.each(['ab 🎉 cd', 'Größe 漢字 ▓▒', '👩‍👩‍👧‍👦', '🎉🎉🎉', '𓀀 and 𒀀'])('loses no more than it: %s', (text) => {
    const { tokens, shown } = cut(name, text);
    expect(shown).toBe(text);
    for (let count = 0; count < tokens.length; count++) {
      const part = cut(name, text, count).shown;
      expect(part, `${count} of ${tokens.length} tokens`).not.toContain('\ufffd');
      expect(text.startsWith(part), `${count} of ${tokens.length} tokens: ${part}`).toBe(true);
    }
  });

  it.each(['bad: \ufffd', '\ufffd', 'a\ufffd\ufffd', '漢\ufffd', '\ufffd end'])(
    'keeps U+FFFD that was written: %j',
    (text) => {
      expect(cut(name, text).shown).toBe(text);
    },
  );
});
