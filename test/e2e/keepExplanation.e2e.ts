import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gutterNumbers, litLines } from './harness/editorMarks.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, questions } from './harness/panel.ts';

test('an explanation is asked about, made shorter, saved beside the code and shown above it as a diff', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  await workbench.openFile('cart.ts');
  await workbench.selectLines(8, 14);
  await workbench.contextMenu('Explain Step by Step with Cerebrum');
  const panel = await workbench.chatPanel();
  const last = answers(panel).last();
  await expect(last).toHaveAttribute('data-status', 'finished');
  const steps = last.getByRole('list', { name: 'Steps' }).getByRole('listitem', { name: /^Step \d/ });
  await expect(steps.first().getByRole('button', { name: /^line/ })).toBeVisible();

  // As a file that others can walk through without Cerebrum.
  await workbench.command('Cerebrum: Save Explanation as Tour');
  await expect(workbench.notification(/was saved as \.tours\/cart\.tour/)).toBeVisible();
  const tour = JSON.parse(await readFile(join(folder, '.tours/cart.tour'), 'utf8')) as {
    readonly title: string;
    readonly steps: readonly { readonly title: string; readonly file?: string; readonly line?: number }[];
  };
  expect(tour.title).toBe('cart.ts, lines 8–14');
  expect(tour.steps[1]).toMatchObject({ title: 'Step 1', file: 'cart.ts', line: 8 });

  // A follow-up is about the same lines, says so, and its own steps are tied to them.
  await steps.nth(2).hover();
  await steps.nth(2).getByRole('button', { name: 'Actions for step 3' }).click();
  await steps.nth(2).getByRole('button', { name: 'More detail' }).click();
  await expect(
    questions(panel)
      .nth(1)
      .getByRole('button', { name: /cart\.ts, lines 8.14/ }),
  ).toBeVisible();
  await expect(answers(panel).nth(1)).toHaveAttribute('data-status', /finished|limit/);
  // The demo model hardly understands a question about its own answer: the reader gives it a step in their own words.
  const detail = answers(panel).nth(1).getByRole('listitem', { name: 'Step 1' });
  await detail.hover();
  await detail.getByRole('button', { name: 'Actions for step 1' }).click();
  await detail.getByRole('button', { name: 'Edit…' }).click();
  await detail
    .getByRole('textbox', { name: 'Step 1' })
    .fill('The loop takes each `price` of `prices` from the list; 2 + 2 = 5.');
  await detail.getByRole('button', { name: 'Continue from here' }).click();
  await expect(detail).toContainText('from the list');
  await expect(answers(panel).nth(1)).toHaveAttribute('data-status', /finished|limit/);
  await detail.getByRole('button', { name: 'line 10' }).click();
  await expect(detail).toHaveAttribute('aria-current', 'step');
  await expect.poll(() => litLines(workbench)).toEqual([10]);
  expect((await gutterNumbers(workbench)).join(', ')).toMatch(/\b10: 1/);
  await workbench.screenshot('explanation-detail');
  await answers(panel).nth(1).getByRole('button', { name: 'Shorter' }).click();
  await expect(questions(panel).nth(2)).toContainText('in fewer words');
  await expect(
    questions(panel)
      .nth(2)
      .getByRole('button', { name: /cart\.ts, lines 8.14/ }),
  ).toBeVisible();
  await expect(answers(panel).nth(2)).toHaveAttribute('data-status', /finished|limit/);
  await workbench.screenshot('explanation-shorter');

  // Beside the code, under a name that says whose explanation it is.
  const first = answers(panel).first();
  await first.getByRole('button', { name: 'Save Explanation…' }).click();
  await expect(workbench.quickPick).toHaveValue(/\/cart\.explained\.md$/);
  await workbench.saveAs(join(folder, 'cart.explained.md'), /was saved as cart\.explained\.md/);
  const saved = await readFile(join(folder, 'cart.explained.md'), 'utf8');
  expect(saved).toMatch(/^# cart\.ts, lines 8–14\n/);
  expect(saved).toContain('>   for (const price of prices) {');
  expect(saved).toContain('## Cerebrum');
  expect(saved).toMatch(/\n\n {3}\[lines? \d+(–\d+)?\]\(cart\.ts#L\d+(-L\d+)?\)\n/);
  expect(saved).toContain('\n\nAnswer:');

  // A wrong step is called so there, too.
  await answers(panel).nth(1).getByRole('button', { name: 'Save Explanation…' }).click();
  await expect(workbench.quickPick).toHaveValue(/\/cart\.explained\.md$/);
  await workbench.saveAs(join(folder, 'detail.md'), /was saved as detail\.md/);
  expect(await readFile(join(folder, 'detail.md'), 'utf8')).toContain('**“2 + 2 = 5” is wrong: it is 4.**');

  // Above the code, as a diff that changes nothing until it is accepted.
  const before = await readFile(join(folder, 'cart.ts'), 'utf8');
  await first.getByRole('button', { name: 'Insert as Comment' }).click();
  await expect(page.locator('.tab.active')).toContainText('cart.ts: Explanation as Comment');
  await workbench.screenshot('explanation-comment');
  expect(await readFile(join(folder, 'cart.ts'), 'utf8')).toBe(before);
});
