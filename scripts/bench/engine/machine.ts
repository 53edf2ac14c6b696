import { arch, availableParallelism, cpus, freemem, loadavg, platform, release, totalmem } from 'node:os';

/** Enough of the machine to know what the numbers are worth. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly freeGiB: number;
  readonly system: string;
  readonly node: string;
  /** Programs that wanted a core, on average over a minute, before the first measurement; 0 on Windows. */
  readonly load: number;
  readonly date: string;
}

export function describeMachine(): Machine {
  const gib = (bytes: number) => Math.round((bytes / 2 ** 30) * 10) / 10;
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: gib(totalmem()),
    freeGiB: gib(freemem()),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    date: new Date().toISOString().slice(0, 10),
  };
}
