import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions, unfold } from './harness/panel.ts';

test('changes are explained: the one at the cursor, a file of Source Control, one of the quick diff', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  const git = (...args: readonly string[]) => {
    const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'pipe' });
  };
  await workbench.openFile('cart.ts');
  await workbench.command('Cerebrum: Explain My Changes');
  await expect(workbench.notification(/cart\.ts is in no Git repository/)).toBeVisible();

  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Cart');
  const cart = join(folder, 'cart.ts');
  const text = await readFile(cart, 'utf8');
  await writeFile(cart, text.replace('price - 5', 'price - 6').replace('let sum = 0;', 'let sum = 10;'));
  await writeFile(join(folder, 'fresh.js'), 'let size = 3;\nsize += 4;\nconsole.log(size);\n');
  await workbench.reload();
  const changed = page.getByRole('treeitem', { name: /^cart\.ts/ }).filter({ hasText: 'M' });
  await expect(changed).toBeVisible({ timeout: 60_000 });

  // At the cursor: one of the two changes.
  await workbench.openFile('cart.ts');
  await workbench.selectLines(9, 9);
  await workbench.command('Cerebrum: Explain My Changes');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('what this change in cart.ts (lines 6 to 12) does');
  await unfold(questions(panel));
  await expect(questions(panel)).toContainText('+  let sum = 10;');
  await expect(questions(panel)).toContainText('-  let sum = 0;');
  await expect(questions(panel)).not.toContainText('price - 6');
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
  await workbench.screenshot('gate-change-cursor');

  // One change of the quick diff, with what is not saved yet.
  await workbench.selectLines(3, 3);
  await page.keyboard.press('End');
  await page.keyboard.type(' // less');
  await page.keyboard.press('Alt+F3');
  const peek = page.locator('.peekview-widget');
  await expect(peek.locator('.head')).toContainText('cart.ts');
  await peek.getByRole('button', { name: 'Explain My Changes' }).click();
  await expect(questions(panel)).toHaveCount(2);
  await unfold(questions(panel).nth(1));
  await expect(questions(panel).nth(1)).toContainText('+    return price - 6; // less');
  await expect(questions(panel).nth(1)).toContainText('-    return price - 5;');
  await expect(questions(panel).nth(1)).not.toContainText('sum = 10');
  await expect(answers(panel).nth(1)).toHaveAttribute('data-status', /finished|limit/);
  await workbench.screenshot('gate-change-hunk');

  // Git compares what is on disk.
  await page.keyboard.press('Escape');
  await workbench.command('Cerebrum: Explain My Changes');
  await workbench
    .notification(/cart\.ts is not saved/)
    .getByRole('button', { name: 'Save and Explain' })
    .click();
  await expect(questions(panel)).toHaveCount(3);

  // A file of Source Control that is new: all of it.
  await page
    .getByRole('tab', { name: /Source Control/ })
    .first()
    .click();
  const fresh = page.getByRole('treeitem', { name: /^fresh\.js/ });
  await workbench.menuOf(fresh, 'Explain My Changes');
  await expect(questions(panel).nth(3)).toContainText('size += 4;');
  await expect(answers(panel).nth(3)).toHaveAttribute('data-status', /finished|limit/);
  await workbench.screenshot('gate-change-file');
  const steps = answers(panel).nth(3).getByRole('list', { name: 'Steps' });
  await expect(steps.getByRole('button', { name: /^line/ }).first()).toBeVisible();

  // Without a change there is a sentence.
  await workbench.openFile('scores.js');
  await workbench.command('Cerebrum: Explain My Changes');
  await expect(workbench.notification(/scores\.js has no changes since the last commit/)).toBeVisible();

  // The other side of a diff editor: a read-only document that git provides.
  await workbench.openFile('cart.ts');
  await workbench.command('Git: Open Changes');
  const before = page.locator('.monaco-diff-editor .editor.original');
  await before.getByText('let sum = 0;').click();
  await page.keyboard.press('Home');
  for (let line = 9; line < 13; line++) await page.keyboard.press('Shift+ArrowDown');
  await workbench.command('Cerebrum: Explain Step by Step');
  await expect(questions(panel)).toHaveCount(5);
  await expect(questions(panel).nth(4)).toContainText('let sum = 0;');
  const old = answers(panel).nth(4);
  await expect(old).toHaveAttribute('data-status', /finished|limit/);
  await expect(old.getByRole('button', { name: /^line/ }).first()).toBeVisible();
  await workbench.screenshot('gate-change-diff-editor');
});
