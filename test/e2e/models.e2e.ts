import type { FrameLocator } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatBytes } from '../../src/host/platform/texts/numbers.ts';
import { DEMO_MODEL } from '../support/engine.ts';
import { rewriteGguf } from '../support/rewriteGguf.ts';
import { expect, test } from './harness/fixtures.ts';
import { dialog, downloadOf, getByAddress, manage, option } from './harness/modelCommands.ts';
import { ModelHub } from './harness/modelHub.ts';
import { picture } from './harness/picture.ts';

const folder = join(tmpdir(), `cerebrum-e2e-models-${process.pid}`);
const demo = readFileSync(DEMO_MODEL);
let hub: ModelHub;

test.use({ ownWindow: true });

test.beforeAll(async () => {
  hub = await ModelHub.start();
  hub.files.set('someone/tiny-gguf/tiny.gguf', demo);
});
test.afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true, force: true });
});
test.beforeEach(async ({ vscode }) => {
  hub.holdAfter = undefined;
  hub.lies = false;
  hub.cuts.length = 0;
  hub.offsets.length = 0;
  await rm(folder, { recursive: true, force: true });
  // The demo model answers again, and models come from the hub.
  const machine = join(vscode.folder, 'server-data/data/Machine');
  await mkdir(machine, { recursive: true });
  const settings = { 'cerebrum.download.endpoint': hub.url, 'cerebrum.modelsFolder': folder, 'cerebrum.gpu': 'cpu' };
  await writeFile(join(machine, 'settings.json'), JSON.stringify(settings, undefined, 2));
});

/** Resolves when so many bytes of the download lie on the disk. */
const arrived = (bytes: () => number) =>
  expect
    .poll(async () => {
      const { size } = await stat(join(folder, 'tiny.gguf.part')).catch(() => ({ size: 0 }));
      return size === bytes();
    })
    .toBe(true);

async function answersWith(panel: FrameLocator, question: string, text: string): Promise<void> {
  await panel.getByRole('textbox', { name: 'Ask Cerebrum' }).fill(question);
  await panel.getByRole('textbox', { name: 'Ask Cerebrum' }).press('Enter');
  const answer = panel.getByRole('article', { name: 'Cerebrum' }).last();
  await expect(answer).toHaveAttribute('data-status', 'finished');
  await expect(answer).toContainText(text);
}

test('a download that is cut goes on by itself, and from there after a reload; the model then answers, and can be deleted', async ({
  workbench,
}) => {
  let panel = await workbench.chatPanel();
  await expect(panel.getByRole('button', { name: 'Get Cerebrum 7b…' })).toBeVisible();
  hub.cuts.push(1_000_000);
  hub.holdAfter = 1_000_000;
  await getByAddress(workbench, 'hf:someone/tiny-gguf/tiny.gguf');
  // The first answer is cut; the download asks again for the rest.
  await expect.poll(() => hub.offsets.length).toBe(2);
  await arrived(() => (hub.offsets[1] ?? 0) + 1_000_000);
  const kept = (hub.offsets[1] ?? 0) + 1_000_000;
  await expect(downloadOf(panel)).toContainText(`of ${formatBytes(demo.length)}`);
  await expect(workbench.notification('Downloading tiny.gguf')).toContainText(`of ${formatBytes(demo.length)}`);
  await workbench.screenshot('download');

  await workbench.reload();
  panel = await workbench.chatPanel();
  await expect(downloadOf(panel)).toContainText(`Paused at ${formatBytes(kept)} of ${formatBytes(demo.length)}`);
  await workbench.screenshot('download-paused');
  hub.holdAfter = undefined;
  await downloadOf(panel).getByRole('button', { name: 'Resume Download' }).click();
  await expect(workbench.notification('tiny.gguf was downloaded and is now in use')).toBeVisible();
  expect(hub.offsets).toEqual([0, kept - 1_000_000, kept]);
  expect(readFileSync(join(folder, 'tiny.gguf')).equals(demo)).toBe(true);
  expect((await readdir(folder)).filter((name) => name.startsWith('tiny'))).toEqual(['tiny.gguf']);

  await expect(panel.getByRole('button', { name: /^Model: / })).toBeVisible();
  await answersWith(panel, 'What is 9 times 8?', '72');

  await workbench.command('Cerebrum: Manage Models…');
  await expect(option(workbench, /tiny\.gguf/)).toContainText('in use');
  await expect(option(workbench, /tiny\.gguf/)).toContainText('verified: as published');
  await workbench.screenshot('manage-models');
  await picture(workbench, 'walkthrough/manage-models', { x: 240, y: 0, width: 800, height: 260 });
  await option(workbench, /tiny\.gguf/).click();
  await option(workbench, /Delete/).click();
  await dialog(workbench).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(() => existsSync(join(folder, 'tiny.gguf'))).toBe(false);
  await expect(panel.getByRole('button', { name: 'Model: Demo model' })).toBeVisible();
});

