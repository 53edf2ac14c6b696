import { closeSync, fsync, fsyncSync, openSync } from 'node:fs';

/**
 * Brings what was committed to the disk itself, beside the extension host: SQLite would wait for the disk in every commit,
 * which takes many milliseconds on a busy one. A killed process loses nothing either way; this is against power cuts.
 */
export class WalSync {
  readonly #path: string;
  #file: number | undefined;
  #isRunning = false;
  #isWanted = false;

  /** @param database path of a database in WAL mode, open as long as this is */
  constructor(database: string) {
    this.#path = `${database}-wal`;
  }

  /** Something was committed. */
  soon(): void {
    this.#isWanted = true;
    if (!this.#isRunning) this.#sync();
  }

  /** Waits for the disk, once. */
  close(): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#file = undefined;
    if (this.#isWanted || this.#isRunning) fsyncSync(file);
    // While it is being brought to the disk its number must not be given to another file.
    if (!this.#isRunning) closeSync(file);
  }

  /** It can be closed to us all of a sudden: what was committed is committed all the same. */
  #open(): number | undefined {
    try {
      return openSync(this.#path, 'r+');
    } catch {
      return undefined;
    }
  }

  #sync(): void {
    const file = (this.#file ??= this.#open());
    if (file === undefined) return;
    this.#isRunning = true;
    this.#isWanted = false;
    fsync(file, () => {
      this.#isRunning = false;
      if (this.#file === undefined) closeSync(file);
      else if (this.#isWanted) this.#sync();
    });
  }
}
