import type { FrameLocator, Locator } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, composer, questions } from './harness/panel.ts';
import { editorChat, Workbench } from './harness/workbench.ts';

const steps = (panel: FrameLocator): Locator => panel.getByRole('listitem', { name: /^Step \d/ });

const STEPS = 'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?';

test.use({ ownWindow: true });

test('a chat opens in an editor beside the side bar, is there again after a reload, and a step tells what it took and has a link', async ({
  workbench,
}) => {
  const { page } = workbench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const panel = await workbench.chatPanel();
  await ask(panel, STEPS);
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  const second = steps(panel).nth(1);
  await expect(second.locator('.step-cost')).toHaveCSS('opacity', '0');

  // What a step took shows on hover, and to who comes with the keyboard.
  await second.hover();
  await expect(second.locator('.step-cost')).toHaveCSS('opacity', '1');
  await workbench.screenshot('places-step-cost');
  const number = second.getByRole('button', { name: 'Step 2', exact: true });
  await composer(panel).hover();
  await number.focus();
  await expect(second.locator('.step-cost')).toHaveCSS('opacity', '1');
  await expect(number).toHaveAccessibleDescription(/^[1-9]\d* tokens in \d+(\.\d)? m?s$/);

  // The link goes onto the clipboard.
  await second.getByRole('button', { name: 'Actions for step 2' }).press('Enter');
  await second.getByRole('button', { name: 'Copy link' }).press('Enter');
  await expect(second.getByRole('button', { name: 'Link copied' })).toBeFocused();
  await composer(panel).click();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(composer(panel)).toHaveValue(/:\/\/cerebrum-local\.cerebrum\/chat\/.+\/answer\/.+\/step\/2$/);
  await composer(panel).fill('');

  // The same chat in an editor: what is asked in one shows in both.
  await workbench.command('Cerebrum: Open Chat in Editor');
  const editor = editorChat(page);
  await expect(answers(editor)).toHaveAttribute('data-status', 'finished');
  await ask(editor, 'What is 20 - 5?');
  await expect(answers(editor).last()).toContainText('15');
  await expect(answers(panel).last()).toContainText('15');
  await workbench.screenshot('places-editor');

  // The side bar goes on to another chat, and the editor stays.
  await workbench.chatSideBar.getByRole('button', { name: 'New Chat' }).click();
  await expect(answers(panel)).toHaveCount(0);
  await expect(answers(editor)).toHaveCount(2);
  await ask(panel, 'What is 9 times 8?');
  await expect(answers(panel)).toContainText('72');
  await expect(questions(editor)).toHaveCount(2);
  await composer(editor).click();
  await workbench.command('Cerebrum: Focus Last Answer');
  await expect
    .poll(() =>
      answers(editor)
        .last()
        .evaluate((turn) => turn === document.activeElement),
    )
    .toBe(true);
  await page.keyboard.press('ControlOrMeta+F');
  await expect(editor.getByRole('searchbox', { name: 'Search in all chats' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(answers(editor).last()).toBeVisible();

  // After a reload both are as they were, with what the steps took.
  await workbench.reloadWindow();
  await expect(answers(await workbench.chatPanel())).toContainText('72');
  await expect(answers(editor)).toHaveCount(2);
  await expect(steps(editor).nth(1).locator('.step-cost')).toContainText('tokens in');
  await workbench.screenshot('places-reloaded');
});

/** The editor has no room for all of an address. */
const AT_ITS_START = { x: 20, y: 8 };

test('the link of a step opens it: in the side bar, in the editor with its chat, and from outside; one that leads nowhere says so', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  const { keyboard } = page;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await writeFile(join(folder, 'notes.md'), '# Notes\n\n');
  const panel = await workbench.chatPanel();
  await ask(panel, STEPS);
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  const second = steps(panel).nth(1);
  const number = second.getByRole('button', { name: 'Step 2', exact: true });
  await second.getByRole('button', { name: 'Actions for step 2' }).press('Enter');
  await second.getByRole('button', { name: 'Copy link' }).press('Enter');
  await expect(second.getByRole('button', { name: 'Link copied' })).toBeFocused();

  // It is kept in a note, and the side bar goes on to other things.
  await workbench.openFile('notes.md');
  await keyboard.press('ControlOrMeta+End');
  await keyboard.type('See [the second step](');
  await keyboard.press('ControlOrMeta+V');
  await expect(workbench.editor).toContainText('/step/2');
  await keyboard.type(')');
  await workbench.command('Cerebrum: New Chat');
  await expect(answers(panel)).toHaveCount(0);
  // New Chat may take the focus a moment later: the link that is followed at once keeps it.
  // With the key down it has another class, which a second try at the click has to find, too.
  const link = workbench.editor.locator('.detected-link, .detected-link-active').first();
  await link.click({ modifiers: ['ControlOrMeta'], position: AT_ITS_START });
  await expect(questions(panel)).toContainText('Tom has 12 apples');
  await expect(number).toBeFocused();
  await expect(second).toBeInViewport();
  await workbench.screenshot('places-link');

  // An editor shows the chat, behind the note.
  await workbench.command('Cerebrum: Open Chat in Editor');
  const editor = editorChat(page);
  await expect(answers(editor)).toHaveCount(1);
  await workbench.chatSideBar.getByRole('button', { name: 'New Chat' }).click();
  await expect(answers(panel)).toHaveCount(0);
  await workbench.openFile('notes.md');
  await link.click({ modifiers: ['ControlOrMeta'], position: AT_ITS_START });
  await expect(steps(editor).nth(1).getByRole('button', { name: 'Step 2', exact: true })).toBeFocused();
  await expect(steps(editor).nth(1)).toBeInViewport();
  await expect(answers(panel)).toHaveCount(0);
  await workbench.screenshot('places-link-editor');

  const address = await page.evaluate(() => navigator.clipboard.readText());
  await keyboard.press('ControlOrMeta+W');
  await workbench.openAddress(address);
  await expect(number).toBeFocused();
  await workbench.openAddress(address.replace(/chat\/[^/]+/, 'chat/gone'));
  await expect(workbench.notification('The chat of this link is not in the history')).toBeVisible();
  await workbench.openAddress(address.replace('/step/', '/steps/'));
  await expect(workbench.notification('This link does not lead to a step of a chat.')).toBeVisible();
});

test('what is typed in an editor right after New Chat stays in the editor', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.chatPanel();
  await workbench.openFile('README.md');
  // The page of the panel has to load anew.
  await page.keyboard.press('Control+Alt+B');
  await workbench.command('Cerebrum: New Chat');
  // Before it is on its way, nobody can tell that the click came after the command.
  await expect(workbench.chatSideBar).toBeVisible();
  await workbench.editor.locator('.view-line').first().click();
  await page.keyboard.press('ControlOrMeta+Home');
  const typed = 'this goes on while the panel is still on its way';
  await page.keyboard.type(typed, { delay: 60 });
  await expect(workbench.editor.locator('.view-line').first()).toContainText(typed.replaceAll(' ', '\u00a0'));
  await expect(composer(await workbench.chatPanel())).toHaveValue('');
  // Without anybody in an editor it takes the focus.
  await workbench.command('Cerebrum: New Chat');
  await expect(composer(await workbench.chatPanel())).toBeFocused();
});

test('an answer about settings shows beside them, not behind them', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.command('Preferences: Open User Settings (JSON)');
  await expect(page.locator('.monaco-modal-editor-block')).toBeVisible();
  const line = page.locator('.monaco-modal-editor-block .view-line').first();
  await workbench.menuOf(line, 'Explain Step by Step with Cerebrum');
  await expect(page.locator('.monaco-modal-editor-block')).toHaveCount(0);
  await expect(questions(await workbench.chatPanel())).toContainText('settings.json');
  await expect(page.locator('.tab.active')).toContainText('settings.json');
  await workbench.screenshot('places-settings');
});

