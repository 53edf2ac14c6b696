import type { Priority } from '../../protocol/inference.ts';

/** What a lane does with its turn. */
export type Step = 'prefill' | 'decode';

/**
 * Lets several answers share the model: each asks for a turn before every native call, and all that may go on are let go together, so
 * that their tokens are evaluated in one batch. A turn ends where the lane asks for the next one.
 *
 * - Background lanes wait while there is any in the foreground.
 * - Of the lanes that read a prompt, one at a time does so, the one that waited longest first. Where others write meanwhile, it then
 *   waits as long as its chunk took: a long prompt halves the speed of an answer beside it and does not stop it.
 */
export class Scheduler {
  readonly #lanes = new Set<Lane>();
  readonly #now: () => number;
  readonly #beforeStep: () => void;
  /** Milliseconds that writing is owed before the next chunk of a prompt. */
  #owedMs = 0;
  #round: { readonly startedAt: number; readonly prefills: boolean } | undefined;

  /** @param beforeStep called before each round of native calls */
  constructor(beforeStep: () => void = () => undefined, now: () => number = () => performance.now()) {
    this.#beforeStep = beforeStep;
    this.#now = now;
  }

  /** An answer begins; `leave` has to be called when it ends. */
  join(priority: Priority): Lane {
    const lane = new Lane(
      priority,
      () => this.#advance(),
      () => {
        this.#lanes.delete(lane);
        this.#advance();
      },
    );
    this.#lanes.add(lane);
    return lane;
  }

  /** Lets the next round begin once nobody is in the middle of a call. */
  #advance(): void {
    const lanes = [...this.#lanes];
    const foreground = lanes.filter(({ priority }) => priority === 'foreground');
    const may = foreground.length > 0 ? foreground : lanes;
    if (lanes.some((lane) => lane.isBusy) || !may.some((lane) => lane.waitsFor !== undefined)) return;
    this.#settleRound();
    const decoding = may.filter(({ waitsFor }) => waitsFor === 'decode');
    const prefilling = may.filter(({ waitsFor }) => waitsFor === 'prefill');
    const [first] = prefilling.sort((a, b) => a.waitsSince - b.waitsSince);
    const reads = first !== undefined && (decoding.length === 0 || this.#owedMs <= 0);
    const next = reads ? [first, ...decoding] : decoding;
    this.#round = { startedAt: this.#now(), prefills: reads && decoding.length > 0 };
    this.#beforeStep();
    for (const lane of next) lane.go(decoding.length);
  }

  #settleRound(): void {
    if (this.#round === undefined) return;
    const ms = this.#now() - this.#round.startedAt;
    this.#owedMs = this.#round.prefills ? ms : Math.max(0, this.#owedMs - ms);
    this.#round = undefined;
  }
}

let arrivals = 0;

/** One answer among those that share the model. */
export class Lane {
  readonly priority: Priority;
  readonly #changed: () => void;
  readonly #left: () => void;
  #waiting: { readonly step: Step; readonly since: number; readonly go: () => void } | undefined;
  #isBusy = false;
  #together = 1;

  /** @param changed it waits for a turn  @param left it is over */
  constructor(priority: Priority, changed: () => void, left: () => void) {
    this.priority = priority;
    this.#changed = changed;
    this.#left = left;
  }

  /** In the middle of a turn. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  get waitsFor(): Step | undefined {
    return this.#waiting?.step;
  }

  /** Order of arrival. */
  get waitsSince(): number {
    return this.#waiting?.since ?? Infinity;
  }

  /** Answers that were written in the same rounds as this one, itself counted, at most. */
  get together(): number {
    return this.#together;
  }

  /** Waits for the turn to make the next native call. @returns whether it may be made: not when `signal` is aborted before */
  async turn(step: Step, signal: AbortSignal): Promise<boolean> {
    this.#isBusy = false;
    if (signal.aborted) return false;
    let stopWaiting: (() => void) | undefined;
    await new Promise<void>((resolve) => {
      this.#waiting = { step, since: arrivals++, go: resolve };
      stopWaiting = () => {
        this.#waiting = undefined;
        resolve();
      };
      signal.addEventListener('abort', stopWaiting, { once: true });
      this.#changed();
    });
    if (stopWaiting !== undefined) signal.removeEventListener('abort', stopWaiting);
    return !signal.aborted;
  }

  /** For the scheduler: its turn has come. */
  go(together: number): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return;
    this.#isBusy = true;
    if (waiting.step === 'decode') this.#together = Math.max(this.#together, together);
    waiting.go();
  }

  /** The answer came to its end: the others need not wait for it. */
  leave(): void {
    this.#isBusy = false;
    this.#waiting = undefined;
    this.#left();
  }
}
