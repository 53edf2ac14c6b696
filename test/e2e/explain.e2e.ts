import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainItems } from '../support/explainItems.ts';
import { explainHeldOut } from './harness/explainHeldOut.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions } from './harness/panel.ts';

test('a selection is explained step by step from the real context menu', async ({ workbench }) => {
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  await workbench.contextMenu('Explain Step by Step with Cerebrum');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('TypeScript');
  await expect(questions(panel)).toContainText('sum += price;');
  await expect(panel.getByRole('button', { name: /cart\.ts, lines 8.14/ })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  await expect(answers(panel)).toContainText('The function adds the numbers in prices');
  await workbench.screenshot('explain');

  await workbench.page.keyboard.press('ControlOrMeta+Home');
  await panel.getByRole('button', { name: /cart\.ts, lines/ }).click();
  await expect(workbench.status(/selected/)).toContainText('Ln 14');
});

test('held-out snippets are explained as well as the model can', async ({ workbench }) => {
  test.slow();
  // One in ten; `npm run test:held-out` takes them all.
  const items = explainItems().filter((_, n) => n % 10 === 3);
  const wrong = await explainHeldOut(workbench, items);
  // The model explains 94 % of the set right.
  expect(wrong.length, wrong.join('\n\n')).toBeLessThanOrEqual(1);
});

test('a question from the palette is answered in the panel', async ({ workbench }) => {
  await workbench.command('Cerebrum: Ask…');
  await workbench.answerQuickInput('What is 36 + 47?');
  const panel = await workbench.chatPanel();
  await expect(answers(panel)).toContainText('Answer: 83');
  await workbench.screenshot('palette-ask');
});

test('a selection that is too large is cut at a line, and the panel says what was left out', async ({ workbench }) => {
  const lines = Array.from({ length: 300 }, (_, i) => `let value${i} = ${i % 10};`);
  await writeFile(join(workbench.folder, 'large.ts'), lines.join('\n'));
  await workbench.openFile('large.ts');
  await workbench.page.keyboard.press('ControlOrMeta+A');
  await workbench.command('Cerebrum: Explain Step by Step');
  const panel = await workbench.chatPanel();
  await expect(panel.getByText(/Lines \d+.300 did not fit and were left out/)).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit|contextFull/);
  await workbench.screenshot('large-selection');
});

test('without a selection, without an editor and in an untitled file there is a clear sentence or an answer', async ({
  workbench,
}) => {
  await workbench.command('Cerebrum: Explain Step by Step');
  await expect(workbench.notification(/No text editor is open/)).toBeVisible();
  await workbench.command('Notifications: Clear All Notifications');
  await writeFile(join(workbench.folder, 'empty.txt'), '\n');
  await workbench.openFile('empty.txt');
  await workbench.command('Cerebrum: Explain Step by Step');
  await expect(workbench.notification(/There is no code here/)).toBeVisible();
  await workbench.command('File: New Untitled Text File');
  await workbench.page.keyboard.type('let a = 3;\nlet b = a + 4;\nconsole.log(b);');
  await workbench.page.keyboard.press('ControlOrMeta+A');
  await workbench.command('Cerebrum: Explain Step by Step');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('Untitled-1');
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
});
