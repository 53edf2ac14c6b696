/** The shape of what an answer was made with, in files that others may have written or changed. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const samplingEntries = {
  temperature: v.number(),
  topK: count,
  topP: v.number(),
  minP: v.number(),
  repeatPenalty: v.number(),
  frequencyPenalty: v.number(),
  presencePenalty: v.number(),
  penaltyWindow: count,
  seed: count,
};

/** What was asked for, whoever answered. */
const askedEntries = {
  promptSha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  maxTokens: count,
  stops: v.pipe(v.array(v.string()), v.readonly()),
  parallel: count,
};

const madeEntries = {
  ...askedEntries,
  llamaCpp: v.string(),
  gpu: v.picklist(['metal', 'cuda', 'vulkan', 'cpu']),
  devices: v.pipe(v.array(v.string()), v.readonly()),
  gpuLayers: count,
  threads: count,
  kvCacheType: v.picklist(['f16', 'q8_0']),
  batchSize: count,
  flashAttention: v.union([v.boolean(), v.literal('auto')]),
  lookupDecoding: v.boolean(),
  reusedTokens: v.exactOptional(count),
};

const serverEntries = {
  kind: v.picklist(['llama-server', 'vllm', 'sglang', 'openai']),
  host: v.string(),
  model: v.string(),
  build: v.exactOptional(v.string()),
  contextSize: count,
};

/** Of a chat: what a later version adds is left out. */
export const madeShape = v.union([
  v.object({ ...madeEntries, sampling: v.object(samplingEntries) }),
  v.object({ ...askedEntries, server: v.object(serverEntries), sampling: v.object(samplingEntries) }),
]);

/** Of a receipt, in which nothing may stand that is not known. */
export const strictMadeShape = v.union([
  v.strictObject({ ...madeEntries, sampling: v.strictObject(samplingEntries) }),
  v.strictObject({
    ...askedEntries,
    server: v.strictObject(serverEntries),
    sampling: v.strictObject(samplingEntries),
  }),
]);
