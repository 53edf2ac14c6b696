import {
  getLlama,
  LlamaLogLevel,
  LlamaLogLevelGreaterThanOrEqual,
  type Llama,
  type LlamaOptions,
} from 'node-llama-cpp';
import type { GpuChoice } from '../../protocol/inference.ts';
import { loadCpuBeside } from './binaries.ts';

/**
 * Starts the native library for `gpu`. On Apple silicon there is only a Metal binary: the CPU is that one without layers
 * on the GPU.
 *
 * @param errors receives llama.cpp's error lines; all of its lines go to stderr
 */
export async function openLlama(gpu: GpuChoice, threads: number | undefined, errors: string[]): Promise<Llama> {
  const llama = await getLlama(llamaOptions(gpu, threads, errors));
  if (llama.gpu !== false) await loadCpuBeside(llama.gpu);
  return llama;
}

function llamaOptions(gpu: GpuChoice, threads: number | undefined, errors: string[]): LlamaOptions {
  const metalOnly = process.platform === 'darwin' && process.arch === 'arm64';
  return {
    gpu: gpu === 'cpu' ? (metalOnly ? 'metal' : false) : gpu,
    // The default outside of Electron would compile llama.cpp on the user's machine.
    build: 'never',
    skipDownload: true,
    progressLogs: 'stderr',
    ...(threads === undefined ? {} : { maxThreads: threads }),
    logLevel: LlamaLogLevel.warn,
    logger: (level, message) => {
      const line = message.trimEnd();
      console.error(`[llama.cpp ${level}] ${line}`);
      if (LlamaLogLevelGreaterThanOrEqual(level, LlamaLogLevel.error)) errors.push(line);
    },
  };
}
