import { toFailure } from '../../../protocol/failures.ts';
import { stoppedWith, type GenerationEvent, type GenerationResult } from '../../../protocol/inference.ts';
import { afterAwake } from './awakeTimer.ts';

/** How long a process may take to end an answer that was stopped; milliseconds. */
const STOP_MS = 2000;

type Generation = GenerationEvent | { readonly type: 'finished'; readonly result: GenerationResult };

/**
 * The events of an answer, which ends within two seconds after `signal` was aborted, with the words so far, whatever the
 * process does. An answer that was stopped does not fail when the process dies.
 *
 * @param onLate called when the process did not end it in time
 * @throws what `events` throws
 */
export async function* stopInTime(
  events: AsyncIterable<Generation>,
  signal: AbortSignal,
  onLate: () => void,
): AsyncGenerator<Generation, void> {
  const iterator = events[Symbol.asyncIterator]();
  let isLate: () => void = () => undefined;
  const late = new Promise<'late'>((resolve) => (isLate = () => resolve('late')));
  let callOff: () => void = () => undefined;
  const stopped = () => (callOff = afterAwake(STOP_MS, isLate));
  if (signal.aborted) stopped();
  else signal.addEventListener('abort', stopped, { once: true });
  let words = '';
  try {
    for (;;) {
      const next = iterator.next();
      // Behind a late answer nobody waits for this one.
      next.catch(() => undefined);
      const result = await Promise.race([next, late]);
      if (result === 'late') {
        onLate();
        yield { type: 'finished', result: stoppedWith(words) };
        return;
      }
      if (result.done === true) return;
      if (result.value.type === 'text') words += result.value.text;
      yield result.value;
    }
  } catch (error) {
    if (!signal.aborted || !ENDS.includes(toFailure(error).name)) throw error;
    yield { type: 'finished', result: stoppedWith(words) };
  } finally {
    signal.removeEventListener('abort', stopped);
    callOff();
    // A loop that is left early asks the process to stop.
    void iterator.return?.().catch(() => undefined);
  }
}

/** The process is gone. */
const ENDS: readonly string[] = ['engine-died', 'engine-killed', 'engine-unstable'];
