import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gutterNumbers } from './harness/editorMarks.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions } from './harness/panel.ts';

test('an explanation is asked about, made shorter, saved beside the code and put above it, and comes back with its lines', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  await workbench.openFile('cart.ts');
  await workbench.selectLines(9, 12);
  await workbench.contextMenu('Explain Step by Step');
  const panel = await workbench.chatPanel();
  const last = answers(panel).last();
  await expect(last).toHaveAttribute('data-status', 'finished');
  const steps = last.getByRole('list', { name: 'Steps' }).getByRole('listitem', { name: /^Step \d/ });
  await expect(steps.first().getByRole('button', { name: /^line/ })).toBeVisible();

  // A follow-up is about the same lines, and says so.
  await steps.first().hover();
  await steps.first().getByRole('button', { name: 'Actions for step 1' }).click();
  await steps.first().getByRole('button', { name: 'Why this step?' }).click();
  await expect(
    questions(panel)
      .nth(1)
      .getByRole('button', { name: /cart\.ts, lines 9.12/ }),
  ).toBeVisible();
  await expect(answers(panel).nth(1)).toHaveAttribute('data-status', /finished|limit/);
  await answers(panel).nth(1).getByRole('button', { name: 'Shorter' }).click();
  await expect(questions(panel).nth(2)).toContainText('in fewer words');
  await expect(
    questions(panel)
      .nth(2)
      .getByRole('button', { name: /cart\.ts, lines 9.12/ }),
  ).toBeVisible();
  await expect(answers(panel).nth(2)).toHaveAttribute('data-status', /finished|limit/);
  await workbench.screenshot('explanation-shorter');

  // Beside the code, under a name that says whose explanation it is.
  const first = answers(panel).first();
  await first.getByRole('button', { name: 'Save Explanation…' }).click();
  await expect(workbench.quickPick).toHaveValue(/\/cart\.explained\.md$/);
  await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
  await expect(workbench.notification(/was saved as cart\.explained\.md/)).toBeVisible();
  const saved = await readFile(join(folder, 'cart.explained.md'), 'utf8');
  expect(saved).toMatch(/^# cart\.ts, lines 9 to 12\n/);
  expect(saved).toContain('> for (const price of prices) {');
  expect(saved).toContain('## Cerebrum');

  // Above the code, as a diff that changes nothing until it is accepted.
  const before = await readFile(join(folder, 'cart.ts'), 'utf8');
  await first.getByRole('button', { name: 'Insert as Comment' }).click();
  await expect(page.locator('.tab.active')).toContainText('cart.ts with its explanation');
  await workbench.screenshot('explanation-comment');
  expect(await readFile(join(folder, 'cart.ts'), 'utf8')).toBe(before);
  await page.getByRole('button', { name: 'Accept Change' }).click();
  await expect(page.locator('.tab.active')).toContainText('cart.ts');
  await workbench.command('File: Save');
  await expect(async () => {
    const lines = (await readFile(join(folder, 'cart.ts'), 'utf8')).split('\n');
    const at = lines.indexOf('  let sum = 0;');
    expect(lines.slice(8, at).length).toBeGreaterThan(2);
    expect(lines.slice(8, at).every((line) => /^ {2}\/\//.test(line))).toBe(true);
    expect(lines.filter((line) => !/^ {2}\/\//.test(line)).join('\n')).toBe(before);
  }).toPass({ timeout: 30_000 });

  // The links went along with their lines, and are there again when the chat is opened from the history.
  const moved = (await readFile(join(folder, 'cart.ts'), 'utf8')).split('\n').indexOf('  let sum = 0;') + 1;
  const lineOf = (step: string) => first.getByRole('listitem', { name: step }).getByRole('button', { name: /^line/ });
  await expect(lineOf('Step 1')).toContainText(String(moved));
  await workbench.command('Cerebrum: New Chat');
  await expect(questions(panel)).toHaveCount(0);
  const text = await readFile(join(folder, 'cart.ts'), 'utf8');
  await writeFile(join(folder, 'cart.ts'), `// one more line\n${text}`);
  await workbench.command('Cerebrum: Show History…');
  await page.locator('.quick-input-list').getByRole('option').first().click();
  await expect(questions(panel)).toHaveCount(3);
  await expect(lineOf('Step 1')).toContainText(String(moved + 1));
  await lineOf('Step 1').click();
  await expect.poll(() => gutterNumbers(workbench)).toContain(`${moved + 1}: 1`);
  await workbench.screenshot('explanation-again');
});
