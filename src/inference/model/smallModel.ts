/** Below this, a token takes less time to read the weights for it than for all the rest. */
const SMALL_MODEL_BYTES = 256 * 2 ** 20;

/**
 * Whether a context on the CPU uses flash attention. Its kernel there is made for many tokens at once: with the demo model, one
 * thread and 512 tokens before, a token took 3.4 ms with it and 1.1 ms without, and a prompt 0.13 against 0.18 ms per token. With a
 * 7b's shape, decoding was the same up to some 1,000 tokens, reading 10 to 15 % faster with it, and the buffers 300 MiB smaller.
 */
export function cpuFlashAttention(modelBytes: number): boolean | 'auto' {
  return modelBytes < SMALL_MODEL_BYTES ? false : 'auto';
}

/** Whether lookup decoding may try at all on the CPU: with the demo model, looking alone cost 2 to 3 % and drafts never paid. */
export function cpuLookup(modelBytes: number): boolean {
  return modelBytes >= SMALL_MODEL_BYTES;
}
