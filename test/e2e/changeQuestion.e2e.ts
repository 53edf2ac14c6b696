import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gutterNumbers, litLines } from './harness/editorMarks.ts';
import { askAnyway } from './harness/askAnyway.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions, unfold } from './harness/panel.ts';

test.use({
  workspaceSettings: { 'diffEditor.useInlineViewWhenSpaceIsLimited': false, 'editor.stickyScroll.enabled': false },
});

test.use({ ownWindow: true });

test('changes are explained at the cursor, from Source Control and on both sides of a diff, and steps are tied to their lines', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  const git = (...args: readonly string[]) => {
    const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'pipe' });
  };
  await workbench.openFile('cart.ts');
  await workbench.command('Cerebrum: Explain My Changes');
  await askAnyway(workbench);
  await expect(workbench.notification(/cart\.ts is not in a Git repository/)).toBeVisible();

  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Cart');
  const cart = join(folder, 'cart.ts');
  const text = await readFile(cart, 'utf8');
  await writeFile(cart, text.replace('price - 5', 'price - 6').replace('p < 20', 'p < 25'));
  await writeFile(join(folder, 'fresh.js'), 'let size = 3;\nsize += 4;\nconsole.log(size);\n');
  await workbench.reload();
  const sourceControl = page.getByRole('tab', { name: /^Source Control/ }).first();
  await expect(sourceControl).toHaveAccessibleName(/2 pending changes/, { timeout: 60_000 });

  // At the cursor: one of the two changes.
  await workbench.openFile('cart.ts');
  await workbench.selectLines(21, 21);
  await workbench.command('Cerebrum: Explain My Changes');
  await askAnyway(workbench);
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('what this change in cart.ts (lines 18 to 22) does');
  await unfold(questions(panel));
  await expect(questions(panel)).toContainText('+  return prices.filter((p) => p < 25);');
  await expect(questions(panel)).toContainText('-  return prices.filter((p) => p < 20);');
  await expect(questions(panel)).not.toContainText('price - 6');
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
  await expect(
    answers(panel)
      .getByRole('button', { name: /^line 2\d$/ })
      .first(),
  ).toBeVisible();
  await workbench.screenshot('question-change-cursor');

  // A file of Source Control: all its changes.
  await sourceControl.click();
  const changed = page.getByRole('treeitem', { name: /^cart\.ts/ });
  await workbench.menuOf(changed, 'Explain My Changes');
  const second = questions(panel).nth(1);
  await expect(second).toContainText('price - 6');
  await unfold(second);
  await expect(second).toContainText('-  return prices.filter((p) => p < 20);');
  await expect(answers(panel).nth(1)).toHaveAttribute('data-status', /finished|limit/);

  // From a file without changes: those that have some are offered. One that is new: all of it.
  await workbench.openFile('orders.py');
  await workbench.command('Cerebrum: Explain My Changes');
  const choices = page.locator('.quick-input-widget').getByRole('option');
  await expect(choices).toHaveText([/cart\.ts\s*changed/, /fresh\.js\s*new/]);
  await workbench.screenshot('changed-files');
  await choices.nth(1).click();
  await expect(questions(panel).nth(2)).toContainText('size += 4;');
  await expect(answers(panel).nth(2)).toHaveAttribute('data-status', /finished|limit/);
  await expect(answers(panel).nth(2).getByRole('button', { name: 'line 1', exact: true })).toBeVisible();
  await workbench.screenshot('question-change-file');

  // The right side of its diff: the file.
  await changed.click();
  const diff = page.locator('.monaco-diff-editor');
  const explainFrom = async (side: 'original' | 'modified') => {
    await diff.locator(`.editor.${side}`).getByText('price of prices').click();
    await page.keyboard.press('Home');
    for (let line = 10; line < 13; line++) await page.keyboard.press('Shift+ArrowDown');
    await workbench.menuOf(
      diff.locator(`.editor.${side} .view-line`).filter({ hasText: 'sum += price' }),
      'Explain Step by Step',
    );
  };
  await explainFrom('modified');
  const now = answers(panel).nth(3);
  await expect(now).toHaveAttribute('data-status', /finished|limit/);
  await expect(now.getByRole('button', { name: 'line 10' })).toBeVisible();
  await workbench.screenshot('question-change-after');

  // The left side: a document of Git's that can only be read.
  await explainFrom('original');
  await expect(questions(panel).nth(4)).toContainText('for (const price of prices) {');
  const before = answers(panel).nth(4);
  await expect(before).toHaveAttribute('data-status', /finished|limit/);
  await before.getByRole('button', { name: 'line 10' }).click();
  await expect(workbench.editor).toContainText('return price - 5;');
  await expect.poll(() => litLines(workbench)).toEqual([10]);
  // The number there is that of the first step that leads to the line.
  const steps = before.getByRole('listitem', { name: /^Step \d/ });
  const first = steps.filter({ has: panel.getByRole('button', { name: 'line 10' }) }).first();
  const number = /\d+/.exec((await first.getAttribute('aria-label')) ?? '')?.[0] ?? '?';
  await expect
    .poll(async () => (await gutterNumbers(workbench)).join())
    .toMatch(new RegExp(`\\b10: ${number}\\+?(,|$)`));
  await workbench.screenshot('question-change-before');
});
