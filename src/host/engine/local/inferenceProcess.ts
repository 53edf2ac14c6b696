import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { FromInference, ToInference } from '../../../protocol/inference.ts';
import { describeExit } from './exitCause.ts';
import { LogTail } from '../logTail.ts';

/** How long a process that was asked to end may take before it is killed; it allows itself two seconds. */
const SHUTDOWN_MS = 4000;

export interface ProcessEnd {
  /** In words: a signal, an exit code, or why it could not start. */
  readonly cause: string;
  /** The last lines of its log. */
  readonly log: string;
  /** Somebody asked it to end (a task manager, a shutdown): no fault of its own. */
  readonly wasAsked: boolean;
}

const POLITE: readonly (NodeJS.Signals | null)[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/**
 * One inference process. A native fault ends it and nothing else; the extension host reads the reason here.
 * The process ends by itself when this one goes away (its IPC channel closes).
 */
export class InferenceProcess {
  /** Settles once, when the process is gone, and never rejects. */
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;

  /**
   * @param entry the module to run
   * @param args its arguments
   * @param onMessage called for every message of the process
   * @param log receives what it writes, line by line
   */
  constructor(
    entry: string,
    args: readonly string[],
    onMessage: (message: FromInference) => void,
    log: (line: string) => void,
  ) {
    const tail = new LogTail();
    this.#child = fork(entry, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // The extension host's own flags (an inspector port, say) are not for this process.
      execArgv: [],
      windowsHide: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        tail.add(line);
        log(line);
      });
    }
    this.#child.on('message', (message) => onMessage(message as FromInference));
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        if (this.#child.pid === undefined) resolve({ cause: error.message, log: tail.text(), wasAsked: false });
      });
      // `close` comes after the last line of the log, `exit` may come before it.
      this.#child.once('close', (code, signal) =>
        resolve({ cause: describeExit(code, signal), log: tail.text(), wasAsked: POLITE.includes(signal) }),
      );
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: ToInference): void {
    // A process that just died has no channel any more; `ended` tells the caller.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Asks the process to free its memory and end; kills it when it does not. */
  async dispose(): Promise<void> {
    this.send({ type: 'shutdown' });
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), SHUTDOWN_MS);
    await this.ended;
    clearTimeout(kill);
  }
}
