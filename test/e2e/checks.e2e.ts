import { expect, test } from './harness/fixtures.ts';
import { answers, ask } from './harness/panel.ts';

/** The demo model takes the two shirts off the price. */
const SHIRTS = 'At the shop a shirt cost 40 dollars but is 8 dollars off. I buy 2. What do I pay?';

for (const theme of ['Default Light Modern', 'Default Dark Modern']) {
  test.describe(theme, () => {
    test.use({ workspaceSettings: { 'workbench.colorTheme': theme } });

    test('a right sum in a wrong answer is marked as a sum, not as an answer', async ({ workbench }) => {
      const panel = await workbench.chatPanel();
      await ask(panel, SHIRTS);
      const answer = answers(panel).last();
      await expect(answer).toHaveAttribute('data-status', 'finished');
      await expect(answer.getByRole('group', { name: 'Answer' })).toContainText('38');
      const mark = answer.getByRole('img', { name: 'Calculation checked' });
      await expect(mark).toHaveCount(1);
      await expect(answer.locator('.statement.right')).toContainText('40 - 2 = 38');
      await expect(answer.getByRole('group', { name: 'Answer' }).getByRole('img')).toHaveCount(0);
      await expect(answer.getByRole('note')).toContainText('Not used: 8 dollars');
      await workbench.screenshot(`checks-${theme.includes('Light') ? 'light' : 'dark'}`);
    });
  });
}
