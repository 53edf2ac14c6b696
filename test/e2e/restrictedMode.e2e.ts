import { expect, test } from './harness/fixtures.ts';
import { answers } from './harness/panel.ts';

test.use({
  userSettings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
});

test.use({ ownWindow: true });

test('everything works', async ({ workbench }) => {
  await expect(workbench.status('Restricted Mode')).toBeVisible();
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  await workbench.contextMenu('Explain Step by Step with Cerebrum');
  const panel = await workbench.chatPanel();
  await expect(answers(panel)).toContainText('adds the numbers in prices');
  await workbench.screenshot('restricted-mode');

  await workbench.command('Cerebrum: Connect to Server…');
  await expect(workbench.notification('No server is used in Restricted Mode')).toBeVisible();
});
