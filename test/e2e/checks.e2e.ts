import { expect, test } from './harness/fixtures.ts';
import { answers, ask } from './harness/panel.ts';

const TOM = 'Tom has 12 apples and buys 3 bags with 7 apples each. How many apples does he have?';

for (const theme of ['Default Light Modern', 'Default Dark Modern']) {
  test.describe(theme, () => {
    test.use({ workspaceSettings: { 'workbench.colorTheme': theme } });

    test('a right sum in a wrong answer is marked as a sum, not as an answer', async ({ workbench }) => {
      const panel = await workbench.chatPanel();
      await ask(panel, TOM);
      const answer = answers(panel).last();
      await expect(answer).toHaveAttribute('data-status', 'finished');
      // The demo model leaves the bags out.
      await expect(answer.getByRole('group', { name: 'Answer' })).toContainText('15');
      const mark = answer.getByRole('img', { name: 'Calculation checked' });
      await expect(mark).toHaveCount(1);
      await expect(answer.locator('.statement.right')).toContainText('12 + 3 = 15');
      await expect(answer.getByRole('group', { name: 'Answer' }).getByRole('img')).toHaveCount(0);
      await expect(answer.getByRole('note')).toContainText('Not used: 7 apples each');
      await workbench.screenshot(`checks-${theme.includes('Light') ? 'light' : 'dark'}`);
    });
  });
}
