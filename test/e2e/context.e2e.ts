import type { FrameLocator, Locator } from '@playwright/test';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findings } from './harness/axe.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, composer, questions } from './harness/panel.ts';
import type { Workbench } from './harness/workbench.ts';

const added = (panel: FrameLocator): Locator => panel.getByRole('list', { name: 'Added to the question' });
const sent = (panel: FrameLocator): Locator => panel.getByRole('list', { name: 'Sent with the question' });
const meter = (panel: FrameLocator): Locator => panel.getByRole('button', { name: /^Context window: / });

/** Tokens of the prompt that the meter tells, once they are counted by the model. */
async function metered(panel: FrameLocator): Promise<number> {
  const name = /^Context window: ([\d,]+) of/;
  await expect(meter(panel)).toHaveAccessibleName(name);
  return number(name.exec((await meter(panel).textContent()) ?? '')?.[1]);
}

/** Tokens of the prompt of the last answer, and how many of them were in the cache already, by its footer. */
async function readTokens(panel: FrameLocator): Promise<{ readonly prompt: number; readonly reused: number }> {
  const [, reused, prompt] =
    /([\d,]+) of ([\d,]+) prompt tokens reused/.exec(await answers(panel).last().innerText()) ?? [];
  return { prompt: number(prompt), reused: number(reused) };
}

const number = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''));

