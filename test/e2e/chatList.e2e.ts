import type { FrameLocator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, composer, questions } from './harness/panel.ts';
import { tellPanel } from './harness/panelPage.ts';
import { Workbench } from './harness/workbench.ts';

// A VS Code of this file's own has a history of its own.
test.use({ userSettings: { 'workbench.tips.enabled': false } });

const row = (panel: FrameLocator, name: string | RegExp) =>
  panel.getByRole('main', { name: 'Chats' }).getByRole('listitem').filter({ hasText: name });

async function askAndWait(panel: FrameLocator, question: string): Promise<void> {
  await ask(panel, question);
  await expect(questions(panel).last()).toContainText(question);
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
}

test.use({ ownWindow: true });

test('all chats stand in the panel by day, are searched as one types, and kept in order with the keyboard; another window shows at once', async ({
  workbench,
  context,
  vscode,
}) => {
  const { keyboard } = workbench.page;
  const panel = await workbench.chatPanel();
  const focused = panel.locator(':focus');
  await askAndWait(panel, 'Tom has 4 pencils. He buys 3 more. How many pencils does he have?');
  await workbench.command('Cerebrum: New Chat');
  await expect(questions(panel)).toHaveCount(0);
  await askAndWait(panel, 'What is 9 times 8?');
  await composer(panel).fill('a draft');

  await workbench.page.getByRole('button', { name: 'Show All Chats' }).click();
  const search = panel.getByRole('searchbox', { name: 'Search in all chats' });
  await expect(search).toBeFocused();
  const today = panel.getByRole('region', { name: 'Today' });
  await expect(today.getByRole('listitem')).toHaveCount(2);
  await expect(today.getByRole('listitem').first()).toContainText('9 times 8');
  await expect(row(panel, '9 times 8')).toContainText('2 messages');
  await expect(row(panel, '9 times 8')).toContainText('on screen');
  await expect(composer(panel)).toBeHidden();
  await workbench.screenshot('chats');

  // Arrows, F2, the pin and back again.
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await expect(focused).toHaveAccessibleName(/^Tom has 4 pencils/);
  await keyboard.press('F2');
  await expect(panel.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await keyboard.type('Stationery');
  await keyboard.press('Enter');
  await expect(focused).toHaveAccessibleName(/^Stationery/);
  await keyboard.press('ArrowRight');
  await expect(focused).toHaveAccessibleName('Pin');
  await keyboard.press('Enter');
  await expect(panel.getByRole('region', { name: 'Pinned' }).getByRole('listitem')).toContainText('Stationery');
  await expect(focused).toHaveAccessibleName('Unpin');
  await keyboard.press('Escape');
  await expect(composer(panel)).toBeFocused();
  await expect(composer(panel)).toHaveValue('a draft');

  // What another window writes, and a search for it that leads to the words.
  await composer(panel).fill('/search ');
  await keyboard.press('Enter');
  await expect(search).toBeFocused();
  await expect(row(panel, 'Stationery')).toBeVisible();
  const second = new Workbench(await context.newPage(), workbench.folder);
  await second.open(vscode.server.url(workbench.folder));
  const other = await second.chatPanel();
  await second.command('Cerebrum: New Chat');
  await expect(questions(other)).toHaveCount(0);
  await askAndWait(other, 'What is 56 / 7?');
  await second.page.close();
  await expect(row(panel, 'What is 56 / 7?')).toBeVisible();

  await search.fill('buys pencils');
  await expect(row(panel, 'Stationery').locator('mark')).toHaveText(['pencils', 'buys', 'pencils']);
  await expect(row(panel, '56 / 7')).toHaveCount(0);
  await workbench.screenshot('chats-search');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(questions(panel)).toContainText('Tom has 4 pencils');
  await expect(questions(panel)).toBeFocused();
  await expect(search).toBeHidden();

  // Export and delete, with the other chats in reach.
  await keyboard.press('ControlOrMeta+F');
  await expect(search).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.press('ControlOrMeta+F');
  await expect(search).toBeFocused();
  await row(panel, '9 times 8').hover();
  await row(panel, '9 times 8').getByRole('button', { name: 'Export…' }).click();
  const file = join(workbench.folder, 'nine.md');
  await expect(workbench.quickPick).toHaveValue(/What is 9 times 8\.md$/);
  await workbench.saveAs(file, 'The chat was exported to nine.md.');
  expect(await readFile(file, 'utf8')).toContain('> What is 9 times 8?');
  const nine = row(panel, '9 times 8').getByRole('button', { name: /9 times 8/ });
  // The box for the file's name gives the focus back a moment after it closes.
  await expect(async () => {
    if (await nine.isVisible()) {
      await nine.focus({ timeout: 2_000 });
      await keyboard.press('Delete');
    }
    await expect(row(panel, '9 times 8')).toHaveCount(0, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(focused).toHaveAccessibleName(/^(Stationery|What is 56)/);
  await workbench.notification('was deleted.').getByRole('button', { name: 'Undo' }).click();
  await expect(row(panel, '9 times 8')).toBeVisible();
  await workbench.command('Cerebrum: Delete All Chats…');
  await workbench.page.getByRole('dialog').getByRole('button', { name: 'Delete All' }).click();
  await expect(panel.getByRole('main', { name: 'Chats' }).getByRole('listitem')).toHaveCount(1);
  await workbench.notification('2 chats were deleted.').getByRole('button', { name: 'Undo' }).click();
  await expect(row(panel, '56 / 7')).toBeVisible();

  // What stays readable where there is hardly room, from right to left, and when nothing can be read.
  const chat = { isPinned: false, isOnScreen: false, updated: Date.UTC(2025, 10, 3, 14, 5), turns: 12 };
  await tellPanel(panel, {
    type: 'chats',
    query: '',
    hasMore: false,
    chats: [
      { ...chat, id: 'r1', title: 'שלום עולם, כמה עפרונות יש לו?', isPinned: true },
      { ...chat, id: 'r2', title: 'A title that is far too long for a panel as narrow as a phone held upright' },
    ],
  });
  await workbench.page.setViewportSize({ width: 500, height: 700 });
  await expect(row(panel, 'far too long')).toBeVisible();
  await workbench.screenshot('chats-narrow');
  const width = await panel.locator('.chats').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(width).toBe(0);
  await tellPanel(panel, {
    type: 'chatsFailed',
    failure: { name: 'history-unreadable', title: 'Unreadable', why: 'Locked.', next: 'Wait.', actions: [] },
  });
  await expect(panel.getByRole('group', { name: 'Problem' })).toContainText('Unreadable');
  await workbench.screenshot('chats-failed');
});