test('in a workspace of several folders a label says which one', async ({ workbench, context, vscode }) => {
  const other = join(workbench.folder, '..', 'other');
  await mkdir(other, { recursive: true });
  await writeFile(join(other, 'fees.ts'), 'export const fee = 2;\n');
  const file = join(other, 'both.code-workspace');
  await writeFile(file, JSON.stringify({ folders: [{ path: workbench.folder, name: 'shop' }, { path: other }] }));
  const address = new URL(vscode.server.url(workbench.folder));
  address.searchParams.delete('folder');
  address.searchParams.set('workspace', file);
  const both = new Workbench(await context.newPage(), workbench.folder);
  // Now and then VS Code shows the workspace without its folders, until it is loaded again.
  await expect(async () => {
    await both.page.goto(address.href);
    await expect(both.page.getByRole('treeitem', { name: 'README.md' })).toBeVisible({ timeout: 20_000 });
  }).toPass({ timeout: 80_000 });
  await both.openFile('fees.ts');
  await both.selectLines(1, 1);
  await both.contextMenu('Add Selection to Cerebrum Chat');
  const added = (await both.chatPanel()).getByRole('list', { name: 'Added to the question' });
  await expect(added).toContainText('other/fees.ts, line 1');
  await both.openFile('cart.ts');
  await both.selectLines(8, 14);
  await both.contextMenu('Add Selection to Cerebrum Chat');
  await expect(added).toContainText('shop/cart.ts, lines 8–14');
});
