import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { childEnvironment } from './local/childEnvironment.ts';

/** Of the last ten seconds, the share in percent in which every program stood still for want of memory. */
const STALLED_PERCENT = 10;
/** macOS: 1 is normal, 2 a warning, 4 critical. */
const CRITICAL_LEVEL = 4;

/** Whether the system itself says that memory is short: Linux and macOS do, Windows tells no program that asks like this. */
export async function isMemoryShort(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  try {
    if (platform === 'linux') return stalledPercent(await readFile('/proc/pressure/memory', 'utf8')) >= STALLED_PERCENT;
    if (platform !== 'darwin') return false;
    const options = { timeout: 2000, env: childEnvironment() };
    const level = ['-n', 'kern.memorystatus_vm_pressure_level'];
    const { stdout } = await promisify(execFile)('/usr/sbin/sysctl', level, options);
    return Number(stdout) >= CRITICAL_LEVEL;
  } catch {
    // A kernel without these figures tells nothing.
    return false;
  }
}

/** From `/proc/pressure/memory` (Linux, Documentation/accounting/psi.rst). @internal */
export function stalledPercent(pressure: string): number {
  return Number(/^full avg10=([\d.]+)/m.exec(pressure)?.[1] ?? 0);
}
