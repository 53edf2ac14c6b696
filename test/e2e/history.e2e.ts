import type { Locator } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, askToTheEnd, composer, questions } from './harness/panel.ts';
import { Workbench } from './harness/workbench.ts';

const pickRows = (workbench: Workbench): Locator => workbench.page.locator('.quick-input-list').getByRole('option');

/** Opens the history and types into it. */
async function search(workbench: Workbench, words: string): Promise<void> {
  await workbench.command('Cerebrum: Show History…');
  await expect(workbench.quickPick).toHaveAttribute('placeholder', 'Search in all chats');
  await workbench.quickPick.fill(words);
}

test.use({ ownWindow: true });

test('a question is edited and asked again, an answer written again, and arrows lead to every version', async ({
  workbench,
}) => {
  let panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'What is 3 + 4?');
  await expect(answers(panel)).toContainText('7');
  await askToTheEnd(panel, 'What is 20 - 5?');

  await questions(panel).first().hover();
  await questions(panel).first().getByRole('button', { name: 'Edit Question' }).click();
  const editor = panel.getByRole('textbox', { name: 'Edit Question' });
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('What is 3 + 4?');
  await editor.press('Escape');
  await expect(editor).toBeHidden();
  await questions(panel).first().getByRole('button', { name: 'Edit Question' }).click();
  await editor.fill('What is 9 times 8?');
  await workbench.screenshot('edit-question');
  await editor.press('Enter');
  await expect(questions(panel)).toHaveCount(1);
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  await expect(answers(panel)).toContainText('72');
  await expect(questions(panel).getByRole('group', { name: 'Versions' })).toContainText('2 of 2');

  await panel.getByRole('button', { name: 'Try Again' }).click();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  // Drawn anew, it is another one or not.
  await expect(answers(panel)).toContainText(/2 of 2|Same answer again/);
  await workbench.screenshot('branches');

  await questions(panel).getByRole('button', { name: 'Previous Version' }).click();
  await expect(questions(panel)).toHaveCount(2);
  await expect(questions(panel).nth(1)).toContainText('What is 20 - 5?');
  await expect(questions(panel).nth(0).getByRole('group', { name: 'Versions' })).toContainText('1 of 2');

  await workbench.reload();
  panel = await workbench.chatPanel();
  await expect(questions(panel)).toHaveCount(2);
  await questions(panel).nth(0).getByRole('button', { name: 'Next Version' }).click();
  await expect(answers(panel)).toHaveCount(1);
  await expect(answers(panel)).toContainText(/2 of 2|Same answer again/);
});

test('messages are deleted with what follows them, and come back', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'What is 3 + 4?');
  await askToTheEnd(panel, 'What is 20 - 5?');
  await questions(panel).nth(1).hover();
  await questions(panel).nth(1).getByRole('button', { name: 'Delete From Here' }).click();
  await expect(questions(panel)).toHaveCount(1);
  await expect(answers(panel)).toHaveCount(1);
  const toast = workbench.notification('2 messages were deleted.');
  await workbench.screenshot('deleted-messages');
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect(answers(panel)).toHaveCount(2);
  await expect(questions(panel).nth(1)).toContainText('What is 20 - 5?');
});

test('chats are found by their words, opened there, renamed, pinned, deleted and restored', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'Tom has 4 pencils. He buys 3 more. How many pencils does he have?');
  await workbench.command('Cerebrum: New Chat');
  await expect(questions(panel)).toHaveCount(0);
  await askToTheEnd(panel, 'What is 9 times 8?');

  await search(workbench, 'buys pencils');
  const row = pickRows(workbench).filter({ hasText: 'Tom has 4 pencils' }).first();
  await expect(row).toBeVisible();
  await expect(pickRows(workbench).filter({ hasText: '9 times 8' })).toHaveCount(0);
  await workbench.screenshot('history-search');
  await row.click();
  await expect(questions(panel)).toContainText('Tom has 4 pencils');
  await expect(questions(panel)).toBeFocused();

  await search(workbench, 'pencils');
  await pickRows(workbench).first().hover();
  await pickRows(workbench).first().getByRole('button', { name: 'Rename' }).click();
  await expect(workbench.quickPick).toHaveValue(/Tom has 4/);
  await workbench.answerQuickInput('Stationery');
  await expect(pickRows(workbench).filter({ hasText: 'Stationery' })).toBeVisible();
  await workbench.quickPick.fill('station');
  const renamed = pickRows(workbench).filter({ hasText: 'Stationery' });
  await renamed.hover();
  await renamed.getByRole('button', { name: 'Pin', exact: true }).click();
  await expect(renamed.getByRole('button', { name: 'Unpin' })).toBeAttached();
  await workbench.screenshot('history-renamed');
  await renamed.hover();
  await renamed.getByRole('button', { name: 'Delete' }).click();
  await expect(questions(panel)).toHaveCount(0);
  await workbench.page.keyboard.press('Escape');
  const toast = workbench.notification('The chat "Stationery" was deleted.');
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect(questions(panel)).toContainText('Tom has 4 pencils');
});

