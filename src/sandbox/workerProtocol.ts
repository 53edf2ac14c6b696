import type { RunRequest } from '../protocol/sandbox.ts';

/** The thread's word that all is prepared: the program's time begins. What follows is the result. */
export const RUNNING = 'running';

/** The program has ended. */
export const RAN = 'ran';

/** What the thread is started with. */
export interface WorkerData {
  readonly request: RunRequest;
  /** The script of the realm (`realm/entry.ts`). */
  readonly realm: string;
  /** The interpreters' files. */
  readonly quickjs: Uint8Array;
  readonly micropython: Uint8Array;
}
