import { expect, type FrameLocator, type Locator } from '@playwright/test';

/** The parts of the chat panel, by their accessible names. */
export const answers = (panel: FrameLocator): Locator => panel.getByRole('article', { name: 'Cerebrum' });
export const questions = (panel: FrameLocator): Locator => panel.getByRole('article', { name: 'You' });
export const composer = (panel: FrameLocator): Locator => panel.getByRole('textbox', { name: 'Ask Cerebrum' });
export const problem = (panel: FrameLocator): Locator => panel.getByRole('group', { name: 'Problem' });

/** Shows all of a question that is on screen; a short one is not folded. */
export async function unfold(question: Locator): Promise<void> {
  const more = question.getByRole('button', { name: 'Show all' });
  if (await more.isVisible()) await more.click();
}

export async function ask(panel: FrameLocator, question: string): Promise<void> {
  await composer(panel).fill(question);
  await composer(panel).press('Enter');
}

/** Asks, and waits for the end of the answer. */
export async function askToTheEnd(panel: FrameLocator, question: string): Promise<void> {
  await ask(panel, question);
  await expect(questions(panel).last()).toContainText(question);
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
}
