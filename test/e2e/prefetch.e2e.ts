import type { FrameLocator } from '@playwright/test';
import { expect, test } from './harness/fixtures.ts';
import { inferenceTicks } from './harness/inference.ts';
import { answers, ask, composer } from './harness/panel.ts';

/** Does something and waits until the model, which nobody has asked anything, has worked and rests again. */
async function worksAfter(act: () => Promise<void>): Promise<void> {
  const before = inferenceTicks();
  await act();
  let last = before;
  const restsAgain = () => {
    const now = inferenceTicks();
    const rests = now > before && now === last;
    last = now;
    return rests;
  };
  await expect.poll(restsAgain, { intervals: [500] }).toBe(true);
}

/** How many prompt tokens the last answer had, and how many of them were read before. */
async function promptOf(panel: FrameLocator): Promise<{ readonly all: number; readonly reused: number }> {
  const answer = answers(panel).last();
  await expect(answer).toHaveAttribute('data-status', 'finished');
  const [, reused, all] = /(\d+) of (\d+) prompt tokens reused/.exec((await answer.textContent()) ?? '') ?? [];
  return { all: Number(all), reused: Number(reused) };
}

test.use({ ownWindow: true });

test('a selection and a draft are read ahead, and the answer has little left to read', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await ask(panel, 'What is 5 + 7?');
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');

  await workbench.openFile('cart.ts');
  await worksAfter(() => workbench.selectLines(8, 14));
  await workbench.contextMenu('Explain Step by Step with Cerebrum');
  await expect(answers(panel)).toHaveCount(2);
  const explained = await promptOf(panel);
  expect(explained.reused).toBe(explained.all - 1);
  await workbench.screenshot('read-ahead');

  await worksAfter(() => composer(panel).fill('Tom has 30 apples. He buys 4 more and then eats 5 of '));
  await composer(panel).pressSequentially('them. How many apples are left?');
  await composer(panel).press('Enter');
  await expect(answers(panel)).toHaveCount(3);
  const asked = await promptOf(panel);
  // The whole question has 36 tokens, what was typed last 11.
  expect(asked.all - asked.reused).toBeLessThan(20);
});
