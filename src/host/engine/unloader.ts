import type { Engine } from './engine.ts';

export interface UnloaderOptions {
  /** Milliseconds without use after which the model goes; 0: it stays. Asked anew each time. */
  readonly idleMs: () => number;
  /** Whether the system runs short of memory. */
  readonly isMemoryShort: () => Promise<boolean>;
  /** Milliseconds between two looks at the system's memory; 10 s. */
  readonly lookMs?: number;
  readonly log: (line: string) => void;
}

/** Ends the inference process when nobody has used it for a while, or when others need the memory; never while it works. */
export class Unloader {
  readonly #engine: Engine;
  readonly #options: UnloaderOptions;
  #idle: NodeJS.Timeout | undefined;
  #look: NodeJS.Timeout | undefined;

  constructor(engine: Engine, options: UnloaderOptions) {
    this.#engine = engine;
    this.#options = options;
    engine.on('state', () => this.update());
    engine.on('use', () => this.update());
  }

  /** Begins to count anew; also to be called when `idleMs` has changed. */
  update(): void {
    this.dispose();
    if (!this.#mayUnload) return;
    const { idleMs, lookMs = 10_000 } = this.#options;
    const ms = idleMs();
    if (ms > 0) this.#idle = setTimeout(() => this.#unload('it was not used for a while'), ms);
    this.#look = setInterval(() => void this.#lookAtMemory(), lookMs);
  }

  dispose(): void {
    clearTimeout(this.#idle);
    clearInterval(this.#look);
  }

  get #mayUnload(): boolean {
    return this.#engine.state.state === 'ready' && !this.#engine.isInUse;
  }

  async #lookAtMemory(): Promise<void> {
    if (await this.#options.isMemoryShort()) this.#unload('the system runs short of memory');
  }

  #unload(reason: string): void {
    if (!this.#mayUnload) return;
    this.#options.log(`The model is unloaded: ${reason}.`);
    void this.#engine.stop();
  }
}
