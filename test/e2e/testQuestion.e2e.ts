import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askAnyway } from './harness/askAnyway.ts';
import { expect, test as base } from './harness/fixtures.ts';
import { packExtension } from './harness/packExtension.ts';
import { answers, questions, unfold } from './harness/panel.ts';

const test = base.extend<object, { moreExtensions: readonly string[] }>({
  moreExtensions: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'cerebrum-test-runner-'));
      await use([await packExtension('testRunner', folder)]);
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
});

const FEE = ['exports.addFee = (price) => {', '  return price + 3;', '};', ''].join('\n');

const CHECK = [
  "const assert = require('node:assert');",
  "const { addFee } = require('./fee.cjs');",
  '',
  "exports['adds the fee'] = () => {",
  '  let price = 8;',
  '  price = addFee(price);',
  '  assert.strictEqual(price, 12);',
  '};',
  '',
].join('\n');

test.use({ workspaceSettings: { 'cerebrum.context': 'always' } });

test('a failed test is explained where its message stands, with what was expected, its code and the code it tests', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  await writeFile(join(folder, 'fee.cjs'), FEE);
  await writeFile(join(folder, 'fee.check.cjs'), CHECK);
  await workbench.openFile('fee.check.cjs');
  await expect(workbench.editor.locator('.testing-run-glyph')).toHaveCount(1, { timeout: 60_000 });
  // The language service is up once it leads to the code that is tested.
  const shown = page.locator('.tab.active');
  await workbench.editor.getByText('addFee', { exact: true }).last().click();
  await expect(async () => {
    await page.keyboard.press('F12');
    await expect(shown).toContainText('fee.cjs', { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await workbench.openFile('fee.check.cjs');
  await workbench.command('Test: Run All Tests');

  // The editor shows the failure at its line; a click there opens the message, with a button.
  const peek = page.locator('.peekview-widget');
  await workbench.editor.getByText('11 != 12').click({ timeout: 60_000 });
  await expect(peek.getByText('Explain Test Failure with Cerebrum', { exact: true })).toBeVisible();
  await workbench.screenshot('question-test-peek');
  await peek.getByText('Explain Test Failure with Cerebrum', { exact: true }).click();
  await askAnyway(workbench);
  const panel = await workbench.chatPanel();
  const first = questions(panel).first();
  await expect(first).toContainText('Why does the test "adds the fee" fail at fee.check.cjs, line 7?');
  await unfold(first);
  await expect(first).toContainText('Expected: 12');
  await expect(first).toContainText('Actual: 11');
  await expect(first.getByRole('button', { name: /fee\.check\.cjs, lines 4.8/ })).toBeVisible();
  await expect(answers(panel).first()).toHaveAttribute('data-status', /finished|limit/);
  await first.getByText(/^Context sent: /).click();
  await expect(first.getByRole('list', { name: 'Context sent' })).toContainText('fee.cjs, lines 1–3');
  await workbench.screenshot('question-test');

  // The palette knows no failure: it shows the nearest, with the command beside it.
  await peek.getByRole('button', { name: 'Close' }).click();
  await expect(peek).toBeHidden();
  await workbench.command('Cerebrum: Explain Test Failure');
  await expect(peek.getByText('Explain Test Failure with Cerebrum', { exact: true })).toBeVisible();
  await expect(
    workbench.notification(/Choose Explain Test Failure with Cerebrum on the message of a failed test/),
  ).toBeVisible();
});
