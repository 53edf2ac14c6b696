/** The only file that loads node-llama-cpp. One process holds one Llama, one model, one context and one sequence. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { getLlama, LlamaLogLevel, LlamaLogLevelGreaterThanOrEqual, type Llama, type LlamaModel } from 'node-llama-cpp';
import type {
  GenerateParams,
  GenerationEvent,
  GenerationResult,
  GpuChoice,
  LoadedModel,
  LoadParams,
} from '../protocol/inference.ts';
import { chatFormat } from './chatFormat.ts';
import { generate, type GenerationContext } from './generation.ts';
import { loadFailure } from './loadFailure.ts';
import { defaultThreads } from './threads.ts';

/** Prompt tokens per native call. On a CPU 128 tokens of a 7b take a few seconds, on a GPU 512 take milliseconds. */
const PREFILL_CHUNK = { cpu: 128, gpu: 512 };

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
      const llama = await startLlama(params, log);
      const model = await llama.loadModel({
        modelPath: params.modelPath,
        onLoadProgress: onProgress,
        ...(llama.gpu === false ? {} : { gpuLayers: { fitContext: { contextSize: params.contextSize } } }),
      });
      const contextSize = Math.min(params.contextSize, model.trainContextSize);
      const threads = params.threads ?? defaultThreads(llama.cpuMathCores);
      const context = await model.createContext({ contextSize, sequences: 1, threads });
      const format = chatFormat(model);
      const loaded: LoadedModel = {
        name: modelName(model, params.modelPath),
        path: params.modelPath,
        bytes: statSync(params.modelPath).size,
        contextSize: context.contextSize,
        gpu: llama.gpu === false ? 'cpu' : llama.gpu,
        devices: llama.gpu === false ? [] : await llama.getGpuDeviceNames(),
        gpuLayers: model.gpuLayers,
        threads,
        loadMs: performance.now() - started,
        chatTemplate: format.chatTemplate,
        llamaCpp: llama.llamaCppRelease.release,
      };
      return new NodeLlama(loaded, llama, {
        model,
        sequence: context.getSequence(),
        format,
        contextSize: context.contextSize,
        prefillChunk: llama.gpu === false ? PREFILL_CHUNK.cpu : PREFILL_CHUNK.gpu,
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

  /** Tokens of each text by itself, without BOS. */
  countTokens(texts: readonly string[]): number[] {
    return texts.map((text) => this.#context.model.tokenize(text).length);
  }

  /** Frees the context, the model and the device. On Metal an exit without this aborts. */
  async dispose(): Promise<void> {
    await this.#llama.dispose();
  }
}

async function startLlama(params: LoadParams, log: string[]): Promise<Llama> {
  const llama = await openLlama(params.gpu, params.threads, log);
  if (llama.gpu === false || (await llama.getGpuDeviceNames()).length > 0) return llama;
  // A loader without a device behind it (a Vulkan library, no driver) counts as no GPU.
  console.error(`${llama.gpu} was found, but it has no device: using the CPU.`);
  await llama.dispose();
  return openLlama('cpu', params.threads, log);
}

function openLlama(gpu: GpuChoice, threads: number | undefined, log: string[]): Promise<Llama> {
  return getLlama({
    gpu: gpu === 'cpu' ? false : gpu,
    // The default outside of Electron would compile llama.cpp on the user's machine.
    build: 'never',
    skipDownload: true,
    progressLogs: 'stderr',
    ...(threads === undefined ? {} : { maxThreads: threads }),
    logLevel: LlamaLogLevel.warn,
    logger: (level, message) => {
      const line = message.trimEnd();
      console.error(`[llama.cpp ${level}] ${line}`);
      if (LlamaLogLevelGreaterThanOrEqual(level, LlamaLogLevel.error)) log.push(line);
    },
  });
}

/** Native log lines come through the event loop: those written before a failure may arrive a turn or two after it. */
async function logDelivered(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function modelName(model: LlamaModel, path: string): string {
  const name = model.fileInfo.metadata.general.name?.trim();
  return name === undefined || name === '' ? basename(path) : name;
}
