import { expect, test } from './harness/fixtures.ts';

// There is no graphics device on the machine that tests: a backend that is asked for by name cannot work.
test.use({ userSettings: { 'cerebrum.gpu': 'vulkan' } });

test('a GPU that does not work says why, offers the CPU, and Diagnose reports it', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await expect(panel.getByText('Vulkan does not work on this machine')).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByText(/finds no graphics device|not on this machine: lib/)).toBeVisible();
  await workbench.screenshot('gpu-unavailable');

  await workbench.command('Cerebrum: Diagnose');
  await expect(workbench.editor).toContainText('Cerebrum: diagnosis', { timeout: 60_000 });
  await expect(workbench.editor).toContainText('node-llama-cpp: 3.21.1');
  await expect(workbench.editor).toContainText('| Vulkan | no |');
  await expect(workbench.editor).toContainText('| CPU | yes |');
  await workbench.screenshot('diagnosis');

  await panel.getByRole('button', { name: 'Use the CPU' }).click();
  await expect(panel.getByText('Vulkan does not work on this machine')).toBeHidden();
  const composer = panel.getByRole('textbox', { name: 'Ask Cerebrum' });
  await composer.fill('What is 5 + 7?');
  await composer.press('Enter');
  await expect(panel.getByText(/Answer: 12/)).toBeVisible({ timeout: 60_000 });
});
