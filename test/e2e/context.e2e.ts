import type { FrameLocator, Locator } from '@playwright/test';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findings } from './harness/axe.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, composer, questions } from './harness/panel.ts';

const added = (panel: FrameLocator): Locator => panel.getByRole('list', { name: 'Added to the question' });
const meter = (panel: FrameLocator): Locator => panel.getByRole('button', { name: /^Context window: / });

test('context is added, seen, counted and removed; what should not or cannot be sent says so', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  const { keyboard } = page;
  await writeFile(join(folder, '.env'), 'TOKEN=abc\n');
  await writeFile(join(folder, 'picture.png'), Buffer.from([0x89, 0x50, 0, 0, 0]));
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  await workbench.contextMenu('Add Selection to Cerebrum Chat');
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
  await expect(panel.getByRole('tooltip')).toContainText('Reserved for the answer');
  await workbench.screenshot('context-meter');
  expect(await findings(panel)).toEqual([]);

  // The button opens the list, and a folder adds its files but those with secrets.
  await mkdir(join(folder, 'shop', 'old'), { recursive: true });
  for (const name of ['shop/rates.ts', 'shop/old/bill.ts', 'shop/.env'])
    await writeFile(join(folder, name), 'let rate = 3;\n');
  await panel.getByRole('button', { name: 'Add Context' }).click();
  await expect(composer(panel)).toHaveValue('Add up. #');
  await expect(panel.getByRole('option')).toHaveCount(7);
  await workbench.screenshot('context-button');
  await keyboard.type('folder:sho');
  await expect(panel.getByRole('option', { name: /^shop/ }).first()).toBeVisible();
  await keyboard.press('Enter');
  await expect(chip(String.raw`shop/rates\.ts ?, `)).toBeVisible();
  await expect(chip(String.raw`shop/old/bill\.ts ?, `)).toBeVisible();
  await expect(workbench.notification('1 left out: files with secrets')).toBeVisible();
  for (const name of [/^Remove shop\/rates/, /^Remove shop\/old/])
    await added(panel).getByRole('button', { name }).click();
  await expect(added(panel).getByRole('listitem')).toHaveCount(3);

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
  await expect(dialog).toContainText('.env looks like a file with secrets.');
  await workbench.screenshot('context-secret');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await composer(panel).fill('#pic');
  await panel.getByRole('option', { name: /picture\.png/ }).click();
  await expect(chip(String.raw`picture\.png ?, not a text file$`)).toBeVisible();
  await rm(join(folder, 'orders.py'));
  await expect(chip(String.raw`orders\.py ?, no longer exists$`)).toBeVisible();
});

test('commands and earlier questions are there in the composer', async ({ workbench }) => {
  const { keyboard } = workbench.page;
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  const panel = await workbench.chatPanel();
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
});
