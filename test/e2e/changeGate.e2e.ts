import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions, unfold } from './harness/panel.ts';

test('the change at the cursor is explained against the last commit, and its steps are tied to its lines', async ({
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
  await writeFile(cart, text.replace('price - 5', 'price - 6').replace('p < 20', 'p < 25'));
  await writeFile(join(folder, 'fresh.js'), 'let size = 3;\nsize += 4;\nconsole.log(size);\n');
  await workbench.reload();
  const sourceControl = page.getByRole('tab', { name: /^Source Control/ }).first();
  await expect(sourceControl).toHaveAccessibleName(/2 pending changes/, { timeout: 60_000 });

  // At the cursor: one of the two changes.
  await workbench.openFile('cart.ts');
  await workbench.selectLines(21, 21);
  await workbench.command('Cerebrum: Explain My Changes');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('what this change in cart.ts (lines 18 to 22) does');
  await unfold(questions(panel));
  await expect(questions(panel)).toContainText('+  return prices.filter((p) => p < 25);');
  await expect(questions(panel)).toContainText('-  return prices.filter((p) => p < 20);');
  await expect(questions(panel)).not.toContainText('price - 6');
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
  const steps = answers(panel).getByRole('list', { name: 'Steps' });
  await expect(steps.getByRole('button', { name: 'line 21' }).first()).toBeVisible();
  await workbench.screenshot('gate-change-cursor');
});
