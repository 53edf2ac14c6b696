/**
 * A worker thread that holds the pipe to the extension host. It answers the host's pings, and ends the process when the host
 * is gone: the main thread may be in a loop or in a native call, and would never see that its IPC channel closed.
 */
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { parentPort, workerData } from 'node:worker_threads';
import type { Beat } from '../../protocol/heartbeat.ts';

/** The main thread, if it can, frees the devices first; milliseconds. */
const GRACE_MS = 2500;

const { fd } = workerData as { readonly fd: number };
const pipe = new Socket({ fd, readable: true, writable: true });
const beat = (message: Beat) => pipe.writable && pipe.write(`${JSON.stringify(message)}\n`);

createInterface({ input: pipe })
  // It repeats the pipe's.
  .on('error', () => undefined)
  .on('line', (ping) => {
    beat({ from: 'thread' });
    parentPort?.postMessage(ping);
  });
parentPort?.on('message', (message: Beat) => beat(message));

// A pipe that breaks closes, too.
pipe.on('error', () => undefined);
pipe.on('close', () => setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS));
