/** The only file that loads node-llama-cpp. One process holds one Llama, one model and one context. */
import { promptBudget } from '../../reasoning/prompt/budget.ts';
import { boundQuestion } from '../prompt/boundedText.ts';
import { boundTurns } from '../prompt/boundedText.ts';
import { countText } from '../prompt/boundedText.ts';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { readGgufFileInfo, type Llama, type LlamaModel } from 'node-llama-cpp';
import type {
  ContextUse,
  ContinuationScore,
  GenerateParams,
  GenerationEvent,
  GenerationResult,
  LoadedModel,
  LoadParams,
  MeasureParams,
  PrefetchParams,
  PrefetchResult,
  SampleEvent,
  SampleParams,
  SampleResult,
  ScoreParams,
} from '../../protocol/inference.ts';
import { contextUse } from '../../reasoning/prompt/contextUse.ts';
import { whenRendered } from '../prompt/whenRendered.ts';
import { chatFormat } from '../prompt/chatFormat.ts';
import { generate, type EngineFacts, type GenerationContext } from '../decode/generation.ts';
import { loadFailure } from './loadFailure.ts';
import { NativeCalls } from '../decode/nativeCalls.ts';
import { openLlama } from './openLlama.ts';
import { DraftPolicy } from '../decode/lookup/draftPolicy.ts';
import { Prefill } from '../decode/prefill.ts';
import { sample } from '../decode/sample.ts';
import { score } from '../decode/score.ts';
import { Scheduler } from '../server/scheduler.ts';
import { SequencePool } from '../server/sequencePool.ts';
import { sampleInTurn } from './sampleInTurn.ts';
import { cpuFlashAttention, cpuLookup } from './smallModel.ts';
import { cpuTimes, ThreadGovernor } from './threadGovernor.ts';
import { quietThreads } from './threads.ts';
import { prefetch } from '../decode/prefetch.ts';

/** Prompt tokens per native call. */
const PREFILL_CHUNK = { cpu: { least: 64, most: 512 }, gpu: { least: 128, most: 512 } };

/** A KV cache of another type needs flash attention. */
const quantizedKv = {
  flashAttention: true,
  experimentalKvCacheKeyType: 'Q8_0',
  experimentalKvCacheValueType: 'Q8_0',
} as const;

export class NodeLlama {
  readonly loaded: LoadedModel;
  readonly #llama: Llama;
  readonly #context: GenerationContext;

  private constructor(loaded: LoadedModel, llama: Llama, context: GenerationContext) {
    this.loaded = loaded;
    this.#llama = llama;
    this.#context = context;
  }

  /**
   * @param onProgress fraction of the file that is loaded, 0 to 1
   * @throws FailureError `model-…`, `out-of-memory` or `engine-missing`
   */
  static async load(params: LoadParams, onProgress: (fraction: number) => void): Promise<NodeLlama> {
    const started = performance.now();
    const log: string[] = [];
    try {
      const llama = await openLlama(params.gpu, params.threads, log);
      const devices = params.gpu === 'cpu' || llama.gpu === false ? [] : await llama.getGpuDeviceNames();
      // A loader without a device behind it (a Vulkan library, no driver) counts as no GPU.
      const gpu = devices.length === 0 || llama.gpu === false ? 'cpu' : llama.gpu;
      const { ignoreMemory = false, kvCacheType = 'f16', sequences = 1 } = params;
      const model = await llama.loadModel({
        modelPath: params.modelPath,
        onLoadProgress: onProgress,
        gpuLayers: gpu === 'cpu' ? 0 : await gpuLayers(params),
        // The CPU backend copies most weights into another layout: with the file mapped, they would be in memory twice.
        ...(gpu === 'cpu' ? { useMmap: false } : {}),
        ignoreMemorySafetyChecks: ignoreMemory,
      });
      const contextSize = Math.min(params.contextSize, model.trainContextSize);
      const { size: bytes } = statSync(params.modelPath);
      const cores = Math.min(llama.cpuMathCores, availableParallelism());
      const threads = params.threads ?? quietThreads(cores, bytes);
      const context = await model.createContext({
        contextSize,
        sequences,
        threads,
        ignoreMemorySafetyChecks: ignoreMemory,
        flashAttention: gpu === 'cpu' ? cpuFlashAttention(bytes) : 'auto',
        ...(kvCacheType === 'f16' ? {} : quantizedKv),
      });
      sampleInTurn(context);
      const format = await chatFormat(model);
      const beforeStep = gpu === 'cpu' && params.threads === undefined ? governed(llama, threads) : () => undefined;
      const loaded: LoadedModel = {
        name: modelName(model, params.modelPath),
        path: params.modelPath,
        bytes,
        contextSize: context.contextSize,
        gpu,
        devices,
        gpuLayers: model.gpuLayers,
        layers: model.fileInsights.totalLayers,
        kvCacheType,
        threads,
        loadMs: performance.now() - started,
        chatTemplate: format.chatTemplate,
        ...(format.templateProblem === undefined ? {} : { templateProblem: format.templateProblem }),
        ...(format.turnEnd === undefined ? {} : { turnEnd: format.turnEnd }),
        llamaCpp: llama.llamaCppRelease.release,
        sequences,
        batchSize: context.batchSize,
        flashAttention: context.flashAttention,
      };
      const lookup = params.lookupDecoding ?? (gpu !== 'cpu' || cpuLookup(bytes));
      const slots = Array.from({ length: sequences }, () => {
        const sequence = context.getSequence();
        const limits = gpu === 'cpu' ? PREFILL_CHUNK.cpu : PREFILL_CHUNK.gpu;
        const calls = new NativeCalls();
        return { sequence, calls, prefill: new Prefill(sequence, calls, limits), cachedTokens: 0 };
      });
      return new NodeLlama(loaded, llama, {
        model,
        pool: new SequencePool(slots),
        scheduler: new Scheduler(beforeStep),
        format,
        contextSize: context.contextSize,
        facts: engineFacts(loaded),
        ...(lookup ? { draftPolicy: new DraftPolicy() } : {}),
      });
    } catch (error) {
      await logDelivered();
      throw loadFailure(error, params.modelPath, log);
    }
  }

