import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';

/** Replaces a JSON file that all windows share by what `change` gives, while no other window changes it. Only the user reads it. */
export async function changeShared(path: string, change: () => Promise<unknown>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const release = await lock(path, { realpath: false, retries: { retries: 30, minTimeout: 10, maxTimeout: 500 } });
  try {
    await writeFile(`${path}.new`, JSON.stringify(await change(), null, 2), { mode: 0o600 });
    await rename(`${path}.new`, path);
  } finally {
    await release();
  }
}
