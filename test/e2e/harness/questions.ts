import { expect, type FrameLocator, type Locator } from '@playwright/test';
import { answers, ask } from './panel.ts';

/** A program whose test is false. */
export const CHILD = [
  'What does this print?\n\n```typescript',
  'let neno: number = 49;',
  'if (neno < 46) {',
  '  console.log("adult");',
  '} else {',
  '  console.log("child");',
  '}\n```',
].join('\n');

/** A loop of many turns: the demo model writes some hundred tokens about it, so that there is a middle to act in. */
export const LONG = [
  'What does this print?\n\n```typescript',
  'let energy = 55;',
  'while (energy >= 8) {',
  '  energy = energy - 4;',
  '}',
  'console.log(energy);\n```',
].join('\n');

/** A step that is wrong about `CHILD`. */
export const WRONG_TEST = 'The test `neno < 46` is 49 < 46, which is true.';

/** The steps of the newest answer. */
export const stepsOf = (panel: FrameLocator): Locator =>
  answers(panel)
    .last()
    .getByRole('list', { name: 'Steps' })
    .getByRole('listitem', { name: /^Step \d/ });

/** Writes step `number` in other words, as its reader may, and has the model go on from there. */
export async function rewriteStep(panel: FrameLocator, number: number, words: string): Promise<void> {
  const step = stepsOf(panel).nth(number - 1);
  await step.hover();
  await step.getByRole('button', { name: `Actions for step ${number}` }).click();
  await step.getByRole('button', { name: 'Edit…' }).click();
  const field = step.getByRole('textbox', { name: `Step ${number}` });
  await field.fill(words);
  // By its key: what a run found comes when it comes, and moves the button below.
  await field.press('Enter');
  await expect(field).toHaveCount(0);
  await expect(answers(panel).last()).toHaveAttribute('data-status', /finished|limit/);
  await expect(step).toContainText(words.replaceAll('`', ''));
}

/** Asks what the program prints and makes the second step wrong: whichever model answers, there is a wrong step. */
export async function askForWrongStep(panel: FrameLocator): Promise<void> {
  await ask(panel, CHILD);
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
  await rewriteStep(panel, 2, WRONG_TEST);
}
