import { FailureError, toFailure } from '../../protocol/failures.ts';
import type { FromInference, RequestName, Requests, ToInference } from '../../protocol/inference.ts';
import type { NodeLlama } from '../model/nodeLlama.ts';

/** How the process hears and answers; Node's IPC in production. */
export interface Port {
  send(message: FromInference): void;
}

/** What decodes nothing and has no part in the KV cache. */
const COSTS_NOTHING: readonly ToInference['type'][] = ['cancel', 'countTokens', 'measure'];

/** A request that is not answered yet. */
class OpenRequest {
  readonly abort = new AbortController();
  readonly #chains = new Map<number, AbortController>();

  /** Aborted when that chain is to end, whether it has begun or not. */
  chain(index: number): AbortController {
    const known = this.#chains.get(index) ?? new AbortController();
    this.#chains.set(index, known);
    return known;
  }
}

/**
 * The one switch over messages from the host. Requests run side by side, as many as there are sequences (`SequencePool`), and share
 * the model step by step (`Scheduler`); each is answered exactly once.
 */
export class Server {
  readonly #port: Port;
  readonly #open = new Map<number, OpenRequest>();
  /** Settle when the answers that run are sent. */
  readonly #running = new Set<Promise<void>>();
  /** Settles when the model is there, or was refused. */
  #loaded: Promise<void> = Promise.resolve();
  #llama: NodeLlama | undefined;
  #prefetch: { readonly abort: AbortController; readonly ended: Promise<void> } | undefined;

  constructor(port: Port) {
    this.#port = port;
  }

  receive(message: ToInference): void {
    switch (message.type) {
      case 'load':
        this.#loaded = this.#answer(message, async () => {
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
        this.#run(message, (llama, { abort: { signal } }) =>
          llama.generate(message.params, (event) => this.#event(message.id, event), signal),
        );
        break;
      case 'sample':
        this.#run(message, (llama, request) =>
          llama.sample(
            message.params,
            (event) => this.#event(message.id, event),
            request.abort.signal,
            (chain) => request.chain(chain).signal,
          ),
        );
        break;
      case 'score':
        this.#run(message, (llama, { abort: { signal } }) => llama.score(message.params, signal));
        break;
      case 'prefetch':
        this.#run(message, (llama, { abort: { signal } }) => llama.prefetch(message.params, signal));
        break;
      case 'countTokens':
        this.#run(message, (llama) => llama.countTokens(message.params.texts));
        break;
      case 'measure':
        this.#run(message, (llama) => llama.measure(message.params));
        break;
      case 'cancel': {
        const request = this.#open.get(message.id);
        if (message.chain === undefined) request?.abort.abort();
        else request?.chain(message.chain).abort();
        break;
      }
      case 'shutdown':
        void this.close();
        break;
    }
  }

  /** Stops what runs, frees the model and ends the process. */
  async close(): Promise<never> {
    for (const { abort } of this.#open.values()) abort.abort();
    const freed = Promise.all(this.#running).then(() => this.#llama?.dispose());
    // A native call that hangs must not keep the process (and gigabytes of memory) alive.
    const limit = new Promise((resolve) => setTimeout(resolve, 2000));
    await Promise.race([freed.catch((error: unknown) => console.error(error)), limit]);
    process.exit(0);
  }

  /** Answers with the model, once it is loaded. What needs the model's time first ends a prefetch that runs. */
  #run<R extends Exclude<RequestName, 'load'>>(
    message: { readonly type: R; readonly id: number },
    work: (llama: NodeLlama, request: OpenRequest) => Promise<Requests[R]['result']> | Requests[R]['result'],
  ): void {
    const { type } = message;
    const before = COSTS_NOTHING.includes(type) ? undefined : this.#prefetch;
    before?.abort.abort();
    const ended = this.#answer<R>(message, async (request) => {
      if (this.#llama === undefined) await this.#loaded;
      if (this.#llama === undefined) throw new Error('No model is loaded.');
      // Its sequence holds what was read; only then it can be chosen.
      if (before !== undefined) await before.ended;
      return work(this.#llama, request);
    });
    const request = this.#open.get(message.id);
    if (type === 'prefetch' && request !== undefined) this.#prefetch = { abort: request.abort, ended };
  }

  #answer<R extends RequestName>(
    { id }: { readonly type: R; readonly id: number },
    run: (request: OpenRequest) => Promise<Requests[R]['result']>,
  ): Promise<void> {
    const request = new OpenRequest();
    this.#open.set(id, request);
    const answer = async () => {
      try {
        const result = await run(request);
        this.#port.send({ type: 'finished', id, result });
      } catch (error) {
        this.#port.send({ type: 'failed', id, failure: toFailure(error) });
      } finally {
        this.#open.delete(id);
      }
    };
    const ended = answer().finally(() => this.#running.delete(ended));
    this.#running.add(ended);
    return ended;
  }

  #event(id: number, event: Requests[RequestName]['event']): void {
    this.#port.send({ type: 'event', id, event });
  }
}

function engineMissing(error: unknown): never {
  throw new FailureError({ name: 'engine-missing', reason: error instanceof Error ? error.message : String(error) });
}
