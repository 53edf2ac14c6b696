import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LlamaContextSequence } from 'node-llama-cpp';

const PREFIX = 'cerebrum-kv-';

/**
 * Makes `targets` hold what `source` holds. node-llama-cpp 3.21.1 exposes no copy of KV cells, so the state goes through a file, in
 * memory where the system has a file system for that. Where it cannot, the targets stay as they are.
 */
export async function copySequence(
  source: LlamaContextSequence,
  targets: readonly LlamaContextSequence[],
): Promise<void> {
  if (targets.length === 0 || source.nextTokenIndex === 0) return;
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  await removeLeftovers(parent);
  // Only this user can enter it: the state holds the prompt.
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`)).catch(() => undefined);
  if (folder === undefined) return;
  const file = join(folder, 'state');
  try {
    const { fileSize } = await source.saveStateToFile(file);
    // llama.cpp ends the process when a state file is cut short: a full disk must not get that far.
    if (fileSize === 0 || (await stat(file)).size !== fileSize) return;
    for (const target of targets) await target.loadStateFromFile(file, { acceptRisk: true });
  } catch (error) {
    console.error('The prompt is read anew for each answer:', error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let isClean = false;

/** What processes left that were killed while they copied. */
async function removeLeftovers(parent: string): Promise<void> {
  if (isClean) return;
  isClean = true;
  for (const name of await readdir(parent).catch((): string[] => [])) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      // Another user's folder stays: it cannot be removed.
      await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
