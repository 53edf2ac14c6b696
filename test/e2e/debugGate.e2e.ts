import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions, unfold } from './harness/panel.ts';

const BILL = [
  'const apiKey = String(6 * 7);',
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
].join('\n');

const LAUNCH = {
  version: '0.2.0',
  configurations: [{ type: 'node', request: 'launch', name: 'Bill', program: '${workspaceFolder}/bill.js' }],
};

test('a stopped program is explained with the values of its frame, and the steps are tied to its lines', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  await writeFile(join(folder, 'bill.js'), BILL);
  await mkdir(join(folder, '.vscode'), { recursive: true });
  await writeFile(join(folder, '.vscode', 'launch.json'), JSON.stringify(LAUNCH));
  await workbench.openFile('bill.js');
  expect(await workbench.offersCommand('Cerebrum: Explain This Frame')).toBe(false);
  await workbench.selectLines(7, 7);
  await page.keyboard.press('F9');
  await expect(workbench.editor.locator('.codicon-debug-breakpoint')).toBeVisible();
  await workbench.command('Debug: Start Debugging');
  const variables = page.getByRole('tree', { name: 'Debug Variables' });
  const local = variables.getByRole('treeitem', { name: 'Scope Local: addUp' });
  await expect(local).toBeVisible({ timeout: 60_000 });

  // From the palette: the frame on screen.
  await workbench.command('Cerebrum: Explain This Frame');
  const panel = await workbench.chatPanel();
  const first = questions(panel);
  await expect(first).toContainText('stopped at bill.js, line 7 in ');
  await unfold(first);
  await expect(first).toContainText('sum = 23');
  await expect(first).toContainText('prices = (3) [4, 12, 7]');
  await expect(panel.getByRole('button', { name: /bill\.js, lines 2.8/ })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
  const steps = answers(panel).getByRole('list', { name: 'Steps' });
  await expect(steps.getByRole('button', { name: 'line 3' }).first()).toBeVisible();
  await workbench.screenshot('gate-debug-frame');
});
