/** The lines of a run's file: what is run, then all that the model gave for each item, raw. */
import * as v from 'valibot';
import { TASKS } from './items.ts';
import { PROTOCOLS } from './prompts.ts';

export const FORMAT = 'cerebrum-evaluation';

/** All that decides what comes out. A run is gone on with only where all of it is the same. */
const config = v.strictObject({
  task: v.picklist(TASKS),
  protocol: v.picklist(PROTOCOLS),
  method: v.picklist(['likelihood', 'generate']),
  /** Worked examples, and the SHA-256 of their file. */
  shots: v.number(),
  examples: v.optional(v.string()),
  /** SHA-256 of the questions' file. */
  data: v.string(),
  chains: v.number(),
  temperature: v.number(),
  maxTokens: v.number(),
  seed: v.number(),
  contextSize: v.number(),
  model: v.strictObject({ file: v.string(), sha256: v.string(), template: v.string() }),
  engine: v.strictObject({ llamaCpp: v.string(), backend: v.string(), batchSize: v.number(), parallel: v.number() }),
});
export type RunConfig = v.InferOutput<typeof config>;

export const header = v.strictObject({
  type: v.literal('header'),
  format: v.literal(FORMAT),
  version: v.literal(1),
  config,
  configSha256: v.string(),
});

const sample = v.strictObject({
  text: v.string(),
  stopReason: v.picklist(['finished', 'nextTurn', 'limit', 'contextFull', 'loop', 'stopped']),
  tokens: v.number(),
  seed: v.number(),
});
export type Sample = v.InferOutput<typeof sample>;

export const record = v.variant('type', [
  /** One prompt as the model was given it, with its first token ids. */
  v.strictObject({ type: v.literal('prompt'), text: v.string(), firstTokens: v.array(v.number()), tokens: v.number() }),
  v.strictObject({
    type: v.literal('answers'),
    item: v.string(),
    samples: v.pipe(v.array(sample), v.minLength(1)),
    promptTokens: v.number(),
    ms: v.number(),
  }),
  v.strictObject({
    type: v.literal('likelihoods'),
    item: v.string(),
    /** Of each choice: the sum of its tokens' log probabilities. */
    logProbabilities: v.array(v.number()),
    ms: v.number(),
  }),
  /** The item could not be asked. */
  v.strictObject({ type: v.literal('failed'), item: v.string(), reason: v.string() }),
]);
export type RunRecord = v.InferOutput<typeof record>;
/** What came of one item. */
export type ItemRecord = Exclude<RunRecord, { type: 'prompt' }>;

export interface RunContent {
  readonly config: RunConfig;
  readonly records: readonly RunRecord[];
}
