/** Whether a model with a context fits the memory that is free; arithmetic only. All sizes in bytes. */
import type { CatalogModel, ModelShape } from './catalogModel.ts';

const MiB = 2 ** 20;

/** Bytes of one element in the KV cache; the quantized ones store 32 elements with their scale. */
const kvElementBytes = {
  f32: 4,
  f16: 2,
  bf16: 2,
  q8_0: 34 / 32,
  q5_1: 24 / 32,
  q5_0: 22 / 32,
  q4_1: 20 / 32,
  q4_0: 18 / 32,
};
export type KvType = keyof typeof kvElementBytes;

export interface LoadOptions {
  /** Tokens. */
  readonly contextSize: number;
  readonly kvType: KvType;
  /** Tokens evaluated at once; 512 is the engine's default. */
  readonly batchSize?: number;
  /** Parallel sequences, each with a context of its own (votes drawn in parallel); 1. */
  readonly sequences?: number;
}

export interface MemoryEstimate {
  /** The file, as it lies in memory. */
  readonly weights: number;
  readonly kv: number;
  /** Buffers of the computation, and of the engine's process before any model. */
  readonly overhead: number;
  readonly total: number;
}

/**
 * The process with its libraries and the graph's bookkeeping. Fitted, with the terms of the batch below, to the
 * engine's own figures for a 7b in Q4 (node-llama-cpp 3.21.1: 374, 632, 1148 and 4244 MiB beside the weights at
 * contexts of 2048, 4096, 8192 and 32768 tokens), plus 120 MiB for the process
 * (what it holds with the demo model, all else taken off).
 */
const processBytes = 120 * MiB;
const graphBytes = 16 * MiB;

/** With flash attention, which the engine chooses by itself wherever it can; without it, small models take some MiB more. */
export function estimateMemory(fileBytes: number, shape: ModelShape, options: LoadOptions): MemoryEstimate {
  const { contextSize, kvType, batchSize = 512, sequences = 1 } = options;
  const tokens = contextSize * sequences;
  const kvHeads = shape.kvHeads.reduce((sum, heads) => sum + heads, 0);
  const kv = tokens * kvHeads * (shape.keyLength + shape.valueLength) * kvElementBytes[kvType];
  const batch = Math.min(batchSize, contextSize);
  const logits = batch * shape.vocabularySize * 4;
  const activations = batch * shape.embeddingLength * 4 * 4;
  const mask = batch * tokens * 2;
  const overhead = processBytes + graphBytes + logits + activations + mask;
  return { weights: fileBytes, kv, overhead, total: fileBytes + kv + overhead };
}

export interface MachineMemory {
  /** RAM that can be had without swapping, and all there is. */
  readonly freeRam: number;
  readonly totalRam: number;
  /** Of the GPU that would be used; absent without one. */
  readonly freeVram?: number | undefined;
  /** Whether VRAM and RAM are the same memory (Apple, integrated GPUs). */
  readonly unified?: boolean | undefined;
}

export interface Fit {
  /** `tight`: it runs, but leaves other programs little, or part of it runs on the CPU although there is a GPU. */
  readonly verdict: 'fits' | 'tight' | 'does not fit';
  /** Where the layers go. */
  readonly place: 'gpu' | 'gpu and cpu' | 'cpu';
  readonly needed: number;
  /** What is free where it goes. */
  readonly available: number;
}

/** What a system needs beside us, so that it does not begin to swap. */
const spareRam = 1024 * MiB;
/** The desktop draws from the same VRAM. */
const spareVram = 256 * MiB;
/** Below this share of the model the GPU helps little and the model counts as running on the CPU. */
const usefulShare = 0.2;

export function fitMachine(estimate: MemoryEstimate, machine: MachineMemory): Fit {
  const needed = estimate.total;
  const { freeRam, freeVram = 0, unified = false } = machine;
  const vram = Math.max(0, (unified ? Math.min(freeVram, freeRam) : freeVram) - spareVram);
  if (vram >= needed) {
    const roomy = !unified || freeRam - needed >= spareRam;
    return { verdict: roomy ? 'fits' : 'tight', place: 'gpu', needed, available: vram };
  }
  if (vram >= usefulShare * needed && !unified) {
    const available = vram + freeRam;
    return { verdict: available >= needed ? 'tight' : 'does not fit', place: 'gpu and cpu', needed, available };
  }
  const left = freeRam - needed;
  const verdict = left >= spareRam ? 'fits' : left >= 0 ? 'tight' : 'does not fit';
  return { verdict, place: 'cpu', needed, available: freeRam };
}

export interface Recommendation {
  readonly model: CatalogModel;
  readonly fit: Fit;
  /** `best-quality`: the finest that fits. `smallest`: none fits well, this one comes nearest. */
  readonly reason: 'default' | 'best-quality' | 'smallest';
}

/** The quantization that most conversions recommend: finer ones cost speed and gain little. */
const usual = 'Q4_K_M';

/**
 * The model to take on this machine: Q6_K or Q5_K_M where the GPU holds it whole (there the finer one costs little
 * time), otherwise the usual Q4_K_M, otherwise the smallest. On the CPU each further byte is read for each token.
 */
export function recommend(
  models: readonly CatalogModel[],
  options: LoadOptions,
  machine: MachineMemory,
): Recommendation {
  const rated = models.map((model) => ({
    model,
    fit: fitMachine(estimateMemory(model.bytes, model.shape, options), machine),
  }));
  const measured = rated.filter(({ model }) => model.quality).toSorted((a, b) => loss(a.model) - loss(b.model));
  const onGpu = measured.find(({ fit }) => fit.verdict === 'fits' && fit.place === 'gpu');
  if (onGpu && onGpu.model.quantization !== usual) return { ...onGpu, reason: 'best-quality' };
  const standard = rated.find(({ model, fit }) => model.quantization === usual && fit.verdict !== 'does not fit');
  if (standard) return { ...standard, reason: 'default' };
  const smallest = rated.toSorted((a, b) => a.model.bytes - b.model.bytes)[0];
  if (!smallest) throw new RangeError('no models to choose from');
  return { ...smallest, reason: 'smallest' };
}

const loss = ({ quality }: CatalogModel) => quality?.medianKl ?? Infinity;
