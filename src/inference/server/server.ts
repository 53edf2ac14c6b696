import { stoppedWith } from '../../protocol/inference.ts';
import { FailureError, toFailure } from '../../protocol/failures.ts';
import type { FromInference, RequestName, Requests, ToInference } from '../../protocol/inference.ts';
import type { NodeLlama } from '../model/nodeLlama.ts';

/** How the process hears and answers; Node's IPC in production. */
export interface Port {
  send(message: FromInference): void;
}

/** What decodes nothing and has no part in the KV cache. */
const COSTS_NOTHING: readonly ToInference['type'][] = ['cancel', 'countTokens', 'measure'];

/** The one switch over messages from the host. Requests run one after the other, but for counting; each is answered exactly once. */
export class Server {
  readonly #port: Port;
  readonly #aborts = new Map<number, AbortController>();
  /** Ends a request that waits for its turn. */
  readonly #waiting = new Map<number, () => void>();
  #queue: Promise<void> = Promise.resolve();
  #llama: NodeLlama | undefined;
  /** Ends the reading ahead that runs or waits. */
  #warmUp: AbortController | undefined;

  constructor(port: Port) {
    this.#port = port;
  }

  receive(message: ToInference): void {
    // Reading ahead makes way for whatever needs the model's time.
    if (!COSTS_NOTHING.includes(message.type)) this.#warmUp?.abort();
    switch (message.type) {
      case 'load':
        this.#answer(message.id, async () => {
          if (this.#llama !== undefined) throw new Error('This process holds a model already.');
          // Loading the library takes longer than starting the process: the host hears of a failure either way.
          const { NodeLlama } = await import('../model/nodeLlama.ts').catch(engineMissing);
          this.#llama = await NodeLlama.load(message.params, (fraction) =>
            this.#event(message.id, { type: 'progress', fraction }),
          );
          return this.#llama.loaded;
        });
        break;
      case 'generate':
        this.#answer(
          message.id,
          (signal) => this.#model().generate(message.params, (event) => this.#event(message.id, event), signal),
          { stopped: stoppedWith('') },
        );
        break;
      case 'warmUp':
        this.#warmUp = this.#answer(message.id, (signal) => this.#model().warmUp(message.params, signal));
        break;
      case 'countTokens':
        this.#count(message.id, () => this.#model().countTokens(message.params.texts));
        break;
      case 'measure':
        this.#count(message.id, () => this.#model().measure(message.params));
        break;
      case 'cancel':
        this.#aborts.get(message.id)?.abort();
        this.#waiting.get(message.id)?.();
        break;
      case 'shutdown':
        void this.close();
        break;
    }
  }

  /** Stops what runs, frees the model and ends the process. */
  async close(): Promise<never> {
    for (const abort of this.#aborts.values()) abort.abort();
    const freed = this.#queue.then(() => this.#llama?.dispose());
    // A native call that hangs must not keep the process (and gigabytes of memory) alive.
    const limit = new Promise((resolve) => setTimeout(resolve, 2000));
    await Promise.race([freed.catch((error: unknown) => console.error(error)), limit]);
    process.exit(0);
  }

  #model(): NodeLlama {
    if (this.#llama === undefined) throw new Error('No model is loaded.');
    return this.#llama;
  }

  #answer<R extends RequestName>(
    id: number,
    run: (signal: AbortSignal) => Promise<Requests[R]['result']>,
    { waits = true, stopped }: { readonly waits?: boolean; readonly stopped?: Requests[R]['result'] } = {},
  ): AbortController {
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    if (stopped !== undefined) this.#endWhileWaiting(id, stopped);
    const answer = async () => {
      // Not among them any more: it was stopped while it waited.
      if (stopped !== undefined && !this.#waiting.delete(id)) return;
      try {
        const result = await run(abort.signal);
        this.#port.send({ type: 'finished', id, result });
      } catch (error) {
        this.#port.send({ type: 'failed', id, failure: toFailure(error) });
      } finally {
        this.#aborts.delete(id);
      }
    };
    if (waits) this.#queue = this.#queue.then(answer);
    else void answer();
    return abort;
  }

  /** A request that is stopped before its turn does not wait for what runs: that may take long. */
  #endWhileWaiting(id: number, result: Requests[RequestName]['result']): void {
    this.#waiting.set(id, () => {
      this.#waiting.delete(id);
      this.#aborts.delete(id);
      this.#port.send({ type: 'finished', id, result });
    });
  }

  /** Answers at once, but not before a model that still loads. */
  #count(id: number, run: () => Promise<Requests['countTokens' | 'measure']['result']>): void {
    this.#answer(id, run, { waits: this.#llama === undefined });
  }

  #event(id: number, event: Requests[RequestName]['event']): void {
    this.#port.send({ type: 'event', id, event });
  }
}

function engineMissing(error: unknown): never {
  throw new FailureError({ name: 'engine-missing', reason: error instanceof Error ? error.message : String(error) });
}
