import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { NativeCalls } from './nativeCalls.ts';
import type { Prefill } from './prefill.ts';

/** A part of the KV cache that holds one conversation. */
export interface Slot {
  readonly sequence: LlamaContextSequence;
  readonly prefill: Prefill;
  readonly calls: NativeCalls;
  /** How many of its tokens belong to what was really asked and answered; the rest was only read ahead. */
  worth: number;
}

/** Conversations that stay read, so that going back to one reads only what is new in it. */
export class Slots {
  /** The one used last comes last. */
  readonly #slots: Slot[];

  /** @param slots at least one */
  constructor(slots: readonly Slot[]) {
    this.#slots = [...slots];
  }

  /**
   * The slot to put `prompt` into, with nothing running in it any more: where least has to be read now, and again later
   * because it is lost there. What was not used for long counts less. `undefined` when `signal` is aborted before a native
   * call that was left in it has ended.
   */
  async choose(prompt: readonly Token[], signal: AbortSignal): Promise<Slot | undefined> {
    const costs = this.#slots.map((slot, age) => {
      const shared = slot.sequence.compareContextTokens([...prompt]).firstDifferentIndex;
      const lost = Math.max(0, slot.worth - shared) * ((age + 1) / this.#slots.length);
      return { slot, cost: prompt.length - shared + lost };
    });
    const { slot } = costs.reduce((a, b) => (b.cost < a.cost ? b : a));
    this.#slots.splice(this.#slots.indexOf(slot), 1);
    this.#slots.push(slot);
    return (await slot.calls.settled(signal)) ? slot : undefined;
  }
}
