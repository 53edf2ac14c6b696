import type { FrameLocator, Locator } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import type { Workbench } from './harness/workbench.ts';

const answers = (panel: FrameLocator): Locator => panel.getByRole('article', { name: 'Cerebrum' });
const questions = (panel: FrameLocator): Locator => panel.getByRole('article', { name: 'You' });

async function goToLine(workbench: Workbench, line: number): Promise<void> {
  await workbench.page.keyboard.press('Control+G');
  await workbench.quickPick.fill(`:${line}`);
  await workbench.page.keyboard.press('Enter');
  await expect(workbench.status(/^Ln/)).toContainText(`Ln ${line}, `);
}

/** Opens the quick fixes of the cursor's line once there are some, and takes one. */
async function quickFix(workbench: Workbench, title: string): Promise<void> {
  const entry = workbench.page.locator('.action-widget').getByText(title, { exact: true });
  await expect(async () => {
    await workbench.page.keyboard.press('ControlOrMeta+.');
    await entry.click({ timeout: 2_000 });
  }).toPass();
}

test('without a selection the function around the cursor is explained', async ({ workbench }) => {
  await workbench.openFile('cart.ts');
  await goToLine(workbench, 11);
  await workbench.command('Cerebrum: Explain Step by Step');
  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('button', { name: /cart\.ts, lines 8.14/ })).toBeVisible();
  await expect(answers(panel)).toContainText('The function adds the numbers in prices');
  await workbench.screenshot('gate-cursor');
});

test('where no language service knows the file, the line is explained', async ({ workbench }) => {
  await writeFile(join(workbench.folder, 'sum.txt'), '\r\nlet a = 3 + 4;\r\n\r\n');
  await workbench.openFile('sum.txt');
  await goToLine(workbench, 2);
  await workbench.command('Cerebrum: Explain Step by Step');
  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('button', { name: 'sum.txt, line 2' })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
});

test('an error is explained from its quick fix', async ({ workbench }) => {
  await writeFile(join(workbench.folder, 'wrong.ts'), 'export {};\n\nconst price: number = "42";\n');
  await workbench.openFile('wrong.ts');
  await goToLine(workbench, 3);
  await quickFix(workbench, 'Explain This Problem');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText("Type 'string' is not assignable to type 'number'. (ts 2322)");
  await expect(answers(panel)).toContainText('is a string, but price is a number');
  await workbench.screenshot('gate-problem');
});

test('a fix is shown as a diff, and nothing changes until it is accepted', async ({ workbench }) => {
  const wrong = 'export {};\r\n\r\nconst size = 4;\r\nsize = 7;\r\n';
  const path = join(workbench.folder, 'wrong.ts');
  await writeFile(path, wrong);
  await workbench.openFile('wrong.ts');
  await goToLine(workbench, 4);
  await quickFix(workbench, 'Suggest a Fix');
  const accept = workbench.page.getByRole('button', { name: 'Accept Fix' });
  await expect(accept).toBeVisible();
  await expect(workbench.page.locator('.tab.active')).toContainText('Suggested Fix');
  await workbench.screenshot('gate-fix-diff');
  expect(await readFile(path, 'utf8')).toBe(wrong);

  await accept.click();
  await expect(workbench.page.locator('.tab.active')).toContainText('wrong.ts');
  await workbench.command('File: Save');
  await expect(async () => {
    expect(await readFile(path, 'utf8')).toBe('export {};\r\n\r\nlet size = 4;\r\nsize = 7;\r\n');
  }).toPass();
});

test('a discarded fix changes nothing, and one for lines that changed is not applied', async ({ workbench }) => {
  const path = join(workbench.folder, 'wrong.ts');
  await writeFile(path, 'export {};\n\nconst size = 4;\nsize = 7;\n');
  await workbench.openFile('wrong.ts');
  await goToLine(workbench, 4);
  await quickFix(workbench, 'Suggest a Fix');
  await workbench.page.getByRole('button', { name: 'Discard Fix' }).click();
  await expect(workbench.page.locator('.tab.active')).not.toContainText('Suggested Fix');
  expect(await readFile(path, 'utf8')).toContain('const size = 4;');

  await goToLine(workbench, 4);
  await quickFix(workbench, 'Suggest a Fix');
  await expect(workbench.page.getByRole('button', { name: 'Accept Fix' })).toBeVisible();
  await writeFile(path, 'export {};\n\nconst size = 5;\nsize = 7;\n');
  await expect(workbench.editor).toContainText('const size = 5;');
  await workbench.page.getByRole('button', { name: 'Accept Fix' }).click();
  await expect(workbench.notification(/was changed since the fix was suggested/)).toBeVisible();
  expect(await readFile(path, 'utf8')).toContain('const size = 5;');
});

test('values are traced through a selection', async ({ workbench }) => {
  await workbench.openFile('scores.js');
  await workbench.selectLines(14, 18);
  await workbench.contextMenu('Trace Values');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('What does this JavaScript code print?');
  await expect(answers(panel)).toContainText('Answer: 24');
  await workbench.screenshot('gate-trace');
});

test('a notebook cell is explained with the error of its output', async ({ workbench }) => {
  const error = { output_type: 'error', ename: 'NameError', evalue: "name 'pric' is not defined", traceback: [] };
  const cell = (source: string, outputs: readonly object[]) => ({
    cell_type: 'code',
    execution_count: 1,
    metadata: {},
    outputs,
    source: [source],
  });
  const notebook = {
    cells: [cell('price = 5', []), cell('print(pric)', [error])],
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  await writeFile(join(workbench.folder, 'prices.ipynb'), JSON.stringify(notebook));
  await workbench.page.keyboard.press('ControlOrMeta+P');
  await expect(async () => {
    await workbench.quickPick.fill('prices.ipynb');
    await workbench.page.locator('.quick-input-list').getByRole('option', { name: 'prices.ipynb' }).click();
  }).toPass();
  const failed = workbench.page.locator('.code-cell-row').nth(1);
  await failed.locator('.view-line').first().click();
  await workbench.command('Cerebrum: Explain Cell');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText("NameError: name 'pric' is not defined");
  await expect(panel.getByRole('button', { name: /prices\.ipynb, cell 2, line 1/ })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  await workbench.screenshot('gate-notebook');
});
