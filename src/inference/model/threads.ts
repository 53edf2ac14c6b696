/** Weights that make a thread's share of a step worth the waiting for each other at its end. */
const BYTES_PER_THREAD = 32 * 2 ** 20;

/**
 * Threads on a quiet machine. Two cores are both taken: with a 7b, one thread gave 0.55 to 0.75 of the words of two. Where there are
 * more, the last one adds little, because memory bounds decoding, and stays free for the editor.
 *
 * @param cores physical cores, or fewer when the process may not use them all
 */
export function quietThreads(cores: number, modelBytes: number): number {
  const worthIt = Math.max(1, Math.floor(modelBytes / BYTES_PER_THREAD));
  return Math.min(worthIt, cores <= 2 ? cores : cores - 1);
}
