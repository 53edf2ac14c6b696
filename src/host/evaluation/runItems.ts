/** Has a model answer the items of an evaluation, several at a time, and notes what it gave. */
import { createHash } from 'node:crypto';
import type { Engine } from '../engine/engine.ts';
import { failureText } from '../platform/texts/failureText.ts';
import { toFailure } from '../../protocol/failures.ts';
import { chainSeed, samplingParams, SEED_LIMIT } from '../../protocol/sampling.ts';
import type { GenerateParams, GenerationResult, Priority, SampleResult } from '../../protocol/inference.ts';
import type { ChoiceItem, Item } from '../../reasoning/evaluation/items.ts';
import { askedFor, scoredFor, type Example } from '../../reasoning/evaluation/prompts.ts';
import type { ItemRecord, RunConfig, RunRecord } from '../../reasoning/evaluation/runRecords.ts';

/** First token ids that are noted: BOS must be there exactly once. */
const NOTED_TOKENS = 8;

/** A run's file, or what holds its records without one. */
export interface RunSink {
  readonly records: readonly RunRecord[];
  add(record: RunRecord): void;
}

export interface RunParts {
  readonly engine: Engine;
  readonly config: RunConfig;
  readonly examples: readonly Example[];
  /** What was given before, and where more goes. */
  readonly file: RunSink;
  /** Items that are asked at a time. */
  readonly concurrency: number;
  /** `foreground` when left out; `background` gives way to questions of the user. */
  readonly priority?: Priority;
  /** Called whenever another item is done. */
  readonly onItem: (record: ItemRecord) => void;
}

/** Runs what is not in the file yet, in order. Ends early, without an error, when `signal` is aborted. */
export async function runItems(items: readonly Item[], parts: RunParts, signal: AbortSignal): Promise<void> {
  const { file } = parts;
  const done = new Set(file.records.flatMap((record) => (record.type === 'prompt' ? [] : [record.item])));
  const left = items.filter(({ id }) => !done.has(id))[Symbol.iterator]();
  let isPromptNoted = file.records.some(({ type }) => type === 'prompt');
  const note = (prompt: GenerationResult['prompt']) => {
    if (prompt === undefined || isPromptNoted) return;
    isPromptNoted = true;
    const { text, tokens } = prompt;
    file.add({ type: 'prompt', text, firstTokens: tokens.slice(0, NOTED_TOKENS), tokens: tokens.length });
  };
  const work = async () => {
    for (const item of left) {
      if (signal.aborted) return;
      const record = await runItem(item, parts, note, signal);
      if (record === undefined) return;
      file.add(record);
      parts.onItem(record);
    }
  };
  await Promise.all(Array.from({ length: parts.concurrency }, work));
}

/** @returns undefined when it was stopped before its end */
async function runItem(
  item: Item,
  parts: RunParts,
  note: (prompt: GenerationResult['prompt']) => void,
  signal: AbortSignal,
): Promise<ItemRecord | undefined> {
  const begun = performance.now();
  const ms = () => Math.round(performance.now() - begun);
  try {
    if (item.kind === 'choice' && parts.config.method === 'likelihood')
      return { type: 'likelihoods', item: item.id, ...(await likelihoods(item, parts, signal)), ms: ms() };
    const results = await answers(item, parts, signal);
    // Half an item is none: its seeds give the rest again.
    if (results.some(({ stopReason }) => stopReason === 'stopped')) return undefined;
    note(results[0]?.prompt);
    return {
      type: 'answers',
      item: item.id,
      samples: results.map(({ answer, stopReason, stats }, index) => ({
        text: answer,
        stopReason,
        tokens: stats.generatedTokens,
        seed: chainSeed(seedOf(parts.config.seed, item.id), index),
      })),
      promptTokens: results[0]?.stats.promptTokens ?? 0,
      ms: ms(),
    };
  } catch (error) {
    if (signal.aborted) return undefined;
    const failure = toFailure(error);
    // What is wrong with one item is noted; what is wrong with the engine ends the run.
    if (failure.name !== 'question-too-long') throw error;
    return { type: 'failed', item: item.id, reason: failureText(failure).why };
  }
}

async function likelihoods(item: ChoiceItem, { engine, priority = 'foreground' }: RunParts, signal: AbortSignal) {
  const scores = await engine.score({ ...scoredFor(item), priority }, signal);
  return { logProbabilities: scores.map(({ logProbability }) => logProbability) };
}

async function answers(
  item: Item,
  { engine, config, examples, priority = 'foreground' }: RunParts,
  signal: AbortSignal,
): Promise<readonly GenerationResult[]> {
  const request: GenerateParams = {
    ...askedFor(item, config.protocol, examples),
    maxTokens: config.maxTokens,
    sampling: samplingParams({ temperature: config.temperature, seed: seedOf(config.seed, item.id) }),
    returnPrompt: true,
    priority,
  };
  if (config.chains === 1) {
    for await (const event of engine.generate(request, signal)) if (event.type === 'finished') return [event.result];
  } else {
    for await (const event of engine.sample(request, config.chains, signal))
      if (event.type === 'finished') return (event.result satisfies SampleResult).chains;
  }
  throw new Error('The engine gave no result.');
}

/** The same for the same item, wherever it stands and whenever it is run. */
function seedOf(seed: number, item: string): number {
  const hash = createHash('sha256').update(`${seed} ${item}`).digest();
  return hash.readUInt32LE(0) % SEED_LIMIT;
}

/** Tokens that were written. */
export const tokensOf = (record: RunRecord): number =>
  record.type === 'answers' ? record.samples.reduce((sum, { tokens }) => sum + tokens, 0) : 0;
