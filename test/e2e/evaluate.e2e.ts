import { expect, test } from './harness/fixtures.ts';
import { InferenceBrake } from './harness/inference.ts';
import { askToTheEnd } from './harness/panel.ts';
import { editorChat } from './harness/workbench.ts';

test('a model is evaluated on problems that come with Cerebrum, and the report can be looked through', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.command('Cerebrum: Evaluate Model…');
  await workbench.pickOption('Word Problems');
  await expect(page.getByPlaceholder(/^More questions make/)).toBeVisible();
  await workbench.pickOption('20 questions');
  await expect(page.locator('.tab.active')).toContainText('Evaluation of', { timeout: 90_000 });
  const report = editorChat(page);
  await expect(report.getByRole('heading', { level: 1 })).toHaveText(/^Evaluation of reasoning-demo-tiny\S*\.gguf$/);
  await expect(report.getByRole('row', { name: /^ours .* \/ 20/ })).toBeVisible();
  await expect(report.getByRole('img', { name: 'Right answers by length' })).toBeVisible();
  // The demo model is too small for most of them.
  const wrong = report.locator('details');
  await expect(wrong.first()).toBeVisible();
  await wrong.first().locator('summary').click();
  await expect(wrong.first().getByText('Right answer')).toBeVisible();
  await expect(wrong.first().getByText(/^Sample 1 · answer/)).toBeVisible();
  await workbench.screenshot('evaluation-report');
  // The page may run no script: neither the model's nor ours.
  await expect(report.locator('script')).toHaveCount(0);
});

test('an evaluation that is canceled shows what was answered until then', async ({ workbench }) => {
  const { page } = workbench;
  await askToTheEnd(await workbench.chatPanel(), 'What is 3 + 4?');
  const brake = new InferenceBrake();
  brake.freeze();
  try {
    await workbench.command('Cerebrum: Evaluate Model…');
    await workbench.pickOption('Word Problems');
    await expect(page.getByPlaceholder(/^More questions make/)).toBeVisible();
    await workbench.pickOption('64 questions');
    const progress = workbench.notification(/Evaluating .*: [1-9]\d* of 64/);
    await expect(async () => {
      // All 64 take it many seconds.
      brake.step(30);
      await expect(progress).toBeVisible({ timeout: 200 });
    }).toPass({ intervals: [0], timeout: 90_000 });
    await progress.getByRole('button', { name: 'Cancel' }).click();
  } finally {
    brake.release();
  }
  await expect(page.locator('.tab.active')).toContainText('Evaluation of');
  await expect(editorChat(page).getByText(/own word problems · ([1-5]?\d|6[0-3]) questions$/)).toBeVisible();
});