/** Drags something of the workbench into the panel; over a web page VS Code asks for Shift. */
async function dragIntoPanel({ page }: Workbench, source: Locator, target: Locator): Promise<void> {
  const [from, to] = [await source.boundingBox(), await target.boundingBox()];
  if (from === null || to === null) throw new Error('Both ends are on screen.');
  await page.mouse.move(from.x + from.width / 3, from.y + from.height / 2);
  await page.mouse.down();
  await page.keyboard.down('Shift');
  for (const y of [20, 22, 24]) await page.mouse.move(to.x + to.width / 2, to.y + y, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
}

/** Makes the side bar this wide. */
async function narrow({ page }: Workbench, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (box === null) throw new Error('The side bar is on screen.');
  await page.mouse.move(box.x + box.width, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + width, box.y + 300, { steps: 5 });
  await page.mouse.up();
}

test('context is added, seen, counted, sent and tied to the answer', async ({ workbench }) => {
  test.slow();
  const { page, folder } = workbench;
  const { keyboard } = page;
  await writeFile(join(folder, '.env'), 'TOKEN=abc\n');
  await writeFile(join(folder, 'picture.png'), Buffer.from([0x89, 0x50, 0, 0, 0]));
  const large = Array.from({ length: 300 }, (_, i) => `let value${i} = ${i % 10};`);
  await writeFile(join(folder, 'large.ts'), large.join('\n'));
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  await workbench.contextMenu('Add Selection to Chat');
  const panel = await workbench.chatPanel();
  const chip = (name: string) => added(panel).getByRole('button', { name: new RegExp(`^${name}`) });
  await expect(composer(panel)).toBeFocused();
  await expect(chip(String.raw`cart\.ts, lines 8–14 ?, \d+ tokens$`)).toBeVisible();

  // Whatever is selected when the question is sent.
  await keyboard.type('#sel');
  await expect(panel.getByRole('option', { name: /#selection/ })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(composer(panel)).toHaveValue('');
  await expect(added(panel).getByRole('listitem')).toHaveCount(2);
  await workbench.openFile('scores.js');
  await workbench.selectLines(2, 3);
  await expect(chip(String.raw`Selection: scores\.js, lines 2–3 ?, \d+ tokens$`)).toBeVisible();

  await composer(panel).focus();
  await keyboard.type('Add up. #ord');
  await expect(panel.getByRole('option', { name: /orders\.py/ })).toBeVisible();
  await workbench.screenshot('context-completion');
  await keyboard.press('Enter');
  await expect(composer(panel)).toHaveValue('Add up. ');
  await expect(chip(String.raw`orders\.py ?, \d+ tokens$`)).toBeVisible();
  expect(await findings(panel)).toEqual([]);
  await meter(panel).focus();
  await expect(panel.getByRole('tooltip')).toContainText('Kept for the answer');
  await workbench.screenshot('context-meter');
  expect(await findings(panel)).toEqual([]);

  // By the keys it leaves, and the focus stays near.
  await chip(String.raw`Selection: `).focus();
  await keyboard.press('Delete');
  await expect(added(panel).getByRole('listitem')).toHaveCount(2);
  await expect(chip(String.raw`orders\.py`)).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.locator('.tab.active')).toContainText('orders.py');

  // Secrets ask, what is no text says so, and so does what vanished.
  await workbench.openFile('.env');
  await workbench.command('Cerebrum: Add File to Chat');
  const dialog = page.locator('.monaco-dialog-box');
  await expect(dialog).toContainText('.env looks like a file that holds secrets.');
  await workbench.screenshot('context-secret');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await composer(panel).fill('#pic');
  await panel.getByRole('option', { name: /picture\.png/ }).click();
  await expect(chip(String.raw`picture\.png ?, not a text file$`)).toBeVisible();
  await rm(join(folder, 'orders.py'));
  await expect(chip(String.raw`orders\.py ?, not there any more$`)).toBeVisible();

  // A tab is dragged over.
  await dragIntoPanel(workbench, page.getByRole('tab', { name: /scores\.js/ }), composer(panel));
  await expect(chip(String.raw`scores\.js ?, \d+ tokens$`)).toBeVisible();
  await mkdir(join(folder, '.vscode'), { recursive: true });
  await writeFile(join(folder, '.vscode', 'settings.json'), '{"workbench.colorTheme": "Default Dark Modern"}');
  await expect(page.locator('.monaco-workbench.vs-dark')).toBeVisible();
  await narrow(workbench, 250);
  await workbench.screenshot('context-narrow-dark');
  expect(await findings(panel)).toEqual([]);

  // What the meter says is what the model reads, and what was sent is told with the question.
  const empty = await metered(panel);
  await composer(panel).fill('Explain step by step what this TypeScript code from cart.ts (lines 8 to 14) does.');
  await expect.poll(() => metered(panel)).toBeGreaterThan(empty);
  const told = await metered(panel);
  await composer(panel).press('Enter');
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
  expect((await readTokens(panel)).prompt).toBe(told);
  await expect(sent(panel)).toContainText('cart.ts, lines 8–14');
  await expect(sent(panel)).toContainText('scores.js');
  await expect(chip(String.raw`picture\.png`)).toBeVisible();
  await workbench.screenshot('context-sent');
  await workbench.command('Cerebrum: Show Prompt');
  await expect(workbench.editor).toContainText('cart.ts (lines 8 to 14):');

  // Too much is cut, and old turns give way.
  await workbench.openFile('large.ts');
  await workbench.command('Cerebrum: Add File to Chat');
  await expect(chip(String.raw`large\.ts, lines 1–\d+ ?, \d+ tokens, lines \d+–300 left out$`)).toBeVisible();
  await expect(panel.getByText('The model no longer sees the messages up to here.')).toBeVisible();
  await workbench.screenshot('context-unseen');
  await ask(panel, 'What is 5 + 4?');
  await expect(answers(panel).last()).toHaveAttribute('data-status', /finished|limit|contextFull/);
  await expect(sent(panel).last()).toContainText(/lines \d+–300 left out/);
});

test('commands, earlier questions and the draft with its context are there in the composer', async ({ workbench }) => {
  const { keyboard } = workbench.page;
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  let panel = await workbench.chatPanel();
  await composer(panel).focus();
  await keyboard.type('/exp');
  await expect(panel.getByRole('option', { name: /\/explain/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(questions(panel)).toContainText('sum += price;');
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);

  await ask(panel, 'What is 3 + 4?');
  await expect(answers(panel).last()).toContainText('Answer: 7');
  await keyboard.press('ArrowUp');
  await expect(composer(panel)).toHaveValue('What is 3 + 4?');
  await keyboard.press('ArrowUp');
  await expect(composer(panel)).toHaveValue(/^Explain step by step/);
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await expect(composer(panel)).toHaveValue('');

  await keyboard.type('/search price');
  await keyboard.press('Enter');
  await expect(workbench.quickPick).toHaveValue('price');
  await workbench.screenshot('slash-search');
  await keyboard.press('Escape');

  await composer(panel).fill('Half a thought #selection');
  await keyboard.press('Enter');
  await expect(
    added(panel)
      .getByRole('button', { name: /cart\.ts, lines 8–14/ })
      .last(),
  ).toBeVisible();
  await workbench.command('Cerebrum: Add Selection to Chat');
  await expect(added(panel).getByRole('button', { name: /^cart\.ts, lines 8–14/ })).toBeVisible();
  await workbench.reload();
  panel = await workbench.chatPanel();
  await expect(composer(panel)).toHaveValue('Half a thought ');
  await expect(added(panel).getByRole('button', { name: /^cart\.ts, lines 8–14/ })).toBeVisible();

  await composer(panel).fill('/new');
  await keyboard.press('Enter');
  await expect(questions(panel)).toHaveCount(0);
});
