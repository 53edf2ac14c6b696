/** Compares llama.cpp's tokens with those of tokenizer.py: node eval/tok.ts model.gguf cases.jsonl */
import { readFileSync } from 'node:fs';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { jsonLines } from './items.ts';

interface Case {
  readonly text: string;
  readonly ids: readonly number[];
}

const MOST_SHOWN = 3;
const [modelPath = '', file = ''] = process.argv.slice(2);
const llama = await getLlama({ gpu: false, logLevel: LlamaLogLevel.error, build: 'never' });
const model = await llama.loadModel({ modelPath, vocabOnly: true });
const cases = jsonLines<Case>(readFileSync(file, 'utf8'));
const tokens = (text: string) => model.tokenize(text).join(' ');
const different = cases.filter(({ text, ids }) => tokens(text) !== ids.join(' '));
for (const { text, ids } of different.slice(0, MOST_SHOWN)) {
  console.log(`${JSON.stringify(text)}\n got ${tokens(text)}\nwant ${ids.join(' ')}`);
}
console.log(`${cases.length - different.length} of ${cases.length} equal`);
await llama.dispose();
