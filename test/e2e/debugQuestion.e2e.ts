import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askAnyway } from './harness/askAnyway.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions, unfold } from './harness/panel.ts';

const BILL = [
  'const apiKey = String(6 * 7), tip = 3;',
  'function addUp(prices) {',
  '  let sum = 0;',
  '  for (const price of prices) {',
  '    sum += price;',
  '  }',
  '  return sum;',
  '}',
  'const bill = { tip, total: addUp([4, 12, 7]) };',
  'console.log(apiKey.length, bill);',
  '',
].join('\n');

const LAUNCH = {
  version: '0.2.0',
  configurations: [{ type: 'node', request: 'launch', name: 'Bill', program: '${workspaceFolder}/bill.js' }],
};

test('a stopped program is asked about with its code and values from the palette, the call stack and the variables', async ({
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
  await expect(workbench.notification(/explain a stopped program\. This needs Cerebrum 7b/)).toBeVisible();
  await workbench.screenshot('question-beyond-demo');
  await askAnyway(workbench);
  const panel = await workbench.chatPanel();
  const [first, second, third] = [questions(panel).first(), questions(panel).nth(1), questions(panel).nth(2)];
  await expect(first).toContainText('stopped at bill.js, line 7 in ');
  await unfold(first);
  await expect(first).toContainText('sum = 23');
  await expect(first).toContainText('prices = (3) [4, 12, 7]');
  // The code stands first, and all of it.
  await expect(first).toContainText(/let sum = 0;.*for \(const price of prices\).*return sum;.*The values now:/s);
  await expect(panel.getByRole('button', { name: /bill\.js, lines 2.8/ })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
  // A run with other values is none of this stop's.
  await expect(answers(panel)).not.toContainText(/Matches a run|Ran addUp/);
  await workbench.screenshot('question-debug-frame');

  // From the menu of the call stack: another frame than the one on screen.
  const caller = page.getByRole('treegrid', { name: 'Debug Call Stack' }).getByText('<anonymous>');
  await workbench.menuOf(caller, 'Explain This Frame');
  await expect(second).toContainText('bill.js, line 9');
  await unfold(second);
  // The module's own values, which js-debug calls expensive; what looks like a secret stays here.
  await expect(second).toContainText('tip = 3');
  await expect(second).toContainText('addUp = ƒ addUp(prices)');
  await expect(second).not.toContainText("apiKey = '42'");
  await expect(second).not.toContainText(folder);
  await expect(second).not.toContainText('[[');
  await expect(answers(panel).nth(1)).toHaveAttribute('data-status', /finished|limit/);
  await second.scrollIntoViewIfNeeded();
  await workbench.screenshot('question-debug-caller');

  // From the menu of a variable.
  const sum = variables.getByRole('treeitem', { name: /^sum/ });
  await expect(async () => {
    if (!(await sum.isVisible())) await local.click();
    await expect(sum).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await workbench.menuOf(sum, 'Explain This Value with Cerebrum');
  await expect(third).toContainText('Why is sum 23 at bill.js, line 7?');
  await expect(answers(panel).nth(2)).toHaveAttribute('data-status', /finished|limit/);
  await workbench.screenshot('question-debug-value');

  // Once the program has ended nothing is offered any more.
  await workbench.command('Debug: Stop');
  await expect(page.locator('.debug-toolbar')).toBeHidden();
  expect(await workbench.offersCommand('Cerebrum: Explain This Frame')).toBe(false);
});
