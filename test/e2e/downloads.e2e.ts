import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatBytes } from '../../src/host/platform/texts/numbers.ts';
import { DEMO_MODEL } from '../support/engine.ts';
import { expect, test } from './harness/fixtures.ts';
import { dialog, downloadOf, getByAddress, manage, option } from './harness/modelCommands.ts';
import { ModelHub } from './harness/modelHub.ts';

// A VS Code of this file's own: others should not come by its settings.
test.use({ userSettings: { 'workbench.tips.enabled': false, 'workbench.hover.delay': 500 } });

const demo = readFileSync(DEMO_MODEL);
const PAUSED = `Paused at 1.0 MB of ${formatBytes(demo.length)}`;
let folder: string;
/** The hub that is asked, and the one that it sends to for the bytes. */
let hub: ModelHub;
let store: ModelHub;
test.use({ ownWindow: true });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cerebrum-e2e-downloads-'));
  [hub, store] = [await ModelHub.start(), await ModelHub.start()];
  hub.redirectTo = store.url;
  for (const name of ['one', 'two']) {
    hub.files.set(`someone/${name}-gguf/${name}.gguf`, demo);
    store.files.set(`someone/${name}-gguf/${name}.gguf`, demo);
  }
});
test.afterAll(async () => {
  await Promise.all([hub.stop(), store.stop()]);
  await rm(folder, { recursive: true });
});

/** Resolves when so many bytes of a download lie on the disk. */
const arrived = (name: string, bytes: number) =>
  expect
    .poll(() =>
      stat(join(folder, `${name}.part`)).then(
        ({ size }) => size,
        () => 0,
      ),
    )
    .toBe(bytes);

test('two downloads with a token: both outlive a reload, one goes on, the other is discarded', async ({
  workbench,
  vscode,
}) => {
  const settings = {
    'cerebrum.download.endpoint': hub.url,
    'cerebrum.modelsFolder': folder,
  };
  await writeFile(join(vscode.folder, 'server-data/data/Machine/settings.json'), JSON.stringify(settings));
  let panel = await workbench.chatPanel();
  await workbench.command('Cerebrum: Set Download Token…');
  await expect(workbench.page.locator('.quick-input-title')).toContainText(hub.url);
  // A field for secrets; it takes no Enter before it has looked at the words.
  const secret = workbench.page.locator('.quick-input-widget input[type=password]');
  await secret.fill('hf_secret');
  await expect(async () => {
    await workbench.page.keyboard.press('Enter');
    await expect(secret).toBeHidden({ timeout: 2_000 });
  }).toPass();
  await expect(workbench.notification(`The access token for ${hub.url} is stored`)).toBeVisible();

  store.holdAfter = 1_000_000;
  await getByAddress(workbench, 'hf:someone/one-gguf/one.gguf');
  await arrived('one.gguf', 1_000_000);
  expect(new Set(hub.authorizations)).toEqual(new Set(['Bearer hf_secret']));
  expect(store.authorizations).toEqual(['']);
  await getByAddress(workbench, 'hf:someone/two-gguf/two.gguf');
  await workbench
    .notification('one.gguf is being downloaded')
    .getByRole('button', { name: 'Pause It and Download This One' })
    .click();
  await arrived('two.gguf', 1_000_000);
  await expect(downloadOf(panel)).toContainText('two.gguf');
  await expect(downloadOf(panel)).toContainText('1 more is not finished');
  await workbench.screenshot('two-downloads');

  // They are told of at a window's start, whether Cerebrum is on screen or not.
  await workbench.page.keyboard.press('Control+Alt+B');
  await expect(workbench.page.locator('iframe.webview:visible')).toHaveCount(0);
  await workbench.reload();
  const unfinished = workbench.notification('2 model downloads are not finished');
  await expect(unfinished).toBeVisible({ timeout: 60_000 });
  panel = await workbench.chatPanel();
  await expect(downloadOf(panel)).toContainText(PAUSED);
  await unfinished.getByText('Show Them').click();
  await expect(option(workbench, /one\.gguf/)).toContainText(PAUSED);
  await expect(option(workbench, /two\.gguf/)).toContainText(PAUSED);
  await workbench.screenshot('unfinished-downloads');
  await workbench.page.keyboard.press('Escape');

  await workbench.command('Cerebrum: Clear Download Token');
  await expect(workbench.notification(`The access token for ${hub.url} was removed`)).toBeVisible();
  store.holdAfter = undefined;
  hub.authorizations.length = 0;
  await manage(workbench, /one\.gguf/, /Resume/);
  await expect(workbench.notification('one.gguf was downloaded and is now in use')).toBeVisible();
  expect(readFileSync(join(folder, 'one.gguf')).equals(demo)).toBe(true);
  expect(store.offsets.at(-1)).toBe(1_000_000);
  expect(new Set(hub.authorizations)).toEqual(new Set(['']));

  await workbench.command('Cerebrum: Get Model…');
  await option(workbench, /two\.gguf/).click();
  await option(workbench, /Discard/).click();
  await dialog(workbench).getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(downloadOf(panel)).toHaveCount(0);
  await expect.poll(async () => (await readdir(folder)).filter((name) => name.startsWith('two'))).toEqual([]);
});
