import { InferenceBrake } from './harness/inference.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, askToTheEnd } from './harness/panel.ts';
import { LONG } from './harness/questions.ts';

test('Answer Now ends the thought and has the answer follow, marked as such also after a reload', async ({
  workbench,
}) => {
  const brake = new InferenceBrake();
  const panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'What is 3 + 4?');
  brake.slow();
  const answer = answers(panel).last();
  try {
    await ask(panel, LONG);
    await expect(answers(panel)).toHaveCount(2);
    const steps = answer.getByRole('list', { name: 'Steps' }).getByRole('listitem');
    await expect(steps.nth(1)).toBeVisible();
    // Held: on a slow machine the model would be done before the mouse is there.
    brake.freeze();
    await expect(panel.getByRole('button', { name: 'Answer Now' })).toBeVisible();
    await workbench.screenshot('answer-now-thinking');
    await panel.getByRole('button', { name: 'Answer Now' }).click();
  } finally {
    brake.release();
  }
  await expect(answer).toHaveAttribute('data-status', 'finished');
  await expect(answer.getByRole('group', { name: 'Answer' })).toContainText(/\d/);
  await expect(answer).toContainText('Answered early: the thought above is not finished.');
  await expect(panel.getByRole('button', { name: 'Answer Now' })).toHaveCount(0);
  await workbench.screenshot('answer-now');
  await workbench.reloadWindow();
  const again = await workbench.chatPanel();
  await expect(answers(again).last()).toContainText('Answered early');
});
