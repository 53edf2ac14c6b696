import type { FrameLocator, Locator } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { gutterNumbers, litLines } from './harness/editorMarks.ts';
import { answers } from './harness/panel.ts';
import { picture } from './harness/picture.ts';
import { askForWrongStep, rewriteStep, stepsOf as steps } from './harness/questions.ts';
import type { Workbench } from './harness/workbench.ts';

/** Explains `total` of cart.ts, lines 8 to 14; resolves when the answer is there and linked. */
async function explainTotal(workbench: Workbench): Promise<FrameLocator> {
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  await workbench.contextMenu('Explain Step by Step with Cerebrum');
  const panel = await workbench.chatPanel();
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
  await expect(steps(panel).first().getByRole('button', { name: /^line/ })).toBeVisible();
  return panel;
}

/** The lines that the button of a step names, e.g. [9, 10]. */
async function linesOf(step: Locator): Promise<number[]> {
  const name = await step.getByRole('button', { name: /^lines? \d/ }).innerText();
  const [first = 0, last = first] = [...name.matchAll(/\d+/g)].map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

test('steps are tied to the lines of the editor, both ways', async ({ workbench }) => {
  const panel = await explainTotal(workbench);
  await expect(answers(panel).getByRole('group', { name: 'Plan' })).toBeVisible();
  await expect(answers(panel).getByRole('group', { name: 'Answer' })).toContainText('Answer: ');
  const count = await steps(panel).count();
  expect(count).toBeGreaterThanOrEqual(3);
  await expect(panel.getByRole('article', { name: 'You' })).not.toContainText('```');
  await expect.poll(() => gutterNumbers(workbench)).toContain('8: 1');
  await workbench.screenshot('steps-linked');

  // A click on a step's lines shows them.
  await steps(panel).nth(1).getByRole('button', { name: /^line/ }).click();
  const second = await linesOf(steps(panel).nth(1));
  await expect.poll(() => litLines(workbench)).toEqual(second);
  await expect(steps(panel).nth(1)).toHaveAttribute('aria-current', 'step');
  await expect(workbench.status(/^Ln/)).toContainText(`Ln ${second[0]}, `);
  await picture(workbench, 'screenshot');
  await picture(workbench, 'walkthrough/explain', { x: 350, y: 36, width: 930, height: 600 });

  // The commands walk on and back.
  await workbench.command('Cerebrum: Next Step');
  await expect(steps(panel).nth(2)).toHaveAttribute('aria-current', 'step');
  await expect.poll(() => litLines(workbench)).toEqual(await linesOf(steps(panel).nth(2)));
  await workbench.page.keyboard.press('Control+Alt+Shift+P');
  await expect(steps(panel).nth(1)).toHaveAttribute('aria-current', 'step');
  await workbench.page.keyboard.press('Control+Alt+Shift+N');
  await expect(steps(panel).nth(2)).toHaveAttribute('aria-current', 'step');
  // The step is lit before the cursor arrives, which would take back a key that came between.
  const [third] = await linesOf(steps(panel).nth(2));
  await expect(workbench.status(/^Ln/)).toContainText(`Ln ${third}, `);
  // Two presses are two steps, however fast they come.
  for (const key of ['P', 'P']) await workbench.page.keyboard.press(`Control+Alt+Shift+${key}`);
  await expect(steps(panel).nth(0)).toHaveAttribute('aria-current', 'step');
  const [first] = await linesOf(steps(panel).nth(0));
  await expect(workbench.status(/^Ln/)).toContainText(`Ln ${first}, `);
  for (const key of ['N', 'N']) await workbench.page.keyboard.press(`Control+Alt+Shift+${key}`);
  await expect(steps(panel).nth(2)).toHaveAttribute('aria-current', 'step');
  await expect(workbench.status(/^Ln/)).toContainText(`Ln ${third}, `);

  // The cursor in a line lights up its steps.
  await workbench.page.keyboard.press('ControlOrMeta+Home');
  await expect(steps(panel).nth(2)).not.toHaveAttribute('aria-current');
  await expect.poll(() => litLines(workbench)).toEqual([]);
  await expect(workbench.status(/^Ln/)).toContainText('Ln 1, ');
  for (let line = 1; line < (second[0] ?? 0); line++) await workbench.page.keyboard.press('ArrowDown');
  await expect(steps(panel).nth(1)).toHaveAttribute('aria-current', 'step');

  // So do the buttons of the step shown, and its words lead to its lines as well.
  await steps(panel).nth(1).getByRole('button', { name: 'Next Step' }).click();
  await expect(steps(panel).nth(2)).toHaveAttribute('aria-current', 'step');
  await steps(panel).nth(2).getByRole('button', { name: 'Previous Step' }).click();
  await expect.poll(() => litLines(workbench)).toEqual(second);
  await steps(panel).nth(0).locator('.markdown').click();
  await expect(steps(panel).nth(0)).toHaveAttribute('aria-current', 'step');
  await workbench.page
    .getByRole('button', { name: /^Next Step/ })
    .first()
    .click();
  await expect(steps(panel).nth(1)).toHaveAttribute('aria-current', 'step');
  await workbench.screenshot('steps-walk');

  // Escape in the editor takes the marks away, until a step is shown again.
  await expect(workbench.status(/^Ln/)).toContainText(`Ln ${second[0]}, `);
  await workbench.page.keyboard.press('Escape');
  await expect.poll(() => gutterNumbers(workbench)).toEqual([]);
  await expect.poll(() => litLines(workbench)).toEqual([]);
  await steps(panel).nth(1).getByRole('button', { name: /^line/ }).click();
  await expect.poll(() => gutterNumbers(workbench)).toContain('8: 1');
  await steps(panel).nth(1).getByRole('button', { name: 'Hide Steps' }).click();
  await expect.poll(() => gutterNumbers(workbench)).toEqual([]);
  await steps(panel).nth(1).getByRole('button', { name: /^line/ }).click();

  // After a reload all of it is made again from the history.
  await workbench.reload();
  const again = await workbench.chatPanel();
  await expect(steps(again)).toHaveCount(count);
  await workbench.openFile('cart.ts');
  await expect.poll(() => gutterNumbers(workbench)).toContain('8: 1');
  await steps(again).nth(1).getByRole('button', { name: /^line/ }).click();
  await expect.poll(() => litLines(workbench)).toEqual(second);
});

test('an edit above moves the lines of the steps, one inside marks its step, also when it was made while the window was closed', async ({
  workbench,
}) => {
  const panel = await explainTotal(workbench);
  const { keyboard } = workbench.page;
  const path = join(workbench.folder, 'cart.ts');
  const original = (await readFile(path, 'utf8')).split('\n');
  const first = await linesOf(steps(panel).first());
  const before = await linesOf(steps(panel).nth(1));
  await workbench.selectLines(1, 1);
  await keyboard.press('Home');
  await keyboard.type('// above\n');
  await expect.poll(() => linesOf(steps(panel).nth(1))).toEqual(before.map((line) => line + 1));
  await expect.poll(() => gutterNumbers(workbench)).toContain('9: 1');

  await workbench.selectLines((before[0] ?? 0) + 1, (before[0] ?? 0) + 1);
  await keyboard.press('End');
  await keyboard.type(' // changed');
  await expect(steps(panel).nth(1)).toContainText('(edited since)');
  await expect(steps(panel).first()).not.toContainText('(edited since)');
  await workbench.screenshot('steps-stale');
  // How many keys one undo takes back depends on how fast they came.
  await expect(async () => {
    await keyboard.press('ControlOrMeta+Z');
    await expect(steps(panel).nth(1)).not.toContainText('(edited since)', { timeout: 1_000 });
  }).toPass();
  await keyboard.press('ControlOrMeta+End');
  await keyboard.type('\n// below\n');
  expect(await linesOf(steps(panel).nth(1))).toEqual(before.map((line) => line + 1));
  await workbench.command('File: Save');
  await expect.poll(() => readFile(path, 'utf8')).toContain('// below');

  // Two lines more above, and a line of the second step reads otherwise.
  const changed = original.map((line, i) => (i + 1 === before[0] ? `${line} // changed` : line));
  await writeFile(path, ['// one', '// two', ...changed].join('\n'));
  await workbench.reload();
  const again = await workbench.chatPanel();
  await expect(steps(again).nth(1)).toContainText('(edited since)');
  await expect.poll(() => linesOf(steps(again).first())).toEqual(first.map((line) => line + 2));
  await workbench.openFile('cart.ts');
  await expect.poll(() => gutterNumbers(workbench)).toContain(`${(first[0] ?? 0) + 2}: 1`);
  expect((await gutterNumbers(workbench)).filter((mark) => mark.endsWith(': 2'))).toEqual([]);
  await workbench.screenshot('steps-stale-reopened');
});

test('an explanation that is opened again from all chats has its lines, and they follow the file', async ({
  workbench,
}) => {
  const { page } = workbench;
  const panel = await explainTotal(workbench);
  const [first, second] = [await linesOf(steps(panel).first()), await linesOf(steps(panel).nth(1))];
  await workbench.chatSideBar.getByRole('button', { name: 'New Chat' }).click();
  await expect(answers(panel)).toHaveCount(0);
  await expect.poll(() => gutterNumbers(workbench)).toEqual([]);

  await page.getByRole('button', { name: 'Show All Chats' }).click();
  await panel
    .getByRole('region', { name: 'Today' })
    .getByRole('button', { name: /cart\.ts/ })
    .first()
    .click();
  await expect.poll(() => linesOf(steps(panel).nth(1))).toEqual(second);
  await expect.poll(() => gutterNumbers(workbench)).toContain(`${first[0] ?? 0}: 1`);
  await steps(panel).nth(1).getByRole('button', { name: /^line/ }).click();
  await expect.poll(() => litLines(workbench)).toEqual(second);

  await workbench.selectLines(1, 1);
  await page.keyboard.press('Home');
  await page.keyboard.type('// above\n');
  await expect.poll(() => linesOf(steps(panel).nth(1))).toEqual(second.map((line) => line + 1));
  await expect.poll(() => gutterNumbers(workbench)).toContain(`${(first[0] ?? 0) + 1}: 1`);
  await workbench.selectLines((second[0] ?? 0) + 1, (second[0] ?? 0) + 1);
  await page.keyboard.press('End');
  await page.keyboard.type(' // changed');
  await expect(steps(panel).nth(1)).toContainText('(edited since)');
  await expect(steps(panel).first()).not.toContainText('(edited since)');
  await workbench.screenshot('steps-opened-again');
});

test.describe('where nothing is run', () => {
  test.use({ workspaceSettings: { 'cerebrum.runCode': false } });

  test('a wrong step is marked with what is right, and the answer can be done again from there', async ({
    workbench,
  }) => {
    const panel = await workbench.chatPanel();
    await askForWrongStep(panel);
    const wrong = answers(panel).getByText('Wrong', { exact: true });
    await expect(wrong).toHaveCount(1);
    await expect(steps(panel).nth(1)).toContainText('“49 < 46” is false.');
    await expect(steps(panel).nth(1).getByRole('button', { name: 'Redo from here', exact: true })).toBeVisible();
    await workbench.screenshot('steps-wrong');

    // Another try keeps the first step, also in the engine's memory, and writes the rest anew.
    const versions = answers(panel).getByRole('group', { name: 'Versions' });
    await expect(versions).toContainText('2 of 2');
    await steps(panel).nth(1).getByRole('button', { name: 'Redo from here', exact: true }).click();
    await expect(versions).not.toContainText('2 of 2');
    await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
    // All but the last token of the prompt. Where the same comes again it is dropped, and said.
    await expect(async () => {
      const text = (await answers(panel).textContent()) ?? '';
      const [, reused, all] = /(\d+) of (\d+) prompt tokens reused/.exec(text) ?? [];
      if (!text.includes('Same answer again')) expect(Number(reused)).toBe(Number(all) - 1);
    }).toPass();
    await expect(steps(panel).nth(0)).toContainText('neno is set to 49.');

    // The step in the reader's own words: the model goes on from them.
    await rewriteStep(panel, 2, 'The test `neno < 46` is 49 < 46, which is false, so the else branch runs.');
    await expect(answers(panel)).toContainText(/of \d+ prompt tokens reused/);
    await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
    await expect(steps(panel).nth(2)).toContainText('child');
    await expect(answers(panel).getByRole('group', { name: 'Answer' })).toContainText('Answer: child');
    await expect(answers(panel).getByText('Wrong', { exact: true })).toHaveCount(0);
    await workbench.screenshot('steps-redone');
  });
});

test.describe('in a narrow panel and a dark theme', () => {
  test.use({ workspaceSettings: { 'workbench.colorTheme': 'Default Dark Modern' } });

  test('steps and badges have room', async ({ workbench }) => {
    const panel = await workbench.chatPanel();
    await workbench.resizeSideBar(250);
    await askForWrongStep(panel);
    await expect(answers(panel).getByText('Wrong', { exact: true })).toHaveCount(1);
    await answers(panel).getByRole('button', { name: 'Raw Text' }).scrollIntoViewIfNeeded();
    await workbench.screenshot('steps-narrow-dark');
    await answers(panel).getByRole('button', { name: 'Raw Text' }).click();
    await expect(answers(panel).getByRole('group', { name: 'Raw text' })).toContainText('2. The test `neno < 46`');

    await explainTotal(workbench);
    await steps(panel).nth(1).getByRole('button', { name: /^line/ }).click();
    await expect(steps(panel).nth(1)).toHaveAttribute('aria-current', 'step');
    await workbench.screenshot('steps-narrow-dark-linked');
    const overflow = await panel.locator('.turns-scroller').evaluate((view) => view.scrollWidth - view.clientWidth);
    expect(overflow).toBe(0);
  });
});
