export interface DownloadProgress {
  /** `checking`: bytes that are there already are read for their hash. `waiting`: the next attempt comes later. */
  readonly phase: 'checking' | 'downloading' | 'waiting';
  /** Of the whole file, there so far. */
  readonly bytes: number;
  /** Undefined until the server has said it. */
  readonly total: number | undefined;
  /** Over the last seconds; undefined in the first moment. */
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

/** Turns positions into progress reports, at most one in `everyMs`, with the speed over the last `windowMs`. */
export class ProgressMeter {
  readonly #now: () => number;
  readonly #report: (progress: DownloadProgress) => void;
  readonly #everyMs = 250;
  readonly #windowMs = 5000;
  #marks: { readonly time: number; readonly bytes: number }[] = [];
  #last: DownloadProgress | undefined;

  constructor(now: () => number, report: (progress: DownloadProgress) => void) {
    this.#now = now;
    this.#report = report;
  }

  at(phase: DownloadProgress['phase'], bytes: number, total: number | undefined): void {
    const time = this.#now();
    const latest = this.#marks.at(-1);
    const turned = phase !== this.#last?.phase || bytes < (latest?.bytes ?? 0);
    if (!turned && bytes !== total && latest && time - latest.time < this.#everyMs) return;
    if (turned) this.#marks = [];
    this.#marks = [...this.#marks.filter((mark) => time - mark.time <= this.#windowMs), { time, bytes }];
    const first = this.#marks[0];
    const seconds = first ? (time - first.time) / 1000 : 0;
    const bytesPerSecond = first && seconds > 0 ? (bytes - first.bytes) / seconds : undefined;
    const secondsLeft = bytesPerSecond && total !== undefined ? (total - bytes) / bytesPerSecond : undefined;
    this.#last = { phase, bytes, total, bytesPerSecond, secondsLeft };
    this.#report(this.#last);
  }
}
