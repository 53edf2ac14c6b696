import type { Locator } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { InferenceBrake, inferencePids, killInference } from './harness/inference.ts';
import { answers, questions } from './harness/panel.ts';
import { stepsOf } from './harness/questions.ts';
import type { Workbench } from './harness/workbench.ts';

/** Lines 2 to 8 are a function that the demo model explains. */
const CODE = [
  'export const NONE = 0;',
  'export function total(prices: number[]): number {',
  '  let sum = 0;',
  '  for (const price of prices) {',
  '    sum += price;',
  '  }',
  '  return sum;',
  '}',
  '',
];

const brake = new InferenceBrake();
test.afterEach(() => brake.release());

/** The comment threads of the active editor that are open. */
const threads = ({ page }: Workbench): Locator => page.locator('.review-widget:visible');
/** What Cerebrum says in a thread, one comment for each question. */
const said = (thread: Locator): Locator => thread.locator('.review-comment', { hasText: 'Cerebrum' });
const askButton = (thread: Locator): Locator => thread.getByRole('button', { name: /^Ask \(/ });

/** Selects the function in a file with a name of its own, for threads stay with a file: no test meets those of another. */
async function selectCode(workbench: Workbench, file: string): Promise<void> {
  await writeFile(join(workbench.folder, file), CODE.join('\n'));
  await workbench.openFile(file);
  await workbench.selectLines(2, 8);
}

/** Opens a thread below the function by its keys; resolves when its reply box has the focus. */
async function openThread(workbench: Workbench, file: string): Promise<Locator> {
  await selectCode(workbench, file);
  await workbench.page.keyboard.press('Control+K');
  await workbench.page.keyboard.press('Alt+I');
  const thread = threads(workbench);
  await expect(thread.locator('.monaco-editor.focused')).toBeVisible();
  return thread;
}

/** Lets the held process run a little at a time until the thread says this. */
async function letGoUntil(thread: Locator, words: string): Promise<void> {
  await expect(async () => {
    brake.step();
    await expect(said(thread)).toContainText(words, { timeout: 150 });
  }).toPass({ intervals: [0] });
}

/** Adds a line above the function, and words behind its line `let sum = 0;`. */
async function editAbove(workbench: Workbench): Promise<void> {
  await workbench.selectLines(1, 1);
  await workbench.page.keyboard.press('Home');
  await workbench.page.keyboard.type('let above;\n');
}
async function editInside(workbench: Workbench): Promise<void> {
  await workbench.selectLines(4, 4);
  await workbench.page.keyboard.press('End');
  await workbench.page.keyboard.type(' // changed');
}

test('a question at the cursor is answered beside the code and stands in the chat', async ({ workbench }) => {
  const { page } = workbench;
  const thread = await openThread(workbench, 'ask.ts');
  await expect(thread).toContainText('ask.ts, lines 2–8');
  await expect(askButton(thread)).toBeDisabled();
  await page.keyboard.type('What does this do?');
  await expect(askButton(thread)).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(said(thread)).toContainText('Answer: The function adds the numbers in prices');
  // As in the panel: where a step is, and what a run of the code found.
  await expect(said(thread)).toContainText('sum is set to 0.');
  await expect(said(thread)).toContainText('line 3');
  await expect(said(thread)).toContainText('Matches a run: sum = 0');
  await expect(page.locator('.part.panel')).toBeHidden();
  await workbench.screenshot('ask-here');

  await thread.getByRole('button', { name: 'Open in Chat' }).click();
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('What does this do?');
  await expect(questions(panel).getByRole('button', { name: /ask\.ts, lines 2.8/ })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');

  // The next question in the same thread is about the answer, and in the same chat.
  await thread.getByRole('button', { name: 'Ask a follow-up question' }).click();
  await page.keyboard.type('What is 36 + 47?');
  await expect(askButton(thread)).toBeEnabled();
  // By its key: the button of a long thread stands at the edge of the editor, which scrolls under the mouse.
  await page.keyboard.press('Control+Enter');
  await expect(said(thread)).toHaveCount(2);
  await expect(said(thread).last()).toContainText('Answer:');
  await expect(questions(panel)).toHaveCount(2);
  await workbench.screenshot('ask-here-chat');

  await workbench.openFile('ask.ts');
  await editAbove(workbench);
  await expect(thread).toContainText('ask.ts, lines 3–9');
  // At the same code the same thread goes on.
  await workbench.selectLines(3, 9);
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Alt+I');
  await expect(thread.locator('.monaco-editor.focused')).toBeVisible();
  await expect(said(thread)).toHaveCount(2);
  await workbench.openFile('ask.ts');
  await editInside(workbench);
  await expect(thread).toContainText('The code has changed since');
  await thread.getByRole('button', { name: 'Close' }).click();
  await expect(thread).toHaveCount(0);
  await expect(answers(panel)).toHaveCount(2);
});

test('an answer is stopped from the thread, and a process that ends is told there with the way on', async ({
  workbench,
}) => {
  const { page } = workbench;
  const thread = await openThread(workbench, 'stop.ts');
  await expect.poll(inferencePids).toHaveLength(1);
  await expect(workbench.status(/Cerebrum: loading/)).toHaveCount(0);
  // Held, and let go on a little at a time: the tiny model would be done before the mouse is there.
  brake.freeze();
  await page.keyboard.type('What does this do?');
  await askButton(thread).click();
  await letGoUntil(thread, 'Plan:');
  await expect(said(thread)).toContainText('Writing…');
  await thread.getByRole('button', { name: 'Stop' }).click();
  await letGoUntil(thread, 'Stopped');
  brake.release();
  await expect(said(thread)).not.toContainText('Answer:');
  await expect(thread.getByRole('button', { name: 'Stop' })).toHaveCount(0);

  await thread.getByRole('button', { name: 'Ask a follow-up question' }).click();
  await page.keyboard.type('Why?');
  brake.freeze();
  await askButton(thread).click();
  await expect(said(thread).last()).toContainText('Reading the prompt…');
  killInference();
  brake.release();
  await expect(said(thread).last()).toContainText('The engine process ended unexpectedly');
  await workbench.screenshot('ask-here-failed');
  // The title of a long thread scrolls away with its line.
  await thread.getByRole('button', { name: 'Try Again' }).dispatchEvent('click');
  await expect(said(thread).last()).not.toContainText(/Failed|Writing|Reading|engine/);
  const panel = await workbench.chatPanel();
  await expect(answers(panel)).toHaveCount(2);
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
});

test('steps as comments stand on their lines, follow edits, and say which code changed', async ({ workbench }) => {
  await selectCode(workbench, 'steps.ts');
  await workbench.contextMenu('Explain Step by Step with Cerebrum');
  const panel = await workbench.chatPanel();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  await expect(stepsOf(panel).first().getByRole('button', { name: /^line/ })).toBeVisible();
  await workbench.command('Cerebrum: Show Steps as Comments');
  const signs = workbench.page.locator('.comment-range-glyph.comment-thread');
  await expect(signs).toHaveCount(5);
  await expect(threads(workbench)).toHaveCount(0);
  await workbench.screenshot('step-comments');

  await signs.nth(1).click();
  const step = threads(workbench);
  await expect(step).toContainText('Step 2 of 5');
  await expect(step).toContainText('sum is set to 0.');
  await expect(step).toContainText('Matches a run: sum = 0');
  await workbench.screenshot('step-comment');

  await editAbove(workbench);
  await expect(stepsOf(panel).nth(1).getByRole('button', { name: 'line 4' })).toBeVisible();
  await expect(step).toContainText(/^Step 2 of 5(?! · )/);
  await editInside(workbench);
  await expect(step).toContainText('Step 2 of 5 · The code has changed since');
  await workbench.screenshot('step-comment-changed');

  await step.getByRole('button', { name: 'Hide Steps as Comments' }).click();
  await expect(signs).toHaveCount(0);
});
