import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askAnyway } from './harness/askAnyway.ts';
import { gutterNumbers, litLines, textBeside } from './harness/editorMarks.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, composer, questions } from './harness/panel.ts';
import type { Workbench } from './harness/workbench.ts';

async function goToLine(workbench: Workbench, line: number): Promise<void> {
  await workbench.page.keyboard.press('Control+G');
  await workbench.quickPick.fill(`:${line}`);
  await workbench.page.keyboard.press('Enter');
  await expect(workbench.status(/^Ln/)).toContainText(`Ln ${line}, `);
}

/** Goes from a name in the active editor to its definition in another file: the language service is up then. */
async function goToDefinition(workbench: Workbench, name: string, file: string): Promise<void> {
  await workbench.editor.getByText(name, { exact: true }).last().click();
  await expect(async () => {
    await workbench.page.keyboard.press('F12');
    await expect(workbench.page.locator('.tab.active')).toContainText(file, { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
}

/** Opens the quick fixes of the cursor's line once there are some, and takes one. */
async function quickFix(workbench: Workbench, title: string): Promise<void> {
  const entry = workbench.page.locator('.action-widget').getByText(title, { exact: true });
  await expect(workbench.page.getByRole('button', { name: /^Errors: 1/ })).toBeVisible({ timeout: 60_000 });
  await expect(async () => {
    // The key takes an entry where the list is open already.
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('ControlOrMeta+.');
    await entry.click({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

test('without a selection the function around the cursor is explained', async ({ workbench }) => {
  await workbench.openFile('cart.ts');
  await goToLine(workbench, 11);
  await workbench.command('Cerebrum: Explain Step by Step');
  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('button', { name: /cart\.ts, lines 8.14/ })).toBeVisible();
  await expect(answers(panel)).toContainText('The function adds the numbers in prices');
  await workbench.screenshot('question-cursor');
});

test('where no language service knows the file, the line is explained', async ({ workbench }) => {
  await writeFile(join(workbench.folder, 'sum.txt'), '\r\nlet a = 3 + 4;\r\n\r\n');
  await workbench.openFile('sum.txt');
  await goToLine(workbench, 2);
  await workbench.command('Cerebrum: Explain Step by Step');
  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('button', { name: 'sum.txt, line 2' })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
});

test('an error is explained from its quick fix', async ({ workbench }) => {
  await writeFile(join(workbench.folder, 'wrong.ts'), 'export {};\n\nconst price: number = "42";\n');
  await workbench.openFile('wrong.ts');
  await goToLine(workbench, 3);
  await quickFix(workbench, 'Explain This Problem with Cerebrum');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText("Type 'string' is not assignable to type 'number'. (ts 2322)");
  await expect(answers(panel)).toContainText('is a string, but price is a number');
  await workbench.screenshot('question-problem');
});

test('a fix is shown as a diff, and nothing changes until it is accepted', async ({ workbench }) => {
  const wrong = 'export {};\r\n\r\nconst size = 4;\r\nsize = 7;\r\n';
  const path = join(workbench.folder, 'wrong.ts');
  await writeFile(path, wrong);
  await workbench.openFile('wrong.ts');
  await goToLine(workbench, 4);
  await quickFix(workbench, 'Suggest a Fix with Cerebrum');
  const accept = workbench.page.getByRole('button', { name: 'Accept Change' });
  await expect(accept).toBeVisible();
  await expect(workbench.page.locator('.tab.active')).toContainText('Suggested Fix');
  await workbench.screenshot('question-fix-diff');
  expect(await readFile(path, 'utf8')).toBe(wrong);

  await accept.click();
  await expect(workbench.page.locator('.tab.active')).toContainText('wrong.ts');
  // It takes the focus when it comes to the front, also from a palette that is open.
  await expect(workbench.page.locator('.part.editor .monaco-editor.focused')).toBeVisible();
  await workbench.command('File: Save');
  await expect(async () => {
    expect(await readFile(path, 'utf8')).toBe('export {};\r\n\r\nlet size = 4;\r\nsize = 7;\r\n');
  }).toPass({ timeout: 30_000 });
});

test('a discarded fix changes nothing, and one for lines that changed is not applied', async ({ workbench }) => {
  const path = join(workbench.folder, 'wrong.ts');
  await writeFile(path, 'export {};\n\nconst size = 4;\nsize = 7;\n');
  await workbench.openFile('wrong.ts');
  await goToLine(workbench, 4);
  await quickFix(workbench, 'Suggest a Fix with Cerebrum');
  await workbench.page.getByRole('button', { name: 'Discard Change' }).click();
  await expect(workbench.page.locator('.tab.active')).not.toContainText('Suggested Fix');
  expect(await readFile(path, 'utf8')).toContain('const size = 4;');

  await goToLine(workbench, 4);
  await quickFix(workbench, 'Suggest a Fix with Cerebrum');
  await expect(workbench.page.getByRole('button', { name: 'Accept Change' })).toBeVisible();
  await writeFile(path, 'export {};\n\nconst size = 5;\nsize = 7;\n');
  await expect(workbench.page.locator('.monaco-diff-editor .editor.original')).toContainText('const size = 5;');
  await workbench.page.getByRole('button', { name: 'Accept Change' }).click();
  await expect(workbench.notification(/changed since this was suggested/)).toBeVisible();
  expect(await readFile(path, 'utf8')).toContain('const size = 5;');
});

test('values are traced through a selection', async ({ workbench }) => {
  await workbench.openFile('scores.js');
  await workbench.selectLines(14, 18);
  await workbench.contextMenu('Trace Values with Cerebrum');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText('What does this JavaScript code print?');
  await expect(answers(panel)).toContainText('Answer: 24');
  // What the lines really did stands beside them.
  const beside = () => textBeside(workbench).then((lines) => lines.map((line) => line.replace(/\s+/g, ' ')));
  await expect
    .poll(beside)
    .toEqual(['14: level = 3', '15: level < 20: true, true, true, false', '16: level = 6, 12, 24', '18: prints 24']);
  await workbench.screenshot('question-trace');
  await workbench.command('Cerebrum: Hide Steps');
  await expect.poll(beside).toEqual([]);
});

test('a notebook cell is explained with the error of its output', async ({ workbench }) => {
  const error = { output_type: 'error', ename: 'NameError', evalue: "name 'pric' is not defined", traceback: [] };
  const cell = (source: string, outputs: readonly object[]) => ({
    cell_type: 'code',
    execution_count: 1,
    metadata: {},
    outputs,
    source: [source],
  });
  const notebook = {
    cells: [cell('price = 5', []), cell('print(pric)', [error])],
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  await writeFile(join(workbench.folder, 'prices.ipynb'), JSON.stringify(notebook));
  const failed = (await workbench.openNotebook('prices.ipynb')).nth(1);
  await failed.locator('.view-line').first().click();
  await workbench.command('Cerebrum: Explain Cell');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText("NameError: name 'pric' is not defined");
  await expect(panel.getByRole('button', { name: /prices\.ipynb, cell 2, line 1/ })).toBeVisible();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  await workbench.screenshot('question-notebook');
});

test.describe('with context', () => {
  test.use({ workspaceSettings: { 'cerebrum.context': 'always' } });

  test('definitions of other files are sent, listed, opened, and removed for a different prompt', async ({
    workbench,
  }) => {
    await writeFile(
      join(workbench.folder, 'rates.ts'),
      'export function vat(price: number): number {\n  return price + 3;\n}\n',
    );
    await writeFile(
      join(workbench.folder, 'bill.ts'),
      "import { vat } from './rates';\n\nexport function bill(price: number): number {\n  return vat(price) + 4;\n}\n",
    );
    await workbench.openFile('bill.ts');
    await goToDefinition(workbench, 'vat', 'rates.ts');
    await workbench.openFile('bill.ts');
    await workbench.selectLines(3, 5);
    await workbench.contextMenu('Explain Step by Step with Cerebrum');
    const panel = await workbench.chatPanel();
    await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
    await panel.getByText(/^Context sent: \d+ items?, \d+ tokens$/).click();
    const read = panel.getByRole('list', { name: 'Context sent' });
    await expect(read).toContainText('rates.ts, lines 1–3');
    // Alone it would not run.
    await expect(panel.getByText('Run with vat from rates.ts.')).toBeVisible();
    await workbench.screenshot('question-context');

    await workbench.command('Cerebrum: Show Prompt');
    await expect(workbench.page.locator('.tab.active')).toContainText('Prompt');
    await expect(workbench.editor).toContainText('return price + 3;');
    await workbench.screenshot('question-prompt');

    await read.getByRole('button', { name: /rates\.ts/ }).click();
    await expect(workbench.page.locator('.tab.active')).toContainText('rates.ts');
    await read.getByRole('button', { name: 'Ask again without vat' }).click();
    await expect(panel.getByRole('button', { name: /rates\.ts/ })).toHaveCount(0);
    await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);
    await workbench.command('Cerebrum: Show Prompt');
    await expect(workbench.page.locator('.tab.active')).toContainText('Prompt');
    await expect(workbench.editor).toContainText('return vat(price) + 4;');
    await expect(workbench.editor).not.toContainText('return price + 3;');
    await expect(panel.getByText('Not run: it uses vat, which it does not define.')).toBeVisible();
  });

  test('a trace goes over into the file of the function that is called, and back', async ({ workbench }) => {
    const { page, folder } = workbench;
    await writeFile(join(folder, 'tsconfig.json'), '{}');
    await writeFile(join(folder, 'fee.ts'), 'function grow(n: number): number {\n  return n * 4;\n}\n');
    await writeFile(join(folder, 'main.ts'), '// today\n\nlet sum = grow(6);\nconsole.log(sum);\n');
    await workbench.openFile('main.ts');
    await goToDefinition(workbench, 'grow', 'fee.ts');
    await workbench.openFile('main.ts');
    await workbench.selectLines(3, 3);
    await workbench.contextMenu('Trace Values with Cerebrum');
    const panel = await workbench.chatPanel();
    await expect(questions(panel)).toContainText('Context sent: 1 item');
    await expect(answers(panel)).toContainText('Answer: 24');
    await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
    const step = (n: number) => answers(panel).getByRole('listitem', { name: `Step ${n}` });
    await expect(step(1)).toContainText('grow returns n * 4');
    await expect(step(1).getByRole('button', { name: 'fee.ts, line 2' })).toBeVisible();
    await expect(step(3).getByRole('button', { name: 'line 3', exact: true })).toBeVisible();
    await expect.poll(() => gutterNumbers(workbench)).toEqual(['3: 2+']);
    await workbench.screenshot('question-trace-here');

    // The walk begins in the other file and comes back.
    const shown = page.locator('.tab.active');
    await workbench.command('Cerebrum: Next Step');
    await expect(shown).toContainText('fee.ts');
    await expect(step(1)).toHaveAttribute('aria-current', 'step');
    await expect.poll(() => litLines(workbench)).toEqual([2]);
    await expect.poll(() => gutterNumbers(workbench)).toEqual(['2: 1']);
    await workbench.screenshot('question-trace-there');
    await page.keyboard.press('Control+Alt+Shift+N');
    await expect(shown).toContainText('main.ts');
    await expect(step(2)).toHaveAttribute('aria-current', 'step');
    await expect.poll(() => litLines(workbench)).toEqual([3]);
    await page.keyboard.press('Control+Alt+Shift+P');
    await expect(shown).toContainText('fee.ts');
    await expect.poll(() => litLines(workbench)).toEqual([2]);

    // The cursor there lights up its step, and nothing beside it.
    await goToLine(workbench, 3);
    await expect(step(1)).not.toHaveAttribute('aria-current');
    await expect.poll(() => litLines(workbench)).toEqual([]);
    await goToLine(workbench, 2);
    await expect(step(1)).toHaveAttribute('aria-current', 'step');
    await expect.poll(() => litLines(workbench)).toEqual([2]);
    await step(3).getByRole('button', { name: 'line 3', exact: true }).click();
    await expect(shown).toContainText('main.ts');
    await expect.poll(() => litLines(workbench)).toEqual([3]);
  });

  test('the last command of the terminal is explained, with the lines it names', async ({ workbench }) => {
    const { page } = workbench;
    await writeFile(
      join(workbench.folder, 'check.sh'),
      "printf '\\033[31mcart.ts:10:3: no such price\\033[0m\\n'; touch printed; read -r _; exit 1\n",
    );
    // Before the terminal has the keys.
    const panel = await workbench.chatPanel();
    await workbench.command('Terminal: Create New Terminal');
    // Scrolled output has a terminal of its own, above it.
    const terminal = page.locator('.terminal-wrapper.active .xterm-helper-textarea').first();
    // The shell integration marks the prompt: what is typed before has no output that VS Code could tell of.
    await expect(page.locator('.terminal-wrapper.active .terminal-command-decoration').first()).toBeVisible({
      timeout: 60_000,
    });
    // Of a command that ends at once VS Code may tell the end before the output: this one waits until that is printed.
    // A shell that has just begun may lose the first keys.
    await expect(async () => {
      await terminal.focus();
      await page.keyboard.type('\nsh check.sh\n');
      await expect.poll(() => existsSync(join(workbench.folder, 'printed')), { timeout: 5_000 }).toBe(true);
    }).toPass({ timeout: 60_000 });
    await page.keyboard.type('\n');
    await workbench.command('Cerebrum: Explain Last Command');
    await askAnyway(workbench);
    await expect(questions(panel)).toHaveCount(1);
    await expect(async () => {
      const before = await questions(panel).count();
      await workbench.command('Cerebrum: Explain Last Command');
      // Its own question: one that came later would move what is clicked below.
      await expect(questions(panel)).toHaveCount(before + 1);
      await expect(questions(panel).last()).toContainText('It ended with exit code 1.', { timeout: 5_000 });
      await expect(questions(panel).last()).toContainText('Context sent', { timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
    await expect(questions(panel).last()).toContainText('cart.ts:10:3: no such price');
    await panel
      .getByText(/^Context sent: /)
      .last()
      .click();
    await expect(panel.getByRole('list', { name: 'Context sent' }).last()).toContainText('cart.ts, lines 5–14');
    await workbench.screenshot('question-terminal');

    // It can be added to a question of one's own.
    await composer(panel).fill('Which file has no price? #term');
    await panel.getByRole('option', { name: /^#terminal/ }).click();
    const added = panel.getByRole('list', { name: 'Added to the question' });
    await expect(added.getByRole('button', { name: /^Output of sh check\.sh ?, \d+ tokens$/ })).toBeVisible();
    await composer(panel).press('Enter');
    const own = questions(panel).filter({ hasText: 'Which file has no price?' });
    await expect(own).toContainText(/Output of sh check\.sh\s*\d+ tokens/);
    await expect(answers(panel).last()).toHaveAttribute('data-status', /finished|limit/);
    await workbench.screenshot('context-terminal');
  });
});

test.describe('with the lens', () => {
  test.use({ workspaceSettings: { 'cerebrum.codeLens': true } });

  test('a function is explained from the lens above it, different from the ones beside it', async ({ workbench }) => {
    await workbench.openFile('cart.ts');
    const lenses = workbench.page.locator('.codelens-decoration').getByText('Explain with Cerebrum');
    await expect(lenses).toHaveCount(4, { timeout: 60_000 });
    await lenses.nth(1).click();
    const panel = await workbench.chatPanel();
    await expect(panel.getByRole('button', { name: /cart\.ts, lines 8.14/ })).toBeVisible();
    await workbench.screenshot('question-lens');
  });
});
