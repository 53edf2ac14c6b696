import { expect, test } from './harness/fixtures.ts';
import { answers } from './harness/panel.ts';
import { picture } from './harness/picture.ts';
import { askForWrongStep } from './harness/questions.ts';

test('a step that differs from a run of the code says so, and a redo takes the real value', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await askForWrongStep(panel);
  await expect(panel.getByText('In a run, neno < 46 is false here, not true.')).toBeVisible({ timeout: 30_000 });
  await expect(panel.getByText('Matches a run: neno = 49')).toBeVisible();
  await picture(workbench, 'walkthrough/checks', { x: 982, y: 36, width: 298, height: 600 });

  await panel.getByRole('button', { name: 'Redo from here with the real value' }).first().click();
  await expect(panel.getByText('Matches a run: child').last()).toBeVisible({ timeout: 30_000 });
  await expect(answers(panel).last().getByRole('group', { name: 'Answer' })).toContainText('child');
  await expect(answers(panel).last()).not.toContainText('In a run');
  await workbench.screenshot('run-matches');
});
