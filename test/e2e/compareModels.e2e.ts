import { copyFile, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_MODEL } from '../support/engine.ts';
import { expect, test } from './harness/fixtures.ts';
import { editorChat } from './harness/workbench.ts';

const folder = join(tmpdir(), `cerebrum-e2e-compare-${process.pid}`);
test.use({ ownWindow: true, machineSettings: { 'cerebrum.modelsFolder': folder } });
test.beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await copyFile(DEMO_MODEL, join(folder, 'same.gguf'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('two models are compared on the same problems, and the one in use comes back', async ({ workbench }) => {
  const { page } = workbench;
  const panel = await workbench.chatPanel();
  await workbench.command('Cerebrum: Compare Two Models…');
  await workbench.pickOption('same.gguf');
  await expect(page.getByPlaceholder(/^Second model/)).toBeVisible();
  await workbench.pickOption('Demo model');
  await expect(page.getByPlaceholder(/^Problems that come/)).toBeVisible();
  await workbench.pickOption('Word Problems');
  await expect(page.getByPlaceholder(/^More questions make/)).toBeVisible();
  await workbench.pickOption('20 questions');
  await expect(page.locator('.tab.active')).toContainText('Comparison of', { timeout: 120_000 });
  const report = editorChat(page);
  await expect(report.getByRole('heading', { level: 1 })).toHaveText(
    /^Comparison of same\.gguf and reasoning-demo-tiny/,
  );
  // The same weights: the same answers.
  await expect(report.getByText(/^No difference was found\./)).toBeVisible();
  await expect(report.getByRole('row', { name: /^ours \+?0\.0/ })).toBeVisible();
  await workbench.screenshot('evaluation-comparison');
  await expect(panel.getByRole('button', { name: 'Model: Demo model' })).toBeVisible();
});
