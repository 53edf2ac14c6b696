import { Worker } from 'node:worker_threads';
import { hasControls, withoutControls } from '../../../reasoning/questions/controls.ts';

const LIMIT_MS = 10_000;
const MEMORY = { maxOldGenerationSizeMb: 256 };

/**
 * What a terminal shows of texts that were written for one. A terminal reads them in a thread of its own, which is started
 * only where a text has control characters: it takes a tenth of a second, and some sequences would hold up who reads them.
 */
export class TerminalScreen {
  readonly #entry: string | URL;
  readonly #limitMs: number;

  /** @param entry the thread's program @param limitMs after which escape sequences are only left out */
  constructor(entry: string | URL, limitMs = LIMIT_MS) {
    this.#entry = entry;
    this.#limitMs = limitMs;
  }

  /** @param texts each no longer than what is kept of an output */
  async show(texts: readonly string[]): Promise<readonly string[]> {
    const written = texts.filter(hasControls);
    if (written.length === 0) return texts;
    const read = (await this.#read(written)) ?? written.map(withoutControls);
    const shown = new Map(written.map((text, i) => [text, read[i] ?? text]));
    return texts.map((text) => shown.get(text) ?? text);
  }

  /** `undefined` where the thread fails, or is ended because it is late. */
  #read(texts: readonly string[]): Promise<readonly string[] | undefined> {
    return new Promise((resolve) => {
      const thread = new Worker(this.#entry, { workerData: texts, resourceLimits: MEMORY, env: {} });
      const settle = (read: readonly string[] | undefined) => {
        clearTimeout(timer);
        void thread.terminate();
        resolve(read);
      };
      const timer = setTimeout(() => settle(undefined), this.#limitMs);
      thread.once('message', settle);
      thread.on('error', () => settle(undefined));
      thread.once('exit', () => settle(undefined));
    });
  }
}
