import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions, unfold } from './harness/panel.ts';

test.use({ withTestRunner: true, workspaceSettings: { 'cerebrum.context': 'always' } });

test('a failed test is explained from its message, with what was expected, its code and the code it tests', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  await writeFile(
    join(folder, 'fee.cjs'),
    ['exports.addFee = (price) => {', '  if (price < 0) throw new Error();', '  return price + 3;', '};', ''].join(
      '\n',
    ),
  );
  await writeFile(
    join(folder, 'fee.check.cjs'),
    [
      "const assert = require('node:assert');",
      "const { addFee } = require('./fee.cjs');",
      '',
      "exports['adds the fee'] = () => {",
      '  let price = 8;',
      '  price = addFee(price);',
      '  assert.strictEqual(price, 12);',
      '};',
      '',
    ].join('\n'),
  );
  await workbench.reload();
  const panel = await workbench.chatPanel();
  await workbench.command('Test: Run All Tests');
  const message = page.getByRole('treeitem', { name: /Expected values to be strictly equal/ }).last();
  await expect(message).toBeVisible({ timeout: 60_000 });
  await workbench.menuOf(message, 'Explain Test Failure');
  await expect(questions(panel)).toContainText('Why does the test "adds the fee" fail at fee.check.cjs, line 7?');
  await unfold(questions(panel));
  await expect(questions(panel)).toContainText('Expected: 12');
  await expect(questions(panel)).toContainText('Actual: 11');
  await expect(panel.getByRole('button', { name: /fee\.check\.cjs, lines 4.8/ })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
  await panel.getByText(/^What I read: /).click();
  await expect(panel.getByRole('list', { name: 'What I read' })).toContainText('fee.cjs');
  await workbench.screenshot('gate-test');

  // From the palette: VS Code shows the failure, with the button beside it.
  await workbench.command('Cerebrum: Explain Test Failure');
  await expect(workbench.notification(/Choose Explain Test Failure/)).toBeVisible();
  await workbench.screenshot('gate-test-peek');
  await page.getByRole('button', { name: 'Explain Test Failure' }).first().click();
  await expect(questions(panel)).toHaveCount(2);
});
