import type { Page } from '@playwright/test';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, composer, questions } from './harness/panel.ts';
import { windowChat, type Workbench } from './harness/workbench.ts';

// A browser of this file's own: one that has run for long gives a new window no style sheets more often.
test.use({ userSettings: { 'editor.minimap.enabled': true } });

const TOM = 'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?';

/**
 * On a busy machine VS Code gives a new window no style sheets now and then, so that nothing in it can be used, and then none to any other
 * that is opened from the same page: the page is loaded again first.
 */
async function openInWindow(workbench: Workbench): Promise<Page> {
  let window: Page | undefined;
  await expect(async () => {
    if (window !== undefined) {
      await window.close();
      await workbench.reloadWindow();
      await workbench.chatPanel();
    }
    const opened = workbench.page.waitForEvent('popup', { timeout: 10_000 });
    await workbench.command('Cerebrum: Open Chat in New Window');
    window = await opened;
    await expect(composer(windowChat(window))).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 80_000 });
  if (window === undefined) throw new Error('No window opened.');
  return window;
}

test('a chat opens in a window of its own; what is asked there shows in the side bar, and stays when the side bar goes on', async ({
  workbench,
}) => {
  const panel = await workbench.chatPanel();
  await ask(panel, TOM);
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  const window = await openInWindow(workbench);
  const chat = windowChat(window);
  await expect(questions(chat)).toContainText('Tom has 12 apples');
  await expect(answers(chat)).toHaveAttribute('data-status', 'finished');
  await ask(chat, 'What is 20 - 5?');
  await expect(answers(chat).last()).toContainText('Answer: 15');
  await expect(answers(panel).last()).toContainText('Answer: 15');
  await expect(answers(panel)).toHaveCount(2);
  await window.screenshot({ path: 'test-results/screenshots/places-window.png' });

  // The side bar goes on to another chat, and the window stays.
  await workbench.chatSideBar.getByRole('button', { name: 'New Chat' }).click();
  await expect(answers(panel)).toHaveCount(0);
  await ask(panel, 'What is 9 times 8?');
  await expect(answers(panel)).toContainText('Answer: 72');
  await expect(answers(chat)).toHaveCount(2);
});