test('a chat is exported as Markdown and as JSON, and the JSON read in again; a broken file is refused in words', async ({
  workbench,
}) => {
  const panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'What is 20 - 5?');
  await questions(panel).hover();
  await questions(panel).getByRole('button', { name: 'Edit Question' }).click();
  const editor = panel.getByRole('textbox', { name: 'Edit Question' });
  await editor.fill('What is 3 + 4?');
  await editor.press('Enter');
  await expect(questions(panel).getByRole('group', { name: 'Versions' })).toContainText('2 of 2');
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');

  const markdown = join(workbench.folder, 'chat.md');
  await workbench.command('Cerebrum: Export Chat…');
  await expect(workbench.quickPick).toHaveValue(/What is 20 - 5\.md$/);
  await workbench.saveAs(markdown, 'The chat was exported to chat.md.');
  const written = await readFile(markdown, 'utf8');
  expect(written).toContain('## You\n\n> What is 3 + 4?');
  expect(written).toMatch(/## Cerebrum\n\nPlan: Compute 3 \+ 4\.\n+1\. 3 \+ 4 = 7\.\n\nAnswer: 7\n\n\*/);

  const json = join(workbench.folder, 'chat.json');
  await workbench.command('Cerebrum: Export Chat…');
  await workbench.saveAs(json, 'The chat was exported to chat.json.');
  const file = JSON.parse(await readFile(json, 'utf8')) as { turns: { settings?: { seed: number } }[] };
  expect(file.turns).toHaveLength(4);
  expect(file.turns[3]?.settings?.seed).toEqual(expect.any(Number));

  await workbench.command('Cerebrum: New Chat');
  await expect(questions(panel)).toHaveCount(0);
  await expect(composer(panel)).toBeFocused();
  await workbench.command('Cerebrum: Import Chat…');
  await pickRows(workbench).filter({ hasText: 'chat.json' }).click();
  await expect(questions(panel)).toContainText('What is 3 + 4?');
  await expect(questions(panel).getByRole('group', { name: 'Versions' })).toContainText('2 of 2');
  await workbench.screenshot('imported');

  await writeFile(json, '{"format":"cerebrum-chat","version":1,"title":"x","turns":[{"role":"user"}]}');
  await workbench.command('Cerebrum: Import Chat…');
  await pickRows(workbench).filter({ hasText: 'chat.json' }).click();
  await expect(workbench.notification('This file is not an exported chat')).toContainText('turns.0.id');
  await workbench.screenshot('import-refused');
});

test('two windows share one history', async ({ workbench, context, vscode }) => {
  const panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'What is 3 + 4?');

  const second = new Workbench(await context.newPage(), workbench.folder);
  await second.open(vscode.server.url(workbench.folder));
  const other = await second.chatPanel();
  await search(second, '3 +');
  await pickRows(second).filter({ hasText: 'What is 3 + 4?' }).first().click();
  await expect(questions(other)).toContainText('What is 3 + 4?');
  // The chat was there before: it is found when the turn with the words has the focus.
  await expect(other.locator('[data-turn-id]:focus')).toHaveCount(1);
  await second.command('Cerebrum: New Chat');
  await expect(questions(other)).toHaveCount(0);
  await askToTheEnd(other, 'What is 56 / 7?');
  await askToTheEnd(panel, 'What is 20 - 5?');

  await search(workbench, '56');
  await pickRows(workbench).filter({ hasText: 'What is 56 / 7?' }).first().click();
  await expect(questions(panel)).toHaveCount(1);
  await expect(questions(panel)).toContainText('What is 56 / 7?');
  await expect(answers(panel)).toContainText('8');
});
