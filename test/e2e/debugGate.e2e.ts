import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions } from './harness/panel.ts';

test('a stopped program is explained with its values, from the call stack, the variables and the palette', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  await writeFile(
    join(folder, 'bill.js'),
    [
      "const apiKey = 'not for others';",
      'function addUp(prices) {',
      '  let sum = 0;',
      '  for (const price of prices) {',
      '    sum += price;',
      '  }',
      '  return sum;',
      '}',
      'const bill = { tip: 3, total: addUp([4, 12, 7]) };',
      'console.log(apiKey.length, bill);',
      '',
    ].join('\n'),
  );
  await mkdir(join(folder, '.vscode'), { recursive: true });
  const launch = { type: 'node', request: 'launch', name: 'Bill', program: '${workspaceFolder}/bill.js' };
  await writeFile(
    join(folder, '.vscode', 'launch.json'),
    JSON.stringify({ version: '0.2.0', configurations: [launch] }),
  );
  expect(await workbench.offersCommand('Cerebrum: Explain This Frame')).toBe(false);
  await workbench.openFile('bill.js');
  await workbench.selectLines(7, 7);
  await page.keyboard.press('F9');
  await expect(workbench.editor.locator('.codicon-debug-breakpoint')).toBeVisible();
  await workbench.command('Debug: Start Debugging');
  const variables = page.getByRole('tree', { name: 'Debug Variables' });
  await expect(variables.getByRole('treeitem', { name: /^sum, value 23/ })).toBeVisible({ timeout: 60_000 });

  // From the palette: the frame on screen.
  await workbench.command('Cerebrum: Explain This Frame');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('bill.js, line 7 in addUp');
  await expect(questions(panel)).toContainText('sum = 23');
  await expect(questions(panel)).toContainText('prices = (3) [4, 12, 7]');
  await expect(questions(panel)).not.toContainText('not for others');
  await expect(panel.getByRole('button', { name: /bill\.js, lines 2.8/ })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
  await workbench.screenshot('gate-debug-frame');
});
