import { freemem, totalmem } from 'node:os';
import type { WorkingBackend } from '../../protocol/backends.ts';
import { FailureError } from '../../protocol/failures.ts';
import type { LoadParams } from '../../protocol/inference.ts';
import { estimateMemory, fitMachine, type MachineMemory } from './fit.ts';
import { inspectGguf, type GgufSummary } from './gguf/ggufFile.ts';

/** Smaller contexts to propose, in tokens. */
const CONTEXTS = [4096, 2048, 1024, 512];

/** What `file` takes with these settings, against what the machine has free. @throws FailureError `memory-short` @internal */
export function assertItFits(file: GgufSummary, params: LoadParams, machine: MachineMemory): void {
  const fitAt = (contextSize: number) => {
    const size = Math.min(contextSize, file.contextLength);
    return fitMachine(
      estimateMemory(file.bytes, file, { contextSize: size, kvType: params.kvCacheType ?? 'f16' }),
      machine,
    );
  };
  const { verdict, needed, available, place } = fitAt(params.contextSize);
  if (verdict !== 'does not fit') return;
  const smaller = CONTEXTS.find(
    (size) => size < Math.min(params.contextSize, file.contextLength) && fitAt(size).verdict !== 'does not fit',
  );
  throw new FailureError({
    name: 'memory-short',
    path: file.path,
    needed,
    available,
    place,
    ...(smaller === undefined ? {} : { contextSize: smaller }),
  });
}

/** Before a load: would it fit on `backend` now? @throws FailureError `memory-short`, or why the file cannot be read */
export async function checkMemory(params: LoadParams, backend: WorkingBackend): Promise<void> {
  assertItFits(await inspectGguf(params.modelPath), params, machineMemory(backend));
}

/** Bytes, now. */
export function machineMemory({ freeVram, unified }: WorkingBackend): MachineMemory {
  const totalRam = totalmem();
  return { freeRam: freeRam(totalRam), totalRam, freeVram, unified };
}

function freeRam(totalRam: number): number {
  // macOS counts the file cache as used, which it gives back at once; three quarters is what Metal may take, too.
  if (process.platform === 'darwin') return Math.max(freemem(), 0.75 * totalRam);
  // In a container the limit of the container counts.
  return Math.min(freemem(), process.availableMemory());
}
