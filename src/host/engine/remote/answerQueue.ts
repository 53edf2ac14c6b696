import type { SampleStreamEvent } from '../engine.ts';

/** About two frames: reads as fluent, and keeps the panel from getting one message per token. */
const PAUSE_MS = 30;

/** Hands events from what reads the server to what shows them; texts that come while nobody looks are joined, chain by chain. */
export class AnswerQueue {
  #events: SampleStreamEvent[] = [];
  #end: { readonly error?: unknown } | undefined;
  #wake: () => void = () => undefined;
  #wakeAtEnd: () => void = () => undefined;

  push(event: SampleStreamEvent): void {
    if (event.type === 'text') {
      const at = this.#events.findLastIndex((one) => one.type === 'text' && one.chain === event.chain);
      const before = this.#events[at];
      if (before?.type === 'text') {
        const [text, tokens, ms] = [before.text + event.text, before.tokens + event.tokens, before.ms + event.ms];
        this.#events[at] = { ...before, text, tokens, ms };
        return;
      }
    }
    this.#events.push(event);
    this.#wake();
  }

  /** No more will come. @param failed what the reader gets behind the last event */
  end(failed: { readonly error?: unknown } = {}): void {
    this.#end ??= failed;
    this.#wake();
    this.#wakeAtEnd();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<SampleStreamEvent, void> {
    for (;;) {
      const events = this.#events.splice(0);
      yield* events;
      if (this.#end !== undefined && this.#events.length === 0) {
        if ('error' in this.#end) throw this.#end.error;
        return;
      }
      if (events.some(({ type }) => type === 'text')) await this.#pause();
      else if (this.#events.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #pause(): Promise<void> {
    if (this.#end !== undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.#wakeAtEnd = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
