import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from './harness/fixtures.ts';
import { packTestRunner } from './harness/packTestRunner.ts';
import { answers, questions, unfold } from './harness/panel.ts';

const test = base.extend<object, { moreExtensions: readonly string[] }>({
  moreExtensions: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'cerebrum-test-runner-'));
      await use([await packTestRunner(folder)]);
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

test('a failed test is explained where its message stands, with what was expected and its code', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  await writeFile(join(folder, 'fee.cjs'), FEE);
  await writeFile(join(folder, 'fee.check.cjs'), CHECK);
  await workbench.openFile('fee.check.cjs');
  await expect(workbench.editor.locator('.testing-run-glyph')).toHaveCount(1, { timeout: 60_000 });
  await workbench.command('Test: Run All Tests');

  // The editor shows the failure at its line; a click there opens the message, with a button.
  const peek = page.locator('.peekview-widget');
  await workbench.editor.getByText('11 != 12').click({ timeout: 60_000 });
  await expect(peek.getByText('Explain Test Failure', { exact: true })).toBeVisible();
  await workbench.screenshot('gate-test-peek');
  await peek.getByText('Explain Test Failure', { exact: true }).click();
  const panel = await workbench.chatPanel();
  const first = questions(panel).first();
  await expect(first).toContainText('Why does the test "adds the fee" fail at fee.check.cjs, line 7?');
  await unfold(first);
  await expect(first).toContainText('Expected: 12');
  await expect(first).toContainText('Actual: 11');
  await expect(first.getByRole('button', { name: /fee\.check\.cjs, lines 4.8/ })).toBeVisible();
  await expect(answers(panel).first()).toHaveAttribute('data-status', /finished|limit/);
  await workbench.screenshot('gate-test');
});
