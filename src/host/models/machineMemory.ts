import { totalmem } from 'node:os';
import type { MachineMemory } from './fit.ts';

/**
 * The memory of this machine at this moment. That of a graphics card is known to no part of the host, so it is left out;
 * on Apple silicon it is the same memory.
 */
export function machineMemory(): MachineMemory {
  // Unlike `os.freemem`, on Linux this counts caches that give way and keeps to the limit of a container.
  const memory = { freeRam: process.availableMemory(), totalRam: totalmem() };
  const isApple = process.platform === 'darwin' && process.arch === 'arm64';
  return isApple ? { ...memory, freeVram: memory.freeRam, unified: true } : memory;
}
