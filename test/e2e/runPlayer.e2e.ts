import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textBeside } from './harness/editorMarks.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers } from './harness/panel.ts';

const CODE = ['let total = 10;', 'for (let i = 1; i <= 3; i++) {', '  total += i;', '}', 'console.log(total);'];

test('a run of explained code is gone through moment by moment, with its line in the editor and the values then', async ({
  workbench,
}) => {
  const beside = () => textBeside(workbench).then((lines) => lines.map((line) => line.replace(/\s+/g, ' ')));
  await writeFile(join(workbench.folder, 'sum.js'), `${CODE.join('\n')}\n`);
  await workbench.openFile('sum.js');
  await workbench.selectLines(1, 5);
  await workbench.command('Cerebrum: Explain Step by Step');
  const panel = await workbench.chatPanel();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  await expect.poll(async () => (await beside()).length).toBeGreaterThan(2);
  await panel.getByRole('button', { name: 'Play the Run' }).click();
  const player = panel.getByRole('region', { name: 'A run of the code' });
  await expect(player).toContainText('total = 11');
  await player.getByRole('button', { name: 'Pause' }).click();
  const slider = player.getByRole('slider');
  await slider.focus();
  await workbench.page.keyboard.press('End');
  await expect(player).toContainText('prints 16');
  await expect.poll(beside).toEqual([expect.stringContaining('prints 16')]);
  await expect(player.getByRole('row', { name: /total/ })).toContainText('16');
  await expect(workbench.status(/^Ln/)).toContainText('Ln 5');
  await player.getByRole('button', { name: 'Back' }).click();
  await expect(player).toBeInViewport();
  await workbench.screenshot('run-player');
  await workbench.page.keyboard.press('Tab');
  await player.getByRole('button', { name: 'Close' }).click();
  await expect.poll(async () => (await beside()).length).toBeGreaterThan(2);
});
