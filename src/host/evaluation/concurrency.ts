/** How many questions of an evaluation are asked at a time. */
import type { LoadParams } from '../../protocol/inference.ts';
import type { WorkingBackend } from '../../protocol/backends.ts';
import type { Engine } from '../engine/engine.ts';
import { estimateMemory, fitMachine } from '../models/fit.ts';
import { inspectGguf } from '../models/gguf/ggufFile.ts';
import { machineMemory } from '../models/memoryCheck.ts';

/** More at a time gain little and make each answer slower to end. */
const MOST = 8;

/** Before a load: sequences for as many questions as memory has room for, 1 to 8. @param chains samples of each question */
export const sequencesFor =
  (chains: number) =>
  async (params: LoadParams, backend: WorkingBackend): Promise<number> => {
    const file = await inspectGguf(params.modelPath);
    const machine = machineMemory(backend);
    const contextSize = Math.min(params.contextSize, file.contextLength);
    for (let questions = MOST; questions > 1; questions--) {
      const options = { contextSize, kvType: params.kvCacheType ?? 'f16', sequences: questions * chains };
      if (fitMachine(estimateMemory(file.bytes, file, options), machine).verdict === 'fits') return questions * chains;
    }
    return chains;
  };

/** Questions that the engine's sequences have room for. */
export const questionsAtATime = ({ capabilities: { parallel } }: Engine, chains: number): number =>
  Math.max(1, Math.floor(parallel / chains));
