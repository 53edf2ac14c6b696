import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findings } from './harness/axe.ts';
import { expect, test } from './harness/fixtures.ts';
import { CHILD, WRONG_TEST } from './harness/questions.ts';

// A VS Code of this file's own: the others speak English.
test.use({ userSettings: { 'editor.minimap.enabled': false } });

/** VS Code speaks a language it has a pack for. This one is without words: VS Code's own stay English, an extension's do not. */
test.use({ ownWindow: true });

test.beforeAll(async ({ vscode }) => {
  const data = join(vscode.folder, 'server-data', 'data');
  const words = join(data, 'words.de.json');
  await writeFile(words, JSON.stringify({ contents: {} }));
  const pack = {
    hash: 'none',
    label: 'Deutsch',
    extensions: [{ extensionIdentifier: { id: 'cerebrum-tests.german' }, version: '1.0.0' }],
    translations: { vscode: words },
  };
  await writeFile(join(data, 'languagepacks.json'), JSON.stringify({ de: pack }));
  await writeFile(join(data, 'User', 'argv.json'), JSON.stringify({ locale: 'de' }));
});

test('who has a German VS Code reads German in the panel, in menus, in the palette and in what it says', async ({
  workbench,
}) => {
  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('heading', { name: 'Demomodell', exact: true })).toBeVisible();
  await expect(panel.locator('html')).toHaveAttribute('lang', 'de');
  const composer = panel.getByRole('textbox', { name: 'Cerebrum fragen' });
  await expect(composer).toHaveAttribute('placeholder', 'Cerebrum fragen; # fügt Kontext hinzu');
  await workbench.screenshot('german-empty');

  await workbench.command('Cerebrum: Chat löschen');
  await expect(workbench.notification('Dieser Chat ist leer.')).toBeVisible();

  await composer.fill(CHILD);
  await composer.press('Enter');
  await expect(panel.getByRole('status')).toHaveText('Die Antwort ist fertig.');
  const answer = panel.getByRole('article', { name: 'Cerebrum' });
  const steps = answer.getByRole('list', { name: 'Schritte' }).getByRole('listitem', { name: /^Schritt \d/ });
  await expect(steps).toHaveCount(3);
  await steps.nth(1).hover();
  await steps.nth(1).getByRole('button', { name: 'Aktionen für Schritt 2' }).click();
  await steps.nth(1).getByRole('button', { name: 'Bearbeiten…' }).click();
  await steps.nth(1).getByRole('textbox', { name: 'Schritt 2' }).fill(WRONG_TEST);
  await steps.nth(1).getByRole('button', { name: 'Von hier fortsetzen' }).click();
  await expect(answer.getByRole('group', { name: 'Antwort' })).toBeVisible();
  await steps.nth(2).hover();
  await expect(steps.nth(2).locator('.step-cost')).toHaveText(/^\d+ Tokens in \d+(,\d)? m?s$/);
  await expect(steps.nth(1).getByText('Falsch', { exact: true })).toBeVisible();
  await expect(steps.nth(1)).toContainText('„49 < 46“ ist falsch.');
  await expect(answer.getByRole('group', { name: 'Antwort' })).toBeVisible();
  await workbench.screenshot('german-answer');
  expect(await findings(panel)).toEqual([]);

  await composer.fill('Wort '.repeat(1_500));
  await composer.press('Enter');
  const problem = panel.getByRole('group', { name: 'Problem' });
  await expect(problem).toContainText('Die Frage passt nicht in das Kontextfenster');
  await expect(problem.getByRole('button', { name: 'Einstellungen öffnen' })).toBeVisible();

  await expect(workbench.chatSideBar.getByRole('button', { name: 'Neuer Chat' })).toBeVisible();
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  const menu = await workbench.openContextMenu();
  await expect(menu.getByRole('menuitem', { name: 'Schritt für Schritt mit Cerebrum erklären' })).toBeVisible();
  await workbench.screenshot('german-menu');
  await workbench.page.keyboard.press('Escape');

  await workbench.command('Cerebrum: Modell holen…');
  await expect(workbench.page.locator('.quick-input-list')).toContainText(/4,4 GB.*\d,\d %/);
  await expect(workbench.page.locator('.quick-input-list')).not.toContainText(/\d\.\d (?:[kMG]B|%)/);
  await workbench.screenshot('german-models');
  await workbench.page.keyboard.press('Escape');
});
