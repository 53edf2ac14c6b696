import type { FrameLocator } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PanelTurn } from '../../src/protocol/conversation.ts';
import { findings } from './harness/axe.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers } from './harness/panel.ts';
import { answerOf, chatOf, tellPanel } from './harness/panelPage.ts';

const ANSWER = 'Plan: Add the prices.\n1. Take `each` price.\n2. Add it to the sum: 1 + 1 = 2.\nAnswer: the sum\n';
const costs = [
  { tokens: 9, ms: 640 },
  { tokens: 14, ms: 75_400 },
];
const COUNT = 2_000;

const turns = Array.from({ length: COUNT }, (_, index): PanelTurn => {
  if (index === COUNT - 1) return answerOf('Still ', { id: 'last', status: 'writing' });
  if (index % 2 === 0) return { role: 'user', id: `t${index}`, text: `Question ${index}?` };
  return answerOf(ANSWER, {
    id: `t${index}`,
    text: ANSWER + 'More words. '.repeat((index * 7) % 90),
    stepCosts: costs,
  });
});

/** Pixels between the beginning of what is in sight and that of the turn `id`, once nothing moves any more. */
const placeOf = (panel: FrameLocator, id: string): Promise<number> =>
  panel.locator(`[data-turn-id=${id}]`).evaluate(async (turn) => {
    let [last, still] = [NaN, 0];
    while (still < 5) {
      await new Promise((drawn) => requestAnimationFrame(drawn));
      const { top } = turn.getBoundingClientRect();
      still = top === last ? still + 1 : 0;
      last = top;
    }
    return last - (turn.closest('.turns-scroller')?.getBoundingClientRect().top ?? 0);
  });

test.use({ workspaceSettings: { 'workbench.colorTheme': 'Default Dark Modern' } });

test('of 2,000 messages few are drawn, and reading, jumping and the keyboard do not notice', async ({ workbench }) => {
  const { keyboard, mouse } = workbench.page;
  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('heading', { name: 'Demo model' })).toBeVisible(); // the host's own snapshot is there
  await tellPanel(panel, chatOf(...turns));
  const articles = panel.getByRole('article');
  await expect(answers(panel).last()).toBeInViewport();
  expect(await articles.count()).toBeGreaterThanOrEqual(16);
  expect(await articles.count()).toBeLessThan(120);

  // A step far away, by its link; what comes near above it does not push it away.
  await tellPanel(panel, { type: 'showTurn', id: 't901', step: 1 });
  const step = panel.locator('[data-turn-id=t901]').getByRole('button', { name: 'Step 2', exact: true });
  await expect(step).toBeFocused();
  await expect(step).toBeInViewport();
  await expect(step).toHaveAccessibleDescription('14 tokens in 1 min 15 s');
  await expect(panel.locator('[data-turn-id=t901]')).toHaveAttribute('aria-posinset', '902');
  expect(await articles.count()).toBeLessThan(120);

  // Turn by turn with the keyboard.
  for (let id = 900; id > 880; id--) {
    await keyboard.press('Control+ArrowUp');
    await expect(panel.locator(`[data-turn-id=t${id}]`)).toBeFocused();
  }

  // With the wheel: the page moves as far as the wheel says, whatever is drawn anew meanwhile.
  const box = await panel.locator('.turns-scroller').boundingBox();
  await mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 200);
  const before = await placeOf(panel, 't881');
  for (let turn = 0; turn < 10; turn++) await mouse.wheel(0, -300);
  await expect.poll(async () => Math.abs((await placeOf(panel, 't881')) - before - 3_000)).toBeLessThan(3);

  // What arrives meanwhile moves nothing.
  const place = await placeOf(panel, 't881');
  await tellPanel(panel, { type: 'append', id: 'last', text: 'growing.\n\n'.repeat(30) });
  expect(await placeOf(panel, 't881')).toBe(place);
  await panel.getByRole('button', { name: 'Jump to latest' }).click();
  await expect(panel.locator('[data-turn-id=last]')).toBeFocused();
  await tellPanel(panel, { type: 'append', id: 'last', text: 'More.\n\n'.repeat(30) });
  await expect(panel.getByText('Writing…')).toBeInViewport();

  await workbench.resizeSideBar(250);
  await tellPanel(panel, { type: 'showTurn', id: 't301', step: 0 });
  await expect(panel.locator('[data-turn-id=t301] .step-cost').first()).toHaveCSS('opacity', '1');
  expect(await panel.locator('.turns-scroller').evaluate((view) => view.scrollWidth - view.clientWidth)).toBe(0);
  await workbench.screenshot('long-chat-narrow-dark');
  expect(await findings(panel)).toEqual([]);
});

test('the link of a step of an early turn brings it into sight and gives it the focus, from the end of a long chat', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const told = turns.slice(0, 400).map((turn, at) => (at === 0 ? turn : { ...turn, parent: `t${at - 1}` }));
  const file = { format: 'cerebrum-chat', version: 1, title: 'A long way', turns: told };
  await writeFile(join(folder, 'long.json'), JSON.stringify(file));
  const panel = await workbench.chatPanel();
  await workbench.command('Cerebrum: Import Chat…');
  await page.locator('.quick-input-list').getByRole('option', { name: 'long.json' }).click();
  await expect(answers(panel).last()).toBeInViewport();

  const early = panel.locator('[aria-posinset="4"]');
  // A chat that has just arrived still goes to its end.
  await expect(async () => {
    await panel.getByRole('feed').press('Home');
    await expect(early).toBeInViewport({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await early.getByRole('button', { name: 'Actions for step 2' }).press('Enter');
  await early.getByRole('button', { name: 'Copy link' }).press('Enter');
  await expect(early.getByRole('button', { name: 'Link copied' })).toBeFocused();
  await panel.getByRole('button', { name: 'Jump to latest' }).click();
  await expect(panel.locator('[aria-posinset="400"]')).toBeFocused();
  await expect(early).toHaveCount(0);

  await workbench.openAddress(await page.evaluate(() => navigator.clipboard.readText()));
  const step = early.getByRole('button', { name: 'Step 2', exact: true });
  await expect(step).toBeFocused();
  await expect(step).toBeInViewport();
  await workbench.screenshot('long-chat-link');
});
