import { homedir } from 'node:os';
import { expect, test } from './harness/fixtures.ts';

// There is no graphics device on the machine that tests: a backend that is asked for by name cannot work.
test.use({ machineSettings: { 'cerebrum.gpu': 'vulkan' } });

// An editor shows, and lets a test read, only the lines that it has room for: this holds the whole report.
test.use({ ownWindow: true, viewport: { width: 1280, height: 1400 } });

test('a GPU that does not work says why, offers the CPU, and Diagnose reports it', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await expect(panel.getByText('Vulkan does not work on this machine')).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByText(/finds no GPU|library it needs is missing: lib/)).toBeVisible();
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
  await composer.fill('Mr Quillfeather has 5 apples and gets 7. How many apples does he have?');
  await composer.press('Enter');
  await expect(panel.getByRole('article', { name: 'Cerebrum' })).toHaveAttribute('data-status', 'finished');

  // The report tells nothing of the chat, nor whose machine it is.
  await workbench.command('Cerebrum: Diagnose');
  await expect(workbench.editor).toContainText('- State: ready', { timeout: 60_000 });
  await expect(workbench.editor).toContainText('Runs on: cpu');
  const { page } = workbench;
  await workbench.editor.click();
  await page.keyboard.press('ControlOrMeta+F');
  const find = page.getByRole('textbox', { name: 'Find' });
  const found = page.locator('.find-widget .matchesCount');
  await find.fill('llama');
  await expect(found).toContainText(/of \d+/);
  for (const secret of ['Quillfeather', 'apples', homedir()]) {
    await find.fill(secret);
    await expect(found).toHaveText('No results');
  }
});
