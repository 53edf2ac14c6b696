import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import type { Beat } from '../../../protocol/heartbeat.ts';
import { WELL, type Pulse } from '../pulse.ts';
import { everyAwakeTick } from './awakeTimer.ts';

/** Between two pings; milliseconds. */
const PING_MS = 1000;
/** Without an answer for so long it counts as silent; milliseconds. */
const SILENT_MS = 5000;
/** While it loads, the main thread waits for drivers that start and compile. */
const SILENT_IN_LOAD_MS = 30_000;
/** One native call takes at most some tenths of a second on most machines; milliseconds. */
const SLOW_MS = 10_000;

/** Asks a process whether it is alive while it owes an answer; at rest it asks nothing. */
export class Heartbeat {
  readonly #pipe: Duplex;
  readonly #onChange: (pulse: Pulse) => void;
  #end: (() => void) | undefined;
  #pulse: Pulse = WELL;
  #pings = 0;
  #sincePing = 0;
  /** Milliseconds without an answer. */
  #quiet = { thread: 0, main: 0 };
  #stepMs = 0;
  #isLoading = true;

  /** @param pipe to the worker thread of the process (`protocol/heartbeat.ts`) */
  constructor(pipe: Duplex, onChange: (pulse: Pulse) => void) {
    this.#pipe = pipe;
    this.#onChange = onChange;
    // A process that ends breaks it; its end is told elsewhere.
    pipe.on('error', () => this.stop());
    pipe.on('close', () => this.stop());
    createInterface({ input: pipe })
      // It repeats the pipe's.
      .on('error', () => undefined)
      .on('line', (line) => this.#heard(JSON.parse(line) as Beat));
  }

  /** The process owes an answer. */
  start(): void {
    if (this.#end !== undefined || !this.#pipe.writable) return;
    this.#quiet = { thread: 0, main: 0 };
    this.#stepMs = 0;
    this.#ping();
    this.#end = everyAwakeTick((ms) => this.#tick(ms));
  }

  /** It owes none any more. */
  stop(): void {
    this.#end?.();
    this.#end = undefined;
    this.#set(WELL);
  }

  /** The model is there. */
  loaded(): void {
    this.#isLoading = false;
  }

  #ping(): void {
    this.#sincePing = 0;
    this.#pipe.write(`${++this.#pings}\n`);
  }

  #heard(beat: Beat): void {
    this.#quiet[beat.from] = 0;
    if (beat.from === 'main') this.#stepMs = beat.stepMs ?? 0;
    if (this.#end !== undefined) this.#set(this.#judge());
  }

  #tick(ms: number): void {
    this.#quiet.thread += ms;
    this.#quiet.main += ms;
    this.#sincePing += ms;
    this.#set(this.#judge());
    if (this.#sincePing >= PING_MS) this.#ping();
  }

  #judge(): Pulse {
    const { thread, main } = this.#quiet;
    if (thread >= SILENT_MS) return { state: 'silent', part: 'process' };
    if (main >= (this.#isLoading ? SILENT_IN_LOAD_MS : SILENT_MS)) return { state: 'silent', part: 'main' };
    if (this.#stepMs >= SLOW_MS) return { state: 'slow', seconds: Math.round(this.#stepMs / 1000) };
    return WELL;
  }

  #set(pulse: Pulse): void {
    const before = this.#pulse;
    this.#pulse = pulse;
    if (JSON.stringify(before) !== JSON.stringify(pulse)) this.#onChange(pulse);
  }
}
