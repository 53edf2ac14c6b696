import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator } from '@playwright/test';
import { findings } from './harness/axe.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, askToTheEnd } from './harness/panel.ts';

const TOM = 'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?';
/** What stands out of `box` at its right. */
const outside = (box: Locator): Promise<string[]> =>
  box.evaluate((element: Element) =>
    [...element.querySelectorAll(':not(.visually-hidden)')]
      .filter((inner) => inner.getBoundingClientRect().right > element.getBoundingClientRect().right)
      .map((inner) => inner.outerHTML),
  );
const form = (panel: FrameLocator) => panel.getByRole('form', { name: 'Chat Settings' });
const control = (panel: FrameLocator) => panel.getByRole('button', { name: /^Chat Settings/ });
const length = (panel: FrameLocator) => form(panel).getByRole('group', { name: 'Answer Length in Tokens' });

test('a short answer length cuts the answers of one chat, also after a reload, and none after Reset', async ({
  workbench,
}) => {
  let panel = await workbench.chatPanel();
  // In a narrower panel the control is there only where a chat has settings of its own.
  await workbench.resizeSideBar(400);
  await workbench.command('Cerebrum: Chat Settings…');
  await expect(form(panel).getByRole('checkbox').first()).toBeFocused();
  const byDefault = length(panel).getByRole('checkbox', { name: 'Default: 1,024 tokens' });
  await expect(byDefault).toBeChecked();
  await byDefault.uncheck();
  const field = length(panel).getByRole('textbox');
  await expect(field).toBeFocused();
  await field.fill('0');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription('Enter a whole number from 1 to 32,768.');
  await field.fill('12');
  expect(await findings(panel)).toEqual([]);
  await field.press('Enter');
  await expect(form(panel)).toBeHidden();
  await expect(control(panel)).toHaveAccessibleName('Chat Settings: answers of at most 12 tokens');
  await ask(panel, TOM);
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'limit');

  await workbench.command('Cerebrum: New Chat');
  await expect(control(panel)).toHaveAccessibleName('Chat Settings');
  await askToTheEnd(panel, TOM);
  await workbench.command('Cerebrum: Show All Chats');
  await panel.getByRole('listitem').filter({ hasText: 'Tom has' }).last().getByRole('button').first().click();
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'limit');

  await workbench.reloadWindow();
  panel = await workbench.chatPanel();
  await expect(control(panel)).toHaveAccessibleName('Chat Settings: answers of at most 12 tokens');
  await ask(panel, 'What is 3 + 4? Then add 20.');
  await expect(answers(panel)).toHaveCount(2);
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'limit');

  await control(panel).click();
  await form(panel).getByRole('button', { name: 'Reset' }).click();
  await expect(control(panel)).toHaveAccessibleName('Chat Settings');
  await askToTheEnd(panel, 'What is 20 - 5?');
  await workbench.notification('The chat settings were reset.').getByRole('button', { name: 'Undo' }).click();
  await expect(control(panel)).toHaveAccessibleName('Chat Settings: answers of at most 12 tokens');
});

test('the system prompt of an imported chat is named until it is saved or reset', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'What is 3 + 4?');
  const file = join(workbench.folder, 'chat.json');
  await workbench.command('Cerebrum: Export Chat…');
  await workbench.saveAs(file, 'The chat was exported to chat.json.');
  const chat = JSON.parse(await readFile(file, 'utf8')) as object;
  const settings = { temperature: 0.5, systemPrompt: 'Answer as a pirate.\nAlways.' };
  await writeFile(file, JSON.stringify({ ...chat, settings }));
  await workbench.command('Cerebrum: Import Chat…');
  await workbench.page.locator('.quick-input-list').getByRole('option', { name: 'chat.json' }).click();
  const note = panel.getByRole('group', { name: 'Chat Settings' });
  await expect(note).toContainText('temperature 0.5, system prompt “Answer as a pirate. Always.”');
  await workbench.screenshot('chat-settings-imported');
  expect(await findings(panel)).toEqual([]);
  await note.getByRole('button', { name: 'Show' }).click();
  await expect(form(panel).getByRole('textbox', { name: 'System Prompt' })).toHaveValue(settings.systemPrompt);
  await form(panel).getByRole('button', { name: 'Save' }).click();
  await expect(note).toBeHidden();
  await expect(control(panel)).toHaveAccessibleName(/temperature 0\.5, system prompt/);
});

test.describe('in a dark theme', () => {
  test.use({ workspaceSettings: { 'workbench.colorTheme': 'Default Dark Modern' } });

  test('the form and the mark of a chat have room in a narrow panel', async ({ workbench }) => {
    const panel = await workbench.chatPanel();
    await askToTheEnd(panel, 'What is 3 + 4?');
    await workbench.command('Cerebrum: Chat Settings…');
    const boxes = form(panel).getByRole('checkbox');
    await expect(boxes).toHaveCount(3);
    for (const box of await boxes.all()) await box.uncheck();
    await form(panel).getByRole('textbox', { name: 'Temperature' }).fill('3');
    await form(panel)
      .getByRole('textbox', { name: 'System Prompt' })
      .fill('Answer in two sentences.\nAdd no greeting.');
    for (const width of [400, 250, 205]) {
      await workbench.resizeSideBar(width);
      await workbench.screenshot(`chat-settings ${width}`);
      expect.soft(await outside(form(panel))).toEqual([]);
    }
    await form(panel).getByRole('textbox', { name: 'Temperature' }).fill('0,5');
    await form(panel).getByRole('button', { name: 'Save' }).click();
    await expect(control(panel)).toHaveAccessibleName(/^Chat Settings: temperature 0\.5, /);
    for (const width of [250, 205]) {
      await workbench.resizeSideBar(width);
      await workbench.screenshot(`chat-settings-mark ${width}`);
      expect.soft(await outside(panel.locator('.composer'))).toEqual([]);
    }
  });
});
