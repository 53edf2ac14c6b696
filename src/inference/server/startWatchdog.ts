import { fstatSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { HEARTBEAT_FD, type Beat } from '../../protocol/heartbeat.ts';
import { stepAge } from '../decode/stepAge.ts';

/** Starts the thread that answers the host's pings and ends this process with the host (`watchdog.ts`). */
export function startWatchdog(): void {
  const fd = Number(process.env[HEARTBEAT_FD]);
  // Not for the processes that this one starts.
  Reflect.deleteProperty(process.env, HEARTBEAT_FD);
  if (!isOpen(fd)) return;
  const entry = import.meta.url.endsWith('.ts') ? './watchdog.ts' : './watchdog.mjs';
  const worker = new Worker(new URL(entry, import.meta.url), { workerData: { fd } });
  worker.on('message', () => worker.postMessage({ from: 'main', ...stepAge(performance.now()) } satisfies Beat));
  worker.on('error', (error) => console.error(`The watchdog thread failed: ${String(error)}`));
  worker.unref();
}

/** A process that somebody else started has no such pipe. */
function isOpen(fd: number): boolean {
  if (!(fd > 2)) return false;
  try {
    fstatSync(fd);
    return true;
  } catch {
    return false;
  }
}
