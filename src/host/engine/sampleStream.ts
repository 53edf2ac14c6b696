import type { SampleStream, SampleStreamEvent } from './engine.ts';

/**
 * A stream whose chains can be ended also before it has begun.
 *
 * @param run writes the chains; calls `begun` with what ends one of them, as soon as that can be
 */
export function sampleStream(
  run: (begun: (stop: (chain: number) => void) => void) => AsyncIterator<SampleStreamEvent>,
): SampleStream {
  const stopped = new Set<number>();
  let stop = (chain: number): void => void stopped.add(chain);
  const begun = (now: (chain: number) => void) => {
    stop = now;
    for (const chain of stopped) stop(chain);
  };
  return { stop: (chain) => stop(chain), [Symbol.asyncIterator]: () => run(begun) };
}
