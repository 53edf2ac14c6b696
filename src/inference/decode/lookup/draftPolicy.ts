/**
 * Lengths of drafts. With the token before it, a draft makes a batch of 4, 8 or 16: kernels work on blocks of rows. With a 7b's shape
 * (Q4_K, AVX-512, one thread) 2, 3, 4, 8, 12 and 16 rows took 1.7, 2.4, 2.2, 4.1, 5.8 and 5.5 times as long as one.
 */
const LENGTHS = [3, 7, 15];
export const LONGEST_DRAFT = Math.max(...LENGTHS);
/** What a row of a batch beyond the first is taken to cost, in single steps, until it was measured. */
const FIRST_COST = 0.35;
/** A draft has to promise this much more than single steps do: what it is told from is noisy. */
const WORTH_IT = 1.05;
/** Of the time spent so far, the share that drafts may have lost: what they cost where they never pay. */
const MAY_LOSE = 0.01;
/** Measurements of one kind that are kept; their median counts. */
const KEPT = 15;
/** Before so many single steps nothing is known. */
const FIRST_STEPS = 8;
/** With fewer measurements, a batch's time may be that of a moment when another program had the processor. */
const TRUSTED = 3;
/** How fast an acceptance rate follows what happens; about the last 30 tokens count. */
const FOLLOWS = 1 / 30;
/** Acceptance rates differ with the length of the match in front: what each is taken for until it was seen. */
const MATCHES: readonly { readonly from: number; readonly acceptance: number }[] = [
  { from: 3, acceptance: 0.5 },
  { from: 4, acceptance: 0.6 },
  { from: 6, acceptance: 0.7 },
  { from: 9, acceptance: 0.8 },
  { from: 14, acceptance: 0.85 },
  { from: 20, acceptance: 0.9 },
];

/**
 * Decides how long a draft may be: from what batches cost here, and from how often the guess behind a match of that length was
 * right. The second is seen at every token, drafted or not; the first has to be tried out, and for that drafts may lose only a
 * small share of the time. Where a batch costs as much as its tokens one by one they stay off and ask again rarely; where it is
 * nearly free (most GPUs) they go to their limit.
 */
export class DraftPolicy {
  readonly #single = new Recent();
  readonly #batches = new Map(LENGTHS.map((length) => [length, new Recent()]));
  readonly #acceptance = MATCHES.map(({ acceptance }) => acceptance);
  #spentMs = 0;
  #lostMs = 0;

  /** Tokens that a draft may have now, `most` at most, behind a match of `matched` tokens; 0: take a single step. */
  draftLength(matched: number, most: number): number {
    const single = this.#single.median();
    if (single === undefined || this.#single.size < FIRST_STEPS) return 0;
    const lengths = LENGTHS.filter((length) => length <= most);
    const gainOf = (length: number, cost: number) => (this.#gained(length, matched) * single) / cost;
    let [best, bestGain] = [0, WORTH_IT];
    for (const length of lengths) {
      const gain = gainOf(length, this.#batchMs(length, single));
      if (gain > bestGain) [best, bestGain] = [length, gain];
    }
    if (best === 0) {
      // Batches may have become cheaper since they were measured.
      const [shortest = 0] = lengths;
      if (gainOf(shortest, (1 + shortest * FIRST_COST) * single) > WORTH_IT) best = shortest;
    }
    const worst = this.#measuredMs(best) ?? (1 + best) * single;
    return this.#mayLose(worst - this.#gained(best, matched) * single) ? best : 0;
  }

  /** The token behind a match of `matched` tokens was the one guessed, or another. */
  guessed(matched: number, right: boolean): void {
    const before = this.#acceptanceAfter(matched);
    this.#acceptance[kindOf(matched)] = before + ((right ? 1 : 0) - before) * FOLLOWS;
  }

  /** One token was evaluated by itself. */
  stepped(ms: number): void {
    this.#single.add(ms);
    this.#spentMs += ms;
  }

  /** A batch of one token and `length` drafted ones was evaluated, and the answer grew by `gained` tokens. */
  drafted(length: number, gained: number, ms: number): void {
    const single = this.#single.median() ?? ms;
    this.#batches.get(length)?.add(ms);
    this.#spentMs += ms;
    // What was gained once pays for trials later, but not for ever.
    this.#lostMs = Math.max(this.#lostMs + ms - gained * single, -MAY_LOSE * this.#spentMs);
  }

  /** Expected milliseconds of a batch: measured, or told from the next shorter one. */
  #batchMs(length: number, single: number): number {
    let perRow = FIRST_COST * single;
    for (const shorter of LENGTHS) {
      if (shorter > length) break;
      const measured = this.#measuredMs(shorter);
      if (measured !== undefined) perRow = Math.max(0, measured - single) / shorter;
    }
    return single + perRow * length;
  }

  #measuredMs(length: number): number | undefined {
    const batches = this.#batches.get(length);
    return batches !== undefined && batches.size >= TRUSTED ? batches.median() : undefined;
  }

  /** Expected tokens that a draft gives, with the one that the model adds. */
  #gained(length: number, matched: number): number {
    let [tokens, allRight] = [1, 1];
    for (let i = 0; i < length; i++) {
      allRight *= this.#acceptanceAfter(matched + i);
      tokens += allRight;
    }
    return tokens;
  }

  #acceptanceAfter(matched: number): number {
    return this.#acceptance[kindOf(matched)] ?? 0;
  }

  #mayLose(ms: number): boolean {
    return this.#lostMs + ms <= MAY_LOSE * this.#spentMs;
  }
}

function kindOf(matched: number): number {
  return Math.max(
    0,
    MATCHES.findLastIndex(({ from }) => matched >= from),
  );
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
