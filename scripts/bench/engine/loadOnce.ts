/** One process, one model: node loadOnce.ts '{ "model": …, "useMmap": …, … }' prints what it cost as JSON. */
import { getLlama, LlamaLogLevel, type Token } from 'node-llama-cpp';

export interface LoadOnce {
  readonly model: string;
  readonly contextSize: number;
  readonly threads: number;
  readonly prompt: number;
  readonly answer: number;
  readonly useMmap: boolean;
  readonly flashAttention: boolean | 'auto';
  readonly kv: 'F16' | 'Q8_0';
}

export interface LoadCost {
  readonly loadMs: number;
  readonly residentMiB: number;
  /** Milliseconds per token. */
  readonly prefill: number;
  readonly decode: number;
}

const { model: modelPath, contextSize, threads, ...options } = JSON.parse(process.argv[2] ?? '{}') as LoadOnce;
const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: threads });
const started = performance.now();
const model = await llama.loadModel({ modelPath, useMmap: options.useMmap });
const context = await model.createContext({
  contextSize,
  threads,
  flashAttention: options.flashAttention,
  experimentalKvCacheKeyType: options.kv,
  experimentalKvCacheValueType: options.kv,
});
const loadMs = performance.now() - started;

const sequence = context.getSequence();
const prompt = Array.from({ length: options.prompt }, (_, i) => (300 + ((i * 37) % 200)) as Token);
const prefillStarted = performance.now();
await sequence.evaluateWithoutGeneratingNewTokens(prompt);
const decodeStarted = performance.now();
for (const token of prompt.slice(0, options.answer)) await sequence.evaluateWithoutGeneratingNewTokens([token]);
const ended = performance.now();
const cost: LoadCost = {
  loadMs,
  residentMiB: process.memoryUsage.rss() / 2 ** 20,
  prefill: (decodeStarted - prefillStarted) / prompt.length,
  decode: (ended - decodeStarted) / options.answer,
};
console.log(JSON.stringify(cost));
await llama.dispose();
