import { expect, test } from './harness/fixtures.ts';
import { answers } from './harness/panel.ts';

/** The demo model takes the wrong branch here. */
const WRONG_BRANCH =
  'What does this print?\n\n```typescript\nlet neno: number = 49;\nif (neno < 46) {\n  console.log("adult");\n} else {\n  console.log("child");\n}\n```';

test('a step that differs from a run of the code says so, and a redo takes the real value', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  const composer = panel.getByRole('textbox', { name: 'Ask Cerebrum' });
  await composer.fill(WRONG_BRANCH);
  await composer.press('Enter');
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
  await expect(panel.getByText('In a run, neno < 46 is false here, not true.')).toBeVisible({ timeout: 30_000 });
  await expect(panel.getByText('Matches a run: neno = 49')).toBeVisible();
  await workbench.screenshot('run-differs');

  await panel.getByRole('button', { name: 'Redo from here with the real value' }).first().click();
  await expect(panel.getByText('Matches a run: child').last()).toBeVisible({ timeout: 30_000 });
  await expect(answers(panel).last().getByRole('group', { name: 'Answer' })).toContainText('child');
  await expect(answers(panel).last()).not.toContainText('In a run');
  await workbench.screenshot('run-matches');
});
