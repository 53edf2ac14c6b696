import { Heartbeat } from './heartbeat.ts';
import type { Pulse } from '../pulse.ts';
import { childEnvironment } from './childEnvironment.ts';
import { HEARTBEAT_FD } from '../../../protocol/heartbeat.ts';
import type { Duplex } from 'node:stream';
import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { FromInference, ToInference } from '../../../protocol/inference.ts';
import { describeExit } from './exitCause.ts';
import { LogTail } from '../logTail.ts';

/** How long a process that was asked to end may take before it is killed. */
const SHUTDOWN_MS = 1200;
/** How long the system may take to end a process that was killed, and its log to close. */
const KILL_MS = 800;
/** How long the log of a process that has ended may take to close. */
const LOG_MS = 1000;
/** Place of the heartbeat's pipe among the file descriptors. */
const PIPE = 4;

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
 * The process ends by itself when this one goes away, whatever it does (its IPC channel and the heartbeat's pipe close).
 */
export class InferenceProcess {
  /** Settles once, when the process is gone, and never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Asks whether it is alive while it owes an answer; none when it could not start. */
  readonly heartbeat: Heartbeat | undefined;
  readonly #child: ChildProcess;

  /**
   * @param entry the module to run
   * @param args its arguments
   * @param onMessage called for every message of the process
   * @param log receives what it writes, line by line
   * @param onPulse told when it stops answering while it owes an answer, and when it answers again
   */
  constructor(
    entry: string,
    args: readonly string[],
    onMessage: (message: FromInference) => void,
    log: (line: string) => void,
    onPulse: (pulse: Pulse) => void,
  ) {
    const tail = new LogTail();
    this.#child = fork(entry, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'overlapped'],
      env: { ...childEnvironment(), [HEARTBEAT_FD]: String(PIPE) },
      // The extension host's own flags (an inspector port, say) are not for this process.
      execArgv: [],
      windowsHide: true,
    });
    const pipe = this.#child.stdio[PIPE] as Duplex | null | undefined;
    this.heartbeat = pipe ? new Heartbeat(pipe, onPulse) : undefined;
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
      const end = (code: number | null, signal: NodeJS.Signals | null) =>
        resolve({ cause: describeExit(code, signal), log: tail.text(), wasAsked: POLITE.includes(signal) });
      // `close` comes after the last line of the log, `exit` may come before it.
      this.#child.once('close', end);
      // It does not come while a process that this one started, and that hangs, holds its log.
      this.#child.once('exit', (code, signal) => setTimeout(() => end(code, signal), LOG_MS).unref());
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: ToInference): void {
    // A process that just died has no channel any more; `ended` tells the caller.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Asks the process to free its memory and end; kills it when it does not. Takes two seconds at most. */
  async dispose(): Promise<void> {
    this.send({ type: 'shutdown' });
    const kill = setTimeout(() => this.kill(), SHUTDOWN_MS);
    let late: NodeJS.Timeout | undefined;
    // A process that waits for a dead disk or driver does not end even when it is killed.
    const limit = new Promise<void>((resolve) => (late = setTimeout(resolve, SHUTDOWN_MS + KILL_MS)));
    await Promise.race([this.ended, limit]);
    clearTimeout(kill);
    clearTimeout(late);
  }

  /** Ends the process whatever it does, also when it is stopped by a signal. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
