import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from '../../../scripts/workbench/server.ts';

/** The extension hosts of this server; other VS Codes on the machine have servers of their own. */
function extensionHosts({ pid }: Server): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid), '-f', 'type=extensionHost'], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
}

/** Ends the extension hosts at once, as a fault or the system would; resolves with the time it was done and how many died. */
export async function killExtensionHosts(server: Server): Promise<{ readonly at: number; readonly count: number }> {
  const pids = extensionHosts(server);
  const at = Date.now();
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  while (extensionHosts(server).some((pid) => pids.includes(pid))) await pause(5);
  return { at, count: pids.length };
}
