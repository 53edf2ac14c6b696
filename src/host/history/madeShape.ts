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

const madeEntries = {
  llamaCpp: v.string(),
  gpu: v.picklist(['metal', 'cuda', 'vulkan', 'cpu']),
  devices: v.pipe(v.array(v.string()), v.readonly()),
  gpuLayers: count,
  threads: count,
  kvCacheType: v.picklist(['f16', 'q8_0']),
  batchSize: count,
  flashAttention: v.union([v.boolean(), v.literal('auto')]),
  promptSha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  maxTokens: count,
  stops: v.pipe(v.array(v.string()), v.readonly()),
  lookupDecoding: v.boolean(),
  parallel: count,
  reusedTokens: v.exactOptional(count),
};

/** Of a chat: what a later version adds is left out. */
export const madeShape = v.object({ ...madeEntries, sampling: v.object(samplingEntries) });

/** Of a receipt, in which nothing may stand that is not known. */
export const strictMadeShape = v.strictObject({ ...madeEntries, sampling: v.strictObject(samplingEntries) });
