import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, composer } from './harness/panel.ts';

test('a selection and a draft are read ahead, and the answer has nothing left to read', async ({
  workbench,
  vscode,
}) => {
  /** What the log says was read ahead, one entry for each time. */
  const readAhead = () =>
    globSync('**/Cerebrum.log', { cwd: vscode.folder }).flatMap((log) =>
      [...readFileSync(join(vscode.folder, log), 'utf8').matchAll(/Read ahead: .*/g)].map(([line]) => line),
    );
  const panel = await workbench.chatPanel();
  await ask(panel, 'What is 5 + 7?');
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');

  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  await expect.poll(readAhead).toHaveLength(1);
  await workbench.contextMenu('Explain Step by Step');
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
  const reused = /(\d+) of (\d+) prompt tokens reused/.exec((await answers(panel).last().textContent()) ?? '');
  expect(Number(reused?.[1])).toBe(Number(reused?.[2]) - 1);
  await workbench.screenshot('read-ahead');

  await composer(panel).pressSequentially('Tom has 3 apples and buys 4 ');
  await expect.poll(readAhead).toHaveLength(2);
  await composer(panel).pressSequentially('more. How many apples are there now?');
  await composer(panel).press('Enter');
  await expect(answers(panel).last()).toContainText('Answer: 7');
});
