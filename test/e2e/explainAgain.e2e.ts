import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions } from './harness/panel.ts';
import { stepsOf } from './harness/questions.ts';

test('after its code was edited an explanation is made again, and the steps that changed are shown side by side', async ({
  workbench,
}) => {
  const { keyboard } = workbench.page;
  await writeFile(join(workbench.folder, 'sum.js'), 'let total = 10;\ntotal = total + 5;\nconsole.log(total);\n');
  await workbench.openFile('sum.js');
  await workbench.selectLines(1, 3);
  await workbench.command('Cerebrum: Explain Step by Step');
  const panel = await workbench.chatPanel();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  await expect(panel.getByText('The code was edited since.')).toHaveCount(0);

  await workbench.selectLines(2, 2);
  await keyboard.type('total = total + 7;\n');
  await expect(stepsOf(panel).nth(1)).toContainText('(edited since)');
  await expect(panel.getByText('The code was edited since.')).toBeVisible();
  await workbench.screenshot('explain-again-offered');
  await panel.getByRole('button', { name: 'Explain Again and Compare' }).click();
  await expect(questions(panel)).toContainText('total + 7');
  await expect(panel.getByText('The code was edited since.')).toHaveCount(0);
  const said = workbench.notification(/[1-9] of \d steps are other ones than before\./);
  await expect(said).toBeVisible();
  await said.getByRole('button', { name: 'Show Changes' }).click();
  const diff = workbench.page.locator('.diff-editor, .monaco-diff-editor');
  await expect(diff).toContainText('10 + 5');
  await expect(diff).toContainText('10 + 7');
  await workbench.screenshot('explain-again-compared');
  // The former question and its answer are still there.
  await panel.getByRole('button', { name: 'Previous Version' }).first().click();
  await expect(questions(panel)).toContainText('total + 5');
});
