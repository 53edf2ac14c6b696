import type { Paired } from './statistics.ts';

/** One line of the table. */
export interface Row extends Paired {
  readonly model: string;
  /** What is compared, as "ours ÷ baseline". */
  readonly measure: string;
  /** Of `ours` and `baseline`. */
  readonly unit: string;
  /** What the ratio should be. */
  readonly goal?: string;
}

/** How a run is done. */
export interface Run {
  readonly rounds: number;
  /** Of both sides, where threads are not what is measured. */
  readonly threads: number;
}
