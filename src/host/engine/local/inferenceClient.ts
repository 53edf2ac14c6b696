import { FailureError, type Failure } from '../../../protocol/failures.ts';
import type { FromInference, RequestName, Requests, ToInference } from '../../../protocol/inference.ts';

type Event<R extends RequestName> = Requests[R]['event'];
type Result<R extends RequestName> = Requests[R]['result'];

/** What a streamed request tells: its events, then one `finished`. A failure is thrown instead. */
export type Reply<R extends RequestName> = Event<R> | { readonly type: 'finished'; readonly result: Result<R> };

interface Pending {
  event(event: Event<RequestName>): void;
  finished(result: Result<RequestName>): void;
  failed(failure: Failure): void;
}

/** Requests to an inference process by id. Every one ends exactly once, also when the process dies. */
export class InferenceClient {
  readonly #send: (message: ToInference) => void;
  readonly #onOwed: (isOwed: boolean) => void;
  readonly #pending = new Map<number, Pending>();
  #closed: Failure | undefined;
  #nextId = 1;

  /** @param onOwed told when the process begins to owe an answer, and when it owes none any more */
  constructor(send: (message: ToInference) => void, onOwed: (isOwed: boolean) => void = () => undefined) {
    this.#send = send;
    this.#onOwed = onOwed;
  }

  /** One request, one result. @throws FailureError */
  call<R extends RequestName>(
    type: R,
    params: Requests[R]['params'],
    onEvent?: (event: Event<R>) => void,
  ): Promise<Result<R>> {
    return new Promise((resolve, reject) => {
      this.#open(type, params, {
        event: (event) => onEvent?.(event),
        finished: resolve,
        failed: (failure) => reject(new FailureError(failure)),
      });
    });
  }

  /**
   * Sends a request and streams its reply. Aborting `signal` asks the process to stop; the reply still ends with its
   * `finished`. Leaving the loop early stops the request too.
   *
   * @param onOpen receives the request's id, for `cancel`
   * @throws FailureError while iterating
   */
  stream<R extends RequestName>(
    type: R,
    params: Requests[R]['params'],
    signal: AbortSignal,
    onOpen?: (id: number) => void,
  ): ReadableStream<Reply<R>> {
    let id: number;
    const cancel = () => this.#send({ type: 'cancel', id });
    const removeListener = () => signal.removeEventListener('abort', cancel);
    return new ReadableStream<Reply<R>>({
      start: (controller) => {
        id = this.#open(type, params, {
          event: (event) => controller.enqueue(event),
          finished: (result) => {
            removeListener();
            controller.enqueue({ type: 'finished', result });
            controller.close();
          },
          failed: (failure) => {
            removeListener();
            controller.error(new FailureError(failure));
          },
        });
        onOpen?.(id);
        if (signal.aborted) cancel();
        else signal.addEventListener('abort', cancel, { once: true });
      },
      cancel: () => {
        removeListener();
        this.#forget(id);
        cancel();
      },
    });
  }

  /** Asks the process to stop one chain of request `id`; no effect when that has ended. */
  cancel(id: number, chain: number): void {
    if (this.#pending.has(id)) this.#send({ type: 'cancel', id, chain });
  }

  /** A message of the process. An answer to a request nobody waits for any more is dropped. */
  receive(message: FromInference): void {
    const pending = this.#pending.get(message.id);
    if (message.type === 'event') {
      pending?.event(message.event);
      return;
    }
    this.#forget(message.id);
    if (message.type === 'finished') pending?.finished(message.result);
    else pending?.failed(message.failure);
  }

  /** The process is gone: what is open fails with `failure`, and so does whatever comes after. */
  close(failure: Failure): void {
    this.#closed ??= failure;
    const open = [...this.#pending.values()];
    this.#pending.clear();
    this.#onOwed(false);
    for (const pending of open) pending.failed(failure);
  }

  #open<R extends RequestName>(
    type: R,
    params: Requests[R]['params'],
    pending: { event(event: Event<R>): void; finished(result: Result<R>): void; failed(failure: Failure): void },
  ): number {
    const id = this.#nextId++;
    if (this.#closed !== undefined) {
      pending.failed(this.#closed);
      return id;
    }
    // The id ties a reply to its request's types; the compiler cannot follow that through the map.
    this.#pending.set(id, pending);
    if (this.#pending.size === 1) this.#onOwed(true);
    this.#send({ type, id, params } as ToInference);
    return id;
  }

  #forget(id: number): void {
    if (this.#pending.delete(id) && this.#pending.size === 0) this.#onOwed(false);
  }
}
