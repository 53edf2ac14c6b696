import type { Locator } from '@playwright/test';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions } from './harness/panel.ts';
import type { Workbench } from './harness/workbench.ts';

/** The comment threads of the editor that are open. */
const threads = ({ page }: Workbench): Locator => page.locator('.review-widget:visible');

test('a question at the cursor is answered beside the code and stands in the chat', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Alt+I');
  const thread = threads(workbench);
  await expect(thread).toBeVisible();
  await expect(thread.locator(".monaco-editor.focused")).toBeVisible();
  await workbench.screenshot('ask-here-empty');
  await page.keyboard.type('What does this do?');
  await workbench.screenshot('ask-here-typed');
  await page.keyboard.press('Control+Enter');
  await expect(thread).toContainText('The function adds the numbers in prices');
  await workbench.screenshot('ask-here');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('What does this do?');
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  await workbench.screenshot('ask-here-chat');
});
