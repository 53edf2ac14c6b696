import { toFailure } from '../../../protocol/failures.ts';
import {
  stoppedWith,
  type GenerationEvent,
  type GenerationResult,
  type SampleEvent,
  type SampleResult,
} from '../../../protocol/inference.ts';
import { afterAwake } from './awakeTimer.ts';

/** How long a process may take to end an answer that was stopped; milliseconds. */
const STOP_MS = 2000;

type Finished<R> = { readonly type: 'finished'; readonly result: R };

/** What was seen of a stream, and the end it has when the process gives none. */
interface Seen<E> {
  see(event: E): void;
  end(): E;
}

type Generation = GenerationEvent | Finished<GenerationResult>;

export class OneAnswer implements Seen<Generation> {
  #text = '';

  see(event: Generation): void {
    if (event.type === 'text') this.#text += event.text;
  }

  end(): Generation {
    return { type: 'finished', result: stoppedWith(this.#text) };
  }
}

type Sampled = SampleEvent | Finished<SampleResult>;

/** Chains that are over keep their results. */
export class SeveralAnswers implements Seen<Sampled> {
  readonly #results: GenerationResult[];

  constructor(chains: number) {
    this.#results = Array.from({ length: chains }, () => stoppedWith(''));
  }

  see(event: Sampled): void {
    if (event.type === 'chainFinished') this.#results[event.chain] = event.result;
    else if (event.type === 'text') {
      const { answer = '' } = this.#results[event.chain] ?? {};
      this.#results[event.chain] = stoppedWith(answer + event.text);
    }
  }

  end(): Sampled {
    return { type: 'finished', result: { chains: this.#results } };
  }
}

/**
 * The events of one or several answers, which end within two seconds after `signal` was aborted, with the text so far, whatever the
 * process does. What was stopped does not fail when the process dies.
 *
 * @param seen takes the text so far
 * @param onLate called when the process did not end it in time
 * @throws what `events` throws
 */
export async function* stopInTime<E>(
  events: AsyncIterable<E>,
  signal: AbortSignal,
  onLate: () => void,
  seen: Seen<E>,
): AsyncGenerator<E, void> {
  const iterator = events[Symbol.asyncIterator]();
  let isLate: () => void = () => undefined;
  const late = new Promise<'late'>((resolve) => (isLate = () => resolve('late')));
  let callOff: () => void = () => undefined;
  const stopped = () => (callOff = afterAwake(STOP_MS, isLate));
  if (signal.aborted) stopped();
  else signal.addEventListener('abort', stopped, { once: true });
  try {
    for (;;) {
      const next = iterator.next();
      // Behind a late answer nobody waits for this one.
      next.catch(() => undefined);
      const result = await Promise.race([next, late]);
      if (result === 'late') {
        onLate();
        yield seen.end();
        return;
      }
      if (result.done === true) return;
      seen.see(result.value);
      yield result.value;
    }
  } catch (error) {
    if (!signal.aborted || !ENDS.includes(toFailure(error).name)) throw error;
    yield seen.end();
  } finally {
    signal.removeEventListener('abort', stopped);
    callOff();
    // A loop that is left early asks the process to stop.
    void iterator.return?.().catch(() => undefined);
  }
}

/** The process is gone. */
const ENDS: readonly string[] = ['engine-died', 'engine-killed', 'engine-unstable'];