test('the catalogue tells what each model needs here; a file that is not the published one is never taken for it', async ({
  workbench,
}) => {
  await workbench.chatPanel();
  await workbench.command('Cerebrum: Get Model…');
  const model = option(workbench, /Cerebrum 7b Q4_K_M/);
  await expect(model).toContainText('4.4 GB');
  await expect(model).toContainText(/needs 5\.\d GB of memory · (fits|tight|does not fit)/);
  await expect(workbench.page.locator('.quick-input-list')).toContainText('Recommended here');
  await workbench.screenshot('get-model');
  await picture(workbench, 'walkthrough/get-model', { x: 240, y: 0, width: 800, height: 420 });
  hub.files.set('neopolita/cerebrum-1.0-7b-gguf/cerebrum-1.0-7b_q4_k_m.gguf', demo);
  await model.click();
  await expect(dialog(workbench)).toContainText('Apache-2.0');
  await expect(dialog(workbench)).toContainText('https://huggingface.co/neopolita/cerebrum-1.0-7b-gguf');
  await expect(dialog(workbench)).toContainText(`Downloaded from: ${hub.url}`);
  await workbench.screenshot('get-model-confirm');
  await dialog(workbench).getByRole('button', { name: 'Download', exact: true }).click();
  await expect(workbench.notification('The file on the server is not the expected one')).toBeVisible();
  expect(existsSync(join(folder, 'cerebrum-1.0-7b_q4_k_m.gguf'))).toBe(false);
});

test('a wrong hash is told with what was expected and found, and leaves no model behind', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  hub.lies = true;
  await getByAddress(workbench, 'hf:someone/tiny-gguf/tiny.gguf');
  await expect(workbench.notification('The file does not match the published one')).toContainText(
    /expected 0{64}, found [0-9a-f]{64}/,
  );
  expect((await readdir(folder)).filter((name) => name.startsWith('tiny'))).toEqual([]);
  await expect(panel.getByRole('button', { name: 'Get Cerebrum 7b…' })).toBeVisible();
});

test('Cancel pauses and keeps what has come, Discard removes it', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  hub.holdAfter = 1_500_000;
  await getByAddress(workbench, 'hf:someone/tiny-gguf/tiny.gguf');
  const toast = workbench.notification('Downloading tiny.gguf');
  await arrived(() => 1_500_000);
  await toast.getByRole('button', { name: 'Cancel' }).click();
  await expect(downloadOf(panel)).toContainText(`Paused at 1.5 MB of ${formatBytes(demo.length)}`);
  expect((await readFile(join(folder, 'tiny.gguf.part'))).equals(demo.subarray(0, 1_500_000))).toBe(true);
  await workbench.notification('The download is paused').getByRole('button', { name: 'Discard' }).click();
  await expect(downloadOf(panel)).toHaveCount(0);
  await expect.poll(() => readdir(folder)).toEqual([]);
});

test('a file dropped into the folder appears; it is verified, shown, used by its own chat template, and deleted', async ({
  workbench,
}) => {
  const panel = await workbench.chatPanel();
  const template = "{% for m in messages %}{{ '[' + m['role'] + '] ' + m['content'] + '\\n' }}{% endfor %}[assistant]";
  const other = rewriteGguf(demo, { 'tokenizer.chat_template': template, 'general.name': 'Another model' });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'other.gguf'), other);
  await workbench.command('Cerebrum: Manage Models…');
  await expect(option(workbench, /other\.gguf/)).toContainText('not verified yet · never used');
  await option(workbench, /other\.gguf/).click();
  await option(workbench, /Verify/).click();
  await expect(workbench.notification('other.gguf: hashed; no published hash to compare with.')).toBeVisible();
  await manage(workbench, /other\.gguf.*hashed/, /Show in Its Folder/);
  // A browser has no file manager: the path can be copied.
  await expect(workbench.notification(join(folder, 'other.gguf')).getByText('Copy Path')).toBeVisible();
  await workbench.screenshot('reveal-model');
  await manage(workbench, /other\.gguf/, /Use This Model/);
  await expect(panel.getByText('This model is not Cerebrum. It uses the chat template in its GGUF.')).toBeVisible();
  await workbench.screenshot('own-template');
  await manage(workbench, /other\.gguf.*in use.*last used/, /Delete/);
  await expect(dialog(workbench)).toContainText('The demo model is used afterwards.');
  await dialog(workbench).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(() => existsSync(join(folder, 'other.gguf'))).toBe(false);
  await expect(panel.getByRole('button', { name: 'Model: Demo model' })).toBeVisible();
});

test('Get Started opens the walkthrough, and its steps are ticked off by what was done', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.command('Cerebrum: Get Started');
  const steps = page.locator('.getting-started-step');
  await expect(steps).toHaveCount(6);
  const first = steps.filter({ hasText: 'Ask your first question' }).locator('[data-done-step-id]');
  await expect(first).toHaveAttribute('aria-checked', 'false');
  await steps.getByText('Open the Panel').click();
  const panel = await workbench.chatPanel();
  await expect(first).toHaveAttribute('aria-checked', 'false');
  await answersWith(panel, 'A baker has 48 rolls and sells 19 of them. How many rolls are left?', 'Answer:');
  await expect(first).toHaveAttribute('aria-checked', 'true');
  await workbench.screenshot('walkthrough');
  await picture(workbench, 'walkthrough/chat', { x: 982, y: 36, width: 298, height: 440 });
  await workbench.command('Cerebrum: Ask…');
  await workbench.quickPick.fill('What is 36 + 47?');
  await picture(workbench, 'walkthrough/ask', { x: 240, y: 0, width: 800, height: 200 });
  await page.keyboard.press('Escape');
});
