import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { childEnvironment } from './local/childEnvironment.ts';

/** Of the last ten seconds, the share in percent in which every program stood still for want of memory. */
const STALLED_PERCENT = 10;
/** macOS: 1 is normal, 2 a warning, 4 critical. */
const CRITICAL_LEVEL = 4;

/** What the systems say about their memory. */
export interface MemoryFigures {
  /** Linux: `/proc/pressure/memory` (Documentation/accounting/psi.rst). */
  pressure(): Promise<string>;
  /** macOS: `kern.memorystatus_vm_pressure_level`. */
  level(): Promise<string>;
}

const ofThisSystem: MemoryFigures = {
  pressure: () => readFile('/proc/pressure/memory', 'utf8'),
  level: async () => {
    const options = { timeout: 2000, env: childEnvironment() };
    const name = ['-n', 'kern.memorystatus_vm_pressure_level'];
    return (await promisify(execFile)('/usr/sbin/sysctl', name, options)).stdout;
  },
};

/** Whether the system itself says that memory is short: Linux and macOS do, Windows tells no program that asks like this. */
export async function isMemoryShort(platform = process.platform, figures = ofThisSystem): Promise<boolean> {
  try {
    if (platform === 'linux') return stalledPercent(await figures.pressure()) >= STALLED_PERCENT;
    return platform === 'darwin' && Number(await figures.level()) >= CRITICAL_LEVEL;
  } catch {
    // A kernel without these figures tells nothing.
    return false;
  }
}

const stalledPercent = (pressure: string): number => Number(/^full avg10=([\d.]+)/m.exec(pressure)?.[1] ?? 0);
