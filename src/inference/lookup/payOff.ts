/** Longest draft: a batch this wide is still cheap on a GPU, and the end of a quotation wastes no more than this. */
const LONGEST = 8;
/** Length of a draft that only asks what drafts cost and whether they are right. */
const TRIAL = 2;
/** A draft has to promise this much more than single steps do: what it is told from is noisy. */
const WORTH_IT = 1.05;
/** Of the time spent so far, the share that drafts may have lost: what they cost where they never pay. */
const MAY_LOSE = 0.015;
/** Measurements of one kind that are kept; their median counts. */
const KEPT = 15;
/** Before so many single steps nothing is known. */
const FIRST_STEPS = 8;
/** What a drafted token's chance is taken for until drafts were tried. */
const FIRST_GUESS = 0.7;
/** How fast the chance follows what happens; about the last 30 drafted tokens count. */
const FOLLOWS = 1 / 30;

/**
 * Decides how long a draft may be, from what steps cost here and how often drafts were right. It may try things out only as
 * long as all drafts together have lost less than a small share of the time: where a wide batch costs as much as its tokens
 * one by one (most processors), it stays off and asks again rarely; where it is nearly free (most GPUs), it goes to its limit.
 */
export class PayOff {
  readonly #single = new Recent();
  /** Cost of each token in a batch beyond the first, in milliseconds. */
  readonly #extra = new Recent();
  #chance = FIRST_GUESS;
  #spentMs = 0;
  #lostMs = 0;

  /** Tokens that a draft may have now; 0: take a single step. */
  draftLength(): number {
    const single = this.#single.median();
    if (single === undefined || this.#single.size < FIRST_STEPS) return 0;
    const extra = this.#extra.median();
    if (extra === undefined) return this.#mayLose(TRIAL * single) ? TRIAL : 0;
    const { length, gain } = best(single, extra, this.#chance);
    if (gain >= WORTH_IT) return length;
    return this.#mayLose(TRIAL * extra) ? TRIAL : 0;
  }

  /** One token was evaluated by itself. */
  stepped(ms: number): void {
    this.#single.add(ms);
    this.#spentMs += ms;
  }

  /** A batch of one token and `length` drafted ones was evaluated, and the answer grew by `gained` tokens. */
  drafted(length: number, gained: number, ms: number): void {
    const single = this.#single.median() ?? ms;
    this.#extra.add(Math.max(0, ms - single) / length);
    this.#spentMs += ms;
    // What was gained once pays for trials later, but not for ever.
    this.#lostMs = Math.max(this.#lostMs + ms - gained * single, -MAY_LOSE * this.#spentMs);
    const right = Math.max(0, gained - 1);
    for (let i = 0; i < Math.min(length, right + 1); i++)
      this.#chance += ((i < right ? 1 : 0) - this.#chance) * FOLLOWS;
  }

  #mayLose(ms: number): boolean {
    return this.#lostMs + ms <= MAY_LOSE * this.#spentMs;
  }
}

/** The draft with the most tokens per millisecond, and how many times those of single steps that is. */
export function best(
  single: number,
  extra: number,
  chance: number,
): { readonly length: number; readonly gain: number } {
  let [length, gain] = [0, 1];
  let tokens = 1;
  for (let candidate = 1; candidate <= LONGEST; candidate++) {
    tokens += chance ** candidate;
    const rate = (tokens * single) / (single + candidate * extra);
    if (rate > gain) [length, gain] = [candidate, rate];
  }
  return { length, gain };
}

/** The last measurements of one kind. A median is not moved by the moment another program took the processor. */
class Recent {
  readonly #values: number[] = [];

  get size(): number {
    return this.#values.length;
  }

  add(value: number): void {
    this.#values.push(value);
    if (this.#values.length > KEPT) this.#values.shift();
  }

  median(): number | undefined {
    return this.#values.toSorted((a, b) => a - b)[this.#values.length >> 1];
  }
}