  generate(
    params: GenerateParams,
    emit: (event: GenerationEvent) => void,
    signal: AbortSignal,
  ): Promise<GenerationResult> {
    return generate(this.#context, params, emit, signal);
  }

  /** What the prompt would hold if this were asked now. A text far beyond the context window is counted in part, the rest estimated. */
  async measure(params: MeasureParams): Promise<ContextUse> {
    const { format, contextSize } = this.#context;
    const count = (text: string) => this.#count(text);
    const budget = promptBudget(contextSize, params.maxTokens);
    const { text: question, rest } = await boundQuestion(params.question, budget, count);
    // The question is not among them: its place is kept, so that an earlier exchange leaves as a whole.
    const before = [...params.turns, { role: 'user', content: '' } as const];
    const bounded = await boundTurns(before, { budget, contextSize }, count);
    const turns = bounded.turns.slice(0, -1);
    const use = await whenRendered(format, () =>
      contextUse({ ...params, turns, question }, contextSize, (all) => format.render(all, false).tokens.length),
    );
    return { ...use, question: use.question + rest, droppedTurns: use.droppedTurns + bounded.dropped };
  }

  sample(
    params: SampleParams,
    emit: (event: SampleEvent) => void,
    signal: AbortSignal,
    signalOf: (chain: number) => AbortSignal,
  ): Promise<SampleResult> {
    return sample(this.#context, params, emit, signal, signalOf);
  }

  score(params: ScoreParams, signal: AbortSignal): Promise<readonly ContinuationScore[]> {
    return score(this.#context, params, signal);
  }

  prefetch(params: PrefetchParams, signal: AbortSignal): Promise<PrefetchResult> {
    return prefetch(this.#context, params, signal);
  }

  /** Tokens of each text by itself, without BOS; see `countText`. */
  async countTokens(texts: readonly string[]): Promise<number[]> {
    const counts: number[] = [];
    for (const text of texts) counts.push(await countText(text, (piece) => this.#count(piece)));
    return counts;
  }

  #count(text: string): number {
    return this.#context.model.tokenize(text).length;
  }

  /** Frees the context, the model and the device. On Metal an exit without this aborts. */
  async dispose(): Promise<void> {
    await this.#llama.dispose();
  }
}

function engineFacts(loaded: LoadedModel): EngineFacts {
  const { llamaCpp, gpu, devices, gpuLayers, threads, kvCacheType, batchSize, flashAttention } = loaded;
  return { llamaCpp, gpu, devices, gpuLayers, threads, kvCacheType, batchSize, flashAttention };
}

/** Follows what other programs leave: the library asks for its limit on threads before every step. */
function governed(llama: Llama, most: number): () => void {
  const governor = new ThreadGovernor(most, availableParallelism());
  return () => {
    llama.maxThreads = governor.threads(performance.now(), cpuTimes);
  };
}

/** The layers that fit beside the context; of a model that crashed with them, a share. */
async function gpuLayers({ modelPath, contextSize, sequences = 1, layerShare = 1 }: LoadParams) {
  const fitContext = { contextSize: contextSize * sequences };
  if (layerShare === 1) return { fitContext };
  const { architectureMetadata } = await readGgufFileInfo(modelPath, { readTensorInfo: false, logWarnings: false });
  return { fitContext, max: Math.floor((architectureMetadata.block_count ?? 0) * layerShare) };
}

/** Native log lines come through the event loop: those written before a failure may arrive a turn or two after it. */
async function logDelivered(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function modelName(model: LlamaModel, path: string): string {
  const name = model.fileInfo.metadata.general.name?.trim();
  return name === undefined || name === '' ? basename(path) : name;
}
