import type { WorkingBackend } from '../../protocol/backends.ts';
import type { LoadParams } from '../../protocol/inference.ts';
import type { ModelShape } from './catalogModel.ts';
import { estimateMemory, fitMachine, type MachineMemory } from './fit.ts';
import { inspectGguf, type GgufSummary } from './gguf/ggufFile.ts';
import { machineMemory } from './memoryCheck.ts';

/** More are rarely gone back to. */
const MOST = 4;
/** Of the memory that the model leaves free, the further chats may take this share. */
const SHARE = 1 / 4;

/** How many chats the engine keeps read side by side: those there is memory to spare for; 1 to 4. @internal */
export function chatsThatFit(
  file: ModelShape & Pick<GgufSummary, 'bytes' | 'contextLength'>,
  { contextSize, kvCacheType = 'f16' }: LoadParams,
  machine: MachineMemory,
): number {
  const size = Math.min(contextSize, file.contextLength);
  const fitOf = (sequences: number) =>
    fitMachine(estimateMemory(file.bytes, file, { contextSize: size, kvType: kvCacheType, sequences }), machine);
  const one = fitOf(1);
  const spare = (one.available - one.needed) * SHARE;
  for (let chats = MOST; chats > 1; chats--) {
    const more = fitOf(chats);
    if (more.verdict === 'fits' && more.place === one.place && more.needed - one.needed <= spare) return chats;
  }
  return 1;
}

/** Before a load. @throws why the file cannot be read */
export async function sequencesThatFit(params: LoadParams, backend: WorkingBackend): Promise<number> {
  return chatsThatFit(await inspectGguf(params.modelPath), params, machineMemory(backend));
}
