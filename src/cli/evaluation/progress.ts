/** How far a run is, on stderr: a line that is written over in a terminal, a new one now and then elsewhere. */
import type { Item } from '../../reasoning/evaluation/items.ts';
import { scoreOf, scoresOf, type ItemScore } from '../../reasoning/evaluation/scores.ts';
import { summaryOf } from '../../reasoning/evaluation/summary.ts';
import { percent } from '../../reasoning/evaluation/tell.ts';
import { tokensOf } from '../../host/evaluation/runItems.ts';
import type { ItemRecord, RunConfig, RunRecord } from '../../reasoning/evaluation/runRecords.ts';

/** Between two lines where they are not written over, milliseconds. */
const BETWEEN_LINES = 30_000;

/** `process.stderr`, or what stands in for it. */
export type ProgressOutput = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

export class Progress {
  readonly #items: ReadonlyMap<string, Item>;
  readonly #config: RunConfig;
  readonly #scores: ItemScore[];
  readonly #out: ProgressOutput | undefined;
  /** Whether the line is written over. */
  readonly #isLive: boolean;
  readonly #begun = performance.now();
  #new = 0;
  #tokens = 0;
  #toldAt = 0;

  /** @param out nowhere when left out */
  constructor(items: readonly Item[], config: RunConfig, records: readonly RunRecord[], out?: ProgressOutput) {
    this.#items = new Map(items.map((item) => [item.id, item]));
    this.#config = config;
    this.#scores = scoresOf({ config, records }, items);
    this.#out = out;
    this.#isLive = out?.isTTY === true && process.env['TERM'] !== 'dumb';
  }

  done(record: ItemRecord): void {
    const item = this.#items.get(record.item);
    if (item !== undefined) this.#scores.push(scoreOf(item, record, this.#config));
    this.#new += 1;
    this.#tokens += tokensOf(record);
    const now = performance.now();
    if (this.#out === undefined || (!this.#isLive && now - this.#toldAt < BETWEEN_LINES)) return;
    this.#toldAt = now;
    // A line that is wider than the terminal could not be written over.
    const line = this.#isLive ? this.#line().slice(0, Math.max(1, (this.#out.columns ?? 80) - 1)) : this.#line();
    this.#out.write(this.#isLive ? `\r\u001B[K${line}` : `${line}\n`);
  }

  end(): void {
    if (this.#isLive && this.#new > 0) this.#out?.write('\n');
  }

  #line(): string {
    const [best] = summaryOf(this.#scores, this.#config.chains).figures.toReversed();
    const seconds = (performance.now() - this.#begun) / 1000;
    const left = ((this.#items.size - this.#scores.length) * seconds) / Math.max(1, this.#new);
    return [
      `${this.#scores.length} of ${this.#items.size}`,
      ...(best === undefined
        ? []
        : [
            `${best.column} ${percent(best.right / best.items)} (${percent(best.interval.low)} to ${percent(best.interval.high)})`,
          ]),
      ...(this.#tokens === 0 ? [] : [`${(this.#tokens / seconds).toFixed(0)} tokens/s`]),
      `${duration(left)} left`,
    ].join(' · ');
  }
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds.toFixed(0)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
