/** How far a run is, on stderr: a line that is written over in a terminal, a new one now and then elsewhere. */
import type { Item } from '../../reasoning/evaluation/items.ts';
import { scoreOf, scoresOf, type ItemScore } from '../../reasoning/evaluation/scores.ts';
import { summaryOf } from '../../reasoning/evaluation/summary.ts';
import { percent } from '../../reasoning/evaluation/tell.ts';
import { tokensOf } from '../../host/evaluation/runItems.ts';
import type { ItemRecord, RunConfig, RunRecord } from '../../reasoning/evaluation/runRecords.ts';

/** Between two lines where they are not written over, milliseconds. */
const BETWEEN_LINES = 30_000;

export class Progress {
  readonly #items: ReadonlyMap<string, Item>;
  readonly #config: RunConfig;
  readonly #scores: ItemScore[];
  readonly #isQuiet: boolean;
  readonly #begun = performance.now();
  #new = 0;
  #tokens = 0;
  #toldAt = 0;

  constructor(items: readonly Item[], config: RunConfig, records: readonly RunRecord[], isQuiet: boolean) {
    this.#items = new Map(items.map((item) => [item.id, item]));
    this.#config = config;
    this.#scores = scoresOf({ config, records }, items);
    this.#isQuiet = isQuiet;
  }

  done(record: ItemRecord): void {
    const item = this.#items.get(record.item);
    if (item !== undefined) this.#scores.push(scoreOf(item, record, this.#config));
    this.#new += 1;
    this.#tokens += tokensOf(record);
    const now = performance.now();
    if (this.#isQuiet || (!process.stderr.isTTY && now - this.#toldAt < BETWEEN_LINES)) return;
    this.#toldAt = now;
    process.stderr.write(process.stderr.isTTY ? `\r\u001B[K${this.#line()}` : `${this.#line()}\n`);
  }

  end(): void {
    if (!this.#isQuiet && process.stderr.isTTY) process.stderr.write('\n');
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
