import { expect, test } from './harness/fixtures.ts';

test.use({ ownWindow: true });

test('the packaged extension is installed in a real VS Code, with its view and its entry in the menu of a selection', async ({
  workbench,
}) => {
  await workbench.command('Extensions: Show Installed Extensions');
  await expect(workbench.page.getByRole('listitem', { name: /^Cerebrum/ })).toBeVisible();
  await workbench.screenshot('installed');
  await workbench.page.keyboard.press('Escape');

  await workbench.openFile('cart.ts');
  await workbench.selectLines(1, 3);
  const menu = await workbench.openContextMenu();
  await expect(menu.getByRole('menuitem', { name: 'Explain Step by Step' })).toBeVisible();
  await workbench.screenshot('context-menu');
  await workbench.page.keyboard.press('Escape');

  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('textbox', { name: 'Ask Cerebrum' })).toBeVisible();
});
