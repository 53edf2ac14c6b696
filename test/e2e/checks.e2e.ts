import { expect, test } from './harness/fixtures.ts';
import { answers, ask } from './harness/panel.ts';

/** The demo model forgets the chairs that are broken: 29 would be right. */
const CHAIRS =
  'A hall has 5 rows with 20 chairs each. 60 chairs are taken and 11 are broken. How many chairs are free?';

for (const theme of ['Default Light Modern', 'Default Dark Modern']) {
  test.describe(theme, () => {
    test.use({ workspaceSettings: { 'workbench.colorTheme': theme } });

    test('a right sum in a wrong answer is marked as a sum, not as an answer', async ({ workbench }) => {
      const panel = await workbench.chatPanel();
      await ask(panel, CHAIRS);
      const answer = answers(panel).last();
      await expect(answer).toHaveAttribute('data-status', 'finished');
      await expect(answer.getByRole('group', { name: 'Answer' })).toContainText('40');
      const mark = answer.getByRole('img', { name: 'Calculation checked' });
      await expect(mark).toHaveCount(2);
      await expect(answer.locator('.statement.right')).toContainText(['5 * 20 = 100', '100 - 60 = 40']);
      await expect(answer.getByRole('group', { name: 'Answer' }).getByRole('img')).toHaveCount(0);
      await expect(answer.getByRole('note')).toContainText('Not used: 11');
      await workbench.screenshot(`checks-${theme.includes('Light') ? 'light' : 'dark'}`);
    });
  });
}
