import type { FrameLocator } from '@playwright/test';
import { expect, test } from './harness/fixtures.ts';
import { inferencePids, InferenceBrake } from './harness/inference.ts';
import { answers, ask, composer, problem } from './harness/panel.ts';
import { LONG } from './harness/questions.ts';
import type { Workbench } from './harness/workbench.ts';

/** What the product promises, and as much again for a machine that does other things, too. */
const PROMISE_MS = 2 * 3000;

const brake = new InferenceBrake();
test.use({ ownWindow: true });

test.afterEach(() => brake.release());

/** Asks, and stops the inference process by SIGSTOP as soon as the beginning of its answer is on screen. */
async function askAndFreeze(workbench: Workbench): Promise<FrameLocator> {
  const panel = await workbench.chatPanel();
  await ask(panel, 'What is 3 + 4?');
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
  brake.freeze();
  await ask(panel, LONG);
  await expect(async () => {
    brake.step();
    await expect(answers(panel).nth(1)).toContainText('Plan:', { timeout: 150 });
  }).toPass({ intervals: [0] });
  return panel;
}

test('an inference process that does not answer is told of, and Restart Engine ends it', async ({ workbench }) => {
  const panel = await askAndFreeze(workbench);
  const [pid] = inferencePids();
  await expect(problem(panel)).toContainText('The engine does not answer', { timeout: 20_000 });
  await expect(workbench.page.locator('.statusbar')).toContainText('Cerebrum: no answer');
  await workbench.screenshot('engine-silent');
  await problem(panel).getByRole('button', { name: 'Restart Engine' }).click();
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'stopped', { timeout: PROMISE_MS });
  await expect(answers(panel).last()).toContainText('Plan:');
  await expect(problem(panel)).toHaveCount(0);
  await expect.poll(() => inferencePids().includes(pid ?? 0)).toBe(false);
  await ask(panel, 'What is 9 times 8?');
  await expect(answers(panel).last()).toContainText('72');
});

test('Stop ends the answer of a process that does not answer, and says what happened', async ({ workbench }) => {
  const panel = await askAndFreeze(workbench);
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'stopped', { timeout: PROMISE_MS });
  await expect(answers(panel).last()).toContainText('Plan:');
  await expect(problem(panel)).toContainText('The engine did not answer and was ended');
  await workbench.screenshot('engine-killed');
  await composer(panel).fill('What is 9 times 8?');
  await composer(panel).press('Enter');
  await expect(answers(panel).last()).toContainText('72');
  await expect(problem(panel)).toHaveCount(0);
});

test('New Chat and Unload do not wait for a process that does not answer', async ({ workbench }) => {
  let panel = await askAndFreeze(workbench);
  await workbench.command('Cerebrum: New Chat');
  await expect(answers(panel)).toHaveCount(0, { timeout: PROMISE_MS });
  panel = await askAndFreeze(workbench);
  const [pid] = inferencePids();
  await workbench.command('Cerebrum: Unload Model');
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'stopped', { timeout: PROMISE_MS });
  await expect.poll(() => inferencePids().includes(pid ?? 0)).toBe(false);
});
