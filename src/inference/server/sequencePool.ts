import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { Priority } from '../../protocol/inference.ts';
import type { NativeCalls } from '../decode/nativeCalls.ts';
import type { Prefill } from '../decode/prefill.ts';

/** A sequence of the KV cache, and what works on it. */
export interface Slot {
  readonly sequence: LlamaContextSequence;
  readonly prefill: Prefill;
  readonly calls: NativeCalls;
  /** How many of its tokens belong to what was really asked and answered; the rest was only prefetched. */
  cachedTokens: number;
}

/** A slot that is in use. */
export interface Lease {
  readonly slot: Slot;
  /** Aborted when the slot is wanted in the foreground while this lease is in the background. */
  readonly recalled: AbortSignal;
  release(): void;
}

interface Waiting {
  readonly prompt: readonly Token[];
  readonly priority: Priority;
  readonly take: (lease: Lease) => void;
}

interface Holder {
  readonly priority: Priority;
  readonly recall: AbortController;
}

/**
 * Hands out the sequences: each to one answer at a time, as many answers at once as there are. What a sequence held stays, so that
 * going back to a conversation reads only what is new in it.
 */
export class SequencePool {
  /** Free ones; the one used last comes last. */
  readonly #free: Slot[];
  readonly #held = new Map<Slot, Holder>();
  #waiting: Waiting[] = [];

  /** @param slots at least one */
  constructor(slots: readonly Slot[]) {
    this.#free = [...slots];
  }

  /** Slots, free or not. */
  get size(): number {
    return this.#free.length + this.#held.size;
  }

  /** Whether somebody waits who goes before a further answer of that priority. */
  isWanted(priority: Priority): boolean {
    return this.#waiting.some((waiting) => waiting.priority === 'foreground' || priority === 'background');
  }

  /** The best free slot for `prompt`, once there is one and nothing runs in it any more; nothing when `signal` is aborted before. */
  async take(prompt: readonly Token[], priority: Priority, signal: AbortSignal): Promise<Lease | undefined> {
    const lease = this.takeFree(prompt, priority) ?? (await this.#wait(prompt, priority, signal));
    if (lease === undefined || (await lease.slot.calls.waitUntilIdle(signal))) return lease;
    lease.release();
    return undefined;
  }

  /** As `take`, without waiting for a slot. */
  takeFree(prompt: readonly Token[], priority: Priority): Lease | undefined {
    // Who came before goes before.
    return this.#free.length === 0 || this.isWanted(priority) ? undefined : this.#lend(prompt, priority);
  }

  async #wait(prompt: readonly Token[], priority: Priority, signal: AbortSignal): Promise<Lease | undefined> {
    if (signal.aborted) return undefined;
    let onAbort: (() => void) | undefined;
    const lease = await new Promise<Lease | undefined>((resolve) => {
      const waiting = { prompt, priority, take: resolve };
      onAbort = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        resolve(undefined);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiting);
      this.#recall();
    });
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
    return lease;
  }

  /** Asks the background for as many slots as the foreground waits for. */
  #recall(): void {
    let wanted = this.#waiting.filter(({ priority }) => priority === 'foreground').length;
    for (const { priority, recall } of this.#held.values()) {
      if (wanted <= 0) return;
      if (priority === 'foreground') continue;
      recall.abort();
      wanted--;
    }
  }

  #lend(prompt: readonly Token[], priority: Priority): Lease {
    const slot = this.#cheapest(prompt);
    this.#free.splice(this.#free.indexOf(slot), 1);
    const recall = new AbortController();
    this.#held.set(slot, { priority, recall });
    return { slot, recalled: recall.signal, release: () => this.#release(slot) };
  }

  #release(slot: Slot): void {
    if (!this.#held.delete(slot)) return;
    this.#free.push(slot);
    const next = this.#waiting.find(({ priority }) => priority === 'foreground') ?? this.#waiting[0];
    if (next === undefined) return;
    this.#waiting = this.#waiting.filter((other) => other !== next);
    next.take(this.#lend(next.prompt, next.priority));
  }

  /** Tokens to read now, plus cached tokens that are lost there and would be read again; what was not used for long counts less. */
  #cheapest(prompt: readonly Token[]): Slot {
    const costs = this.#free.map((slot, age) => {
      const shared = slot.sequence.compareContextTokens([...prompt]).firstDifferentIndex;
      const lost = Math.max(0, slot.cachedTokens - shared) * ((age + 1) / this.#free.length);
      return { slot, cost: prompt.length - shared + lost };
    });
    return costs.reduce((a, b) => (b.cost < a.cost ? b : a)).slot;
  }
}
