import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_MODEL } from '../support/engine.ts';
import { expect, test } from './harness/fixtures.ts';
import { dialog, downloadOf, getByAddress, manage, option } from './harness/modelCommands.ts';
import { ModelHub } from './harness/modelHub.ts';
import { Proxy } from './harness/proxy.ts';

const demo = readFileSync(DEMO_MODEL);
let folder: string;
/** The hub that is asked, and the one that it sends to for the bytes. */
let hub: ModelHub;
let store: ModelHub;
let proxy: Proxy;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cerebrum-e2e-downloads-'));
  [hub, store] = [await ModelHub.start(), await ModelHub.start()];
  proxy = await Proxy.start(hub.url);
  hub.redirectTo = store.url;
  for (const name of ['one', 'two']) {
    hub.files.set(`someone/${name}-gguf/${name}.gguf`, demo);
    store.files.set(`someone/${name}-gguf/${name}.gguf`, demo);
  }
});
test.afterAll(async () => {
  proxy.stop();
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

test('two downloads with a token and through a proxy: both outlive a reload, one goes on, the other is discarded', async ({
  workbench,
  vscode,
}) => {
  // The name exists for the proxy alone.
  const settings = {
    'cerebrum.download.endpoint': 'http://models.example',
    'cerebrum.modelsFolder': folder,
    'http.proxy': proxy.url,
  };
  await writeFile(join(vscode.folder, 'server-data/data/Machine/settings.json'), JSON.stringify(settings));
  let panel = await workbench.chatPanel();
  await workbench.command('Cerebrum: Set Download Token…');
  await expect(workbench.page.locator('.quick-input-title')).toContainText('http://models.example');
  // A field for secrets.
  await workbench.page.locator('.quick-input-widget input[type=password]').fill('hf_secret');
  await workbench.page.keyboard.press('Enter');

  store.holdAfter = 1_000_000;
  await getByAddress(workbench, 'hf:someone/one-gguf/one.gguf');
  await arrived('one.gguf', 1_000_000);
  expect(proxy.asked).toContain('models.example:80');
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

  await workbench.reload();
  panel = await workbench.chatPanel();
  await expect(downloadOf(panel)).toContainText('Paused at 1.0 MB of 5.9 MB');
  await workbench.notification('2 models are not downloaded to their end').getByText('Show Them').click();
  await expect(option(workbench, /one\.gguf/)).toContainText('Paused at 1.0 MB of 5.9 MB');
  await expect(option(workbench, /two\.gguf/)).toContainText('Paused at 1.0 MB of 5.9 MB');
  await workbench.screenshot('unfinished-downloads');
  await workbench.page.keyboard.press('Escape');

  await workbench.command('Cerebrum: Clear Download Token');
  await expect(workbench.notification('No access token is kept for http://models.example any more')).toBeVisible();
  store.holdAfter = undefined;
  hub.authorizations.length = 0;
  await manage(workbench, /one\.gguf/, /Resume/);
  await expect(workbench.notification('one.gguf is here and answers from now on')).toBeVisible();
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
