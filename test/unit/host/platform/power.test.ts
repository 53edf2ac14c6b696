import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { isOnBattery } from '../../../../src/host/platform/power.ts';

let folder: string | undefined;
afterEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true });
  folder = undefined;
});

/** Supplies as Linux lists them: by name, what their files hold. */
async function supplies(listed: Record<string, Record<string, string>>): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'cerebrum-'));
  for (const [name, files] of Object.entries(listed)) {
    await mkdir(join(folder, name));
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, name, file), `${text}\n`);
  }
  return folder;
}

it.each([
  ['a battery in use', { BAT0: { type: 'Battery', status: 'Discharging' }, AC: { type: 'Mains', online: '0' } }, true],
  ['a battery that is charged', { BAT0: { type: 'Battery', status: 'Charging' } }, false],
  ['a full one', { AC: { type: 'Mains', online: '1' }, BAT0: { type: 'Battery', status: 'Full' } }, false],
  ['the battery of a mouse', { mouse: { type: 'Battery', status: 'Discharging', scope: 'Device' } }, false],
  ['no battery', {}, false],
])('%s', async (_what, listed, onBattery) => {
  expect(await isOnBattery(await supplies(listed as Record<string, Record<string, string>>))).toBe(onBattery);
});

it('counts as plugged in where nothing is known', async () => {
  expect(await isOnBattery('/nowhere')).toBe(false);
});
