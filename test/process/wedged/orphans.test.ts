import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../support/engine.ts';
import { isAlive } from './hang.ts';

const folder = mkdtempSync(join(tmpdir(), 'orphans-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a parent, waits for its child, and kills the parent at once. Gives the child's id. */
async function orphan(...args: readonly string[]): Promise<number> {
  const parent = fork(join(ROOT, 'test/process/wedged/parent.ts'), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [pid] = (await once(parent, 'message')) as [number];
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  return pid;
}

const gone = (pid: number) => expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);

describe('a process whose parent was killed', () => {
  it('goes when it is idle', async () => gone(await orphan('idle')));

  it.each(['loop', 'native', 'step', 'worker'])('goes when it hangs in a %s', async (hang) =>
    gone(await orphan('hang', hang, folder)),
  );

  it('goes when it is a probe that hangs in a driver', async () => {
    const entry = join(folder, 'probe.mjs');
    writeFileSync(
      entry,
      `const { startWatchdog } = await import(${JSON.stringify(join(ROOT, 'src/inference/server/startWatchdog.ts'))});
       startWatchdog();
       console.log('pid ' + process.pid);
       setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 300);`,
    );
    await gone(await orphan('probe', entry));
  });

  it.runIf(process.platform !== 'win32')(
    'goes as soon as it is let go on, when it was stopped by a signal',
    async () => {
      const pid = await orphan('idle').then((child) => {
        process.kill(child, 'SIGSTOP');
        return child;
      });
      process.kill(pid, 'SIGCONT');
      await gone(pid);
    },
  );
});
