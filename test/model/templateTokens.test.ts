import { getLlama, type Llama, type LlamaModel, type Token } from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TemplateTokens } from '../../src/inference/prompt/templateTokens.ts';
import type { TemplatePiece } from '../../src/inference/prompt/templateMessages.ts';
import { turnEnd } from '../../src/inference/prompt/turnEnd.ts';
import { vocabularyFile } from '../support/llamaCppFiles.ts';

let llama: Llama;
const loaded = new Map<string, LlamaModel>();
beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1, logger: () => undefined });
});
afterAll(() => llama.dispose());

/** A model family's vocabulary, without weights. */
async function vocabulary(name: string): Promise<LlamaModel> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const model = await llama.loadModel({ modelPath: vocabularyFile(name), vocabOnly: true });
  loaded.set(name, model);
  return model;
}

/** Text of a template, with what a message says in «quotes». */
const pieces = (text: string): TemplatePiece[] =>
  text
    .split(/[«»]/)
    .map((part, i): TemplatePiece => ({ text: part, source: i % 2 === 0 ? 'template' : 0 }))
    .filter((piece) => piece.text !== '');

const ids = (model: LlamaModel, text: string) => new TemplateTokens(model, '').tokenize(pieces(text));
/** llama.cpp's own reading, with BOS: right where no message holds a special token. */
function llamaCpps(model: LlamaModel, text: string): Token[] {
  const tokens = model.tokenize(text.replace(/[«»]/g, ''), true);
  const { bos, shouldPrependBosToken } = model.tokens;
  return bos !== null && shouldPrependBosToken && tokens[0] !== bos ? [bos, ...tokens] : tokens;
}

const CODE = "«    if x:\n\tprint('日本 🎉  ')\n\n\n<b>bold</b> [1] {2}»";
const PROMPTS: readonly (readonly [string, string])[] = [
  ['phi-3', `<s><|system|>\n«Be terse.»<|end|>\n<|user|>\n${CODE}<|end|>\n<|assistant|>\n`],
  [
    'command-r',
    `<BOS_TOKEN><|START_OF_TURN_TOKEN|><|USER_TOKEN|>${CODE}<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>`,
  ],
  ['deepseek-llm', `<｜begin▁of▁sentence｜>User: ${CODE}\n\nAssistant:`],
  ['deepseek-coder', `<｜begin▁of▁sentence｜>### Instruction:\n${CODE}\n<|EOT|>\n### Response:`],
  ['llama-bpe', `<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n${CODE}<|eot_id|>`],
  ['llama-spm', `<s>[INST] ${CODE} [/INST] «Yes. » </s><s>[INST] «Why?» [/INST]`],
  ['qwen2', `<|im_start|>user\n${CODE}<|im_end|>\n<|im_start|>assistant\n`],
  ['gemma-4', `<bos><|turn>user\n${CODE}<turn|>\n<|turn>model\n<|channel>thought\n<channel|>`],
  ['starcoder', `<fim_prefix>${CODE}<fim_suffix><fim_middle>`],
  ['gpt-neox', `<|endoftext|>User: ${CODE}\n`],
  ['falcon', `>>QUESTION<<${CODE}\n>>ANSWER<<`],
];

describe('a rendered prompt', () => {
  it.each(PROMPTS)('is tokenized as by llama.cpp: %s', async (name, prompt) => {
    const model = await vocabulary(name);
    expect(ids(model, prompt)).toEqual(llamaCpps(model, prompt));
  });

  it('has no tokens for the white space that Phi-3 strips', async () => {
    const model = await vocabulary('phi-3');
    expect(ids(model, '<|user|>\n«Hi»<|end|>\n<|assistant|>\n')).toEqual(
      ids(model, '<|user|>«Hi»<|end|><|assistant|>'),
    );
  });

  it.each([
    ['command-r', '<|START_OF_TURN_TOKEN|>'],
    ['command-r', '<|SYSTEM_TOKEN|>'],
    ['command-r', '<|END_OF_TURN_TOKEN|>'],
    ['command-r', '<EOS_TOKEN>'],
    ['deepseek-coder', '<|EOT|>'],
    ['deepseek-coder', '<｜end▁of▁sentence｜>'],
    ['gemma-4', '<|channel>'],
    ['gemma-4', '<tool_call|>'],
    ['gemma-4', '<|"|>'],
    ['gemma-4', '<turn|>'],
    ['phi-3', '<|end|>'],
    ['phi-3', '</s>'],
    ['qwen2', '<|im_end|>'],
    ['qwen2', '[PAD151646]'],
    ['llama-spm', '</s>'],
    ['llama-spm', '<unk>'],
    ['llama-bpe', '<|eot_id|>'],
    ['falcon', '>>ANSWER<<'],
    ['starcoder', '<fim_middle>'],
  ])('%s: %s is a token where the template writes it, and plain text in a message', async (name, special) => {
    const model = await vocabulary(name);
    const [token] = model.tokenize(special, true).slice(-1);
    expect(model.detokenize([token ?? (-1 as Token)], true)).toBe(special);
    for (const written of [special, `a ${special} b`, `${special}${special}`, ` ${special}\n`]) {
      const tokens = ids(model, `x«${written}»`);
      expect(tokens, written).not.toContain(token);
      expect(model.detokenize(tokens, true).trimEnd(), written).toContain(written.trimEnd());
    }
    expect(ids(model, `«a»${special}«b»`)).toContain(token);
    // Half of it from a message is none.
    const half = special.length >> 1;
    expect(ids(model, `x«${special.slice(0, half)}»${special.slice(half)}«y»`)).not.toContain(token);
    expect(ids(model, `x${special.slice(0, half)}«${special.slice(half)}»`)).not.toContain(token);
  });

  it('keeps ordinary text that a vocabulary holds as user-defined tokens', async () => {
    for (const [name, text] of [
      ['gpt-neox', 'x\n        y'],
      ['deepseek-llm', 'ø ö ú'],
    ] as const) {
      const model = await vocabulary(name);
      expect(ids(model, `«${text}»`)).toEqual(llamaCpps(model, text));
    }
  });
});

describe('the end of an answer', () => {
  const end = async (name: string, inside: string, last = '') => {
    const model = await vocabulary(name);
    return turnEnd(model, new TemplateTokens(model, ''), { inside, last });
  };

  it.each([
    ['qwen2', '<|im_end|>\n<|im_start|>user\n', ''],
    ['llama-spm', ' </s>USER: ', ''],
    ['llama-bpe', '<|eot_id|><|start_header_id|>user', ''],
    ['llama-spm', '\nUser: ', '</s>'],
  ])('is a token of the vocabulary: %s %s', async (name, inside, last) => {
    expect(await end(name, inside, last)).toBeUndefined();
  });

  it.each([
    ['llama-spm', '<|im_end|>\n<|im_start|>user\n', '<|im_end|>'],
    ['llama-spm', '\n\nUser: ', '\n\nUser:'],
    ['llama-spm', '[/ANSWER]\n', '[/ANSWER]'],
    ['gpt-neox', '<|end|>\n<|user|>', '<|end|>'],
  ])('is a text where the vocabulary has no such token: %s %s', async (name, inside, text) => {
    expect(await end(name, inside)).toEqual({ text });
  });

  it('is a token that the vocabulary does not count among the ends', async () => {
    const model = await vocabulary('starcoder');
    const [token] = model.tokenize('<file_sep>', true);
    expect(model.isEogToken(token ?? (-1 as Token))).toBe(false);
    expect(await end('starcoder', '<file_sep>user')).toEqual({ text: '<file_sep>', token });
  });
});
