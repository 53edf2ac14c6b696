/**
 * Physical cores minus one, at least one. The native threads spin while they wait for each other: on a machine whose cores
 * are all taken, two threads on two cores were measured 50 to 100 times slower per token than one.
 */
export function defaultThreads(physicalCores: number): number {
  return Math.max(1, physicalCores - 1);
}
