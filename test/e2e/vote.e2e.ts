import { findings } from './harness/axe.ts';
import { InferenceBrake } from './harness/inference.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, composer } from './harness/panel.ts';

const BIRDS = 'There are 18 birds in the park. 3 fly away. How many birds are left?';

test('a question asked with a vote shows who agrees, every chain, and all of it again after a reload', async ({
  workbench,
}) => {
  const panel = await workbench.chatPanel();
  await composer(panel).fill(BIRDS);
  await panel.getByRole('button', { name: 'Ask with a Vote' }).click();
  const answer = answers(panel).last();
  const vote = answer.getByRole('group', { name: 'Vote' });
  await expect(answer).toHaveAttribute('data-status', 'finished');
  await expect(vote).toContainText(/[345] of [345] say 15\./);
  await expect(answer.getByRole('group', { name: 'Answer' })).toContainText('15');
  await workbench.screenshot('vote');
  await vote.getByRole('button', { name: /^15/ }).click();
  const chains = vote.getByRole('list', { name: '15' }).getByRole('listitem');
  await expect(chains.first()).toContainText(/Chain \d · .*tokens · seed \d+/);
  expect(await chains.count()).toBeGreaterThanOrEqual(3);
  await expect(chains.filter({ hasText: 'Its text is the answer below.' })).not.toHaveCount(0);
  await workbench.screenshot('vote-chains');
  expect(await findings(panel)).toEqual([]);
  const words = await vote.locator('.vote-words').textContent();
  await workbench.reloadWindow();
  const again = await workbench.chatPanel();
  await expect(answers(again).last().getByRole('group', { name: 'Vote' })).toContainText(words ?? '?');
});

test.describe('with three chains in a light theme', () => {
  test.use({ workspaceSettings: { 'workbench.colorTheme': 'Default Light Modern', 'cerebrum.votes': 3 } });

  test('a vote that is stopped keeps what there is, and /vote and the palette ask with one', async ({ workbench }) => {
    const brake = new InferenceBrake();
    const panel = await workbench.chatPanel();
    await ask(panel, 'What is 3 + 4?');
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
    brake.freeze();
    try {
      await ask(panel, `/vote ${BIRDS}`);
      await expect(async () => {
        brake.step();
        await expect(answers(panel).nth(1)).toContainText('Plan:', { timeout: 150 });
      }).toPass({ intervals: [0] });
      await expect(answers(panel).last().getByRole('group', { name: 'Vote' })).toContainText('of 3 done');
      await workbench.screenshot('vote-running');
      await panel.getByRole('button', { name: 'Stop' }).click();
      // Let go a little at a time: it would be done before it hears of the click.
      await expect(async () => {
        brake.step();
        await expect(answers(panel).last()).toHaveAttribute('data-status', 'stopped', { timeout: 150 });
      }).toPass({ intervals: [0] });
    } finally {
      brake.release();
    }
    const answer = answers(panel).last();
    await expect(answer).toHaveAttribute('data-status', 'stopped');
    await expect(answer.getByRole('group', { name: 'Vote' })).toContainText('No chain came to its end.');
    await expect(answer.getByRole('button', { name: 'Continue' })).toHaveCount(0);
    await workbench.screenshot('vote-stopped');
    expect(await findings(panel)).toEqual([]);
    await answer.getByRole('button', { name: 'Try Again' }).click();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
    await expect(answers(panel).last().getByRole('group', { name: 'Vote' })).toContainText('say 15.');
    await workbench.command('Cerebrum: Ask with a Vote…');
    await workbench.answerQuickInput('What is 20 - 5?');
    await expect(answers(panel)).toHaveCount(3);
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
    await expect(answers(panel).last().getByRole('group', { name: 'Vote' })).toBeVisible();
  });
});
