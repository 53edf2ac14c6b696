import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type DemoEngineOptions } from '../../support/engine.ts';

export const HANGS = ['loop', 'native', 'step', 'worker'] as const;
export type Hang = (typeof HANGS)[number];

let count = 0;

/** Options of an engine whose process hangs once, at the first such request. @param folder for the note that it is due */
export function hangsOnce(folder: string, hang: Hang, request: string): Pick<DemoEngineOptions, 'entry' | 'args'> {
  const once = join(folder, `due-${count++}`);
  writeFileSync(once, '');
  return {
    entry: join(ROOT, 'test/process/wedged/hangingEntry.ts'),
    args: [`--hang=${hang}:${request}`, `--once=${once}`],
  };
}

/** Whether the process with these options has come to hang. */
export const hasHung = ({ args }: Pick<DemoEngineOptions, 'args'>): boolean =>
  !existsSync(args?.[1]?.slice('--once='.length) ?? '');

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
