import { expect, test } from './harness/fixtures.ts';
import { answers, composer, problem, questions } from './harness/panel.ts';

test.use({ machineSettings: { 'cerebrum.modelPath': '/nowhere/model.gguf' } });

test.use({ ownWindow: true });

test('the panel says so, keeps the question, and the demo model is one click away', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await expect(problem(panel)).toContainText('Model file not found');
  await composer(panel).fill('What is 17 + 25?');
  await composer(panel).press('Enter');
  await expect(answers(panel)).toHaveAttribute('data-status', 'failed');
  await expect(questions(panel)).toContainText('What is 17 + 25?');
  await workbench.screenshot('model-missing');
  await problem(panel).first().getByRole('button', { name: 'Use the Demo Model' }).click();
  await expect(panel.getByRole('button', { name: 'Model: Demo model' })).toBeVisible();
  await panel.getByRole('button', { name: 'Try Again' }).first().click();
  await expect(answers(panel)).toContainText('Answer: 42');
});
