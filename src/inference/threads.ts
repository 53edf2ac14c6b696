/**
 * Threads on a quiet machine. Two cores are both taken: one thread was measured to give 0.6 of the words of two. Where there
 * are more, the last one adds little, because memory bounds decoding, and stays free for the editor.
 *
 * @param cores physical cores, or fewer when the process may not use them all
 */
export function quietThreads(cores: number): number {
  return cores <= 2 ? cores : cores - 1;
}
