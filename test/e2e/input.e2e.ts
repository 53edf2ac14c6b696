import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_MODEL } from '../support/engine.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, composer, problem, questions } from './harness/panel.ts';
import type { Workbench } from './harness/workbench.ts';

async function chooseFile(workbench: Workbench, path: string): Promise<void> {
  await workbench.command('Cerebrum: Choose Model…');
  await workbench.pickOption('Choose a GGUF File…');
  await workbench.answerFileDialog(path);
}

test.use({ ownWindow: true });

test('a file that is no model is refused with a sentence; a copy of the model under an odd path answers', async ({
  workbench,
}) => {
  const odd = join(workbench.folder, `it's für 日本`);
  await mkdir(odd);
  const good = join(odd, 'tiny model.gguf');
  const bad = join(workbench.folder, 'words.gguf');
  await copyFile(DEMO_MODEL, good);
  await writeFile(bad, 'These are only words.\n'.repeat(1000));

  const panel = await workbench.chatPanel();
  await chooseFile(workbench, bad);
  await expect(workbench.notification(/This is not a GGUF file/)).toBeVisible();
  await workbench.screenshot('not-a-model');
  await expect(panel.getByRole('heading', { name: 'Demo model' })).toBeVisible();
  await workbench.command('Notifications: Clear All Notifications');

  await chooseFile(workbench, good);
  await expect(panel.getByRole('heading', { name: 'tiny model.gguf' })).toBeVisible();
  await composer(panel).fill('What is 17 + 25?');
  await composer(panel).press('Enter');
  await expect(answers(panel)).toContainText('Answer: 42');
  await workbench.command('Cerebrum: Choose Model…');
  await workbench.pickOption('Demo model');
  // Else the window may be closed before the setting is written, and the next test has the copy.
  await expect(panel.getByRole('button', { name: 'Model: Demo model' })).toBeVisible();
});

test('an empty question is not sent, and one that is too long is refused with the numbers', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await composer(panel).fill('   \n ');
  await composer(panel).press('Enter');
  await expect(questions(panel)).toHaveCount(0);

  await composer(panel).fill('Explain this. '.repeat(14_300));
  await composer(panel).press('Enter');
  await expect(answers(panel)).toHaveAttribute('data-status', 'failed');
  await expect(problem(panel)).toContainText(
    /It has (?:about )?\d+ tokens\. With a context of 1024 tokens, a question can have \d+/,
  );
  await workbench.screenshot('too-long');
  await composer(panel).fill('What is 3 + 4?');
  await composer(panel).press('Enter');
  await expect(answers(panel).last()).toContainText('Answer: 7');
});

test('several selections are explained together, by the key, and a diff and a read-only editor work', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.openFile('cart.ts');
  await workbench.selectLines(2, 2);
  await workbench.command('Add Cursor Below');
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('Alt+E');
  const panel = await workbench.chatPanel();
  await expect(questions(panel)).toContainText(', lines 2, 3, ');
  await expect(answers(panel)).toHaveAttribute('data-status', /finished|limit/);

  await workbench.command('File: Compare Active File with Saved');
  await expect(page.locator('.monaco-diff-editor')).toBeVisible();
  await page.locator('.monaco-diff-editor .modified .view-line').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await expect(workbench.status(/selected/)).toBeVisible();
  await workbench.command('Cerebrum: Explain Step by Step');
  await expect(questions(panel)).toHaveCount(2);
  await expect(questions(panel).last()).toContainText('cart.ts');

  await workbench.command('File: Set Active Editor Read-only in Session');
  // Its name holds that of the file: it would be taken for it.
  await workbench.command('View: Close Editor');
  await workbench.openFile('cart.ts');
  await workbench.selectLines(1, 6);
  await workbench.contextMenu('Explain Step by Step with Cerebrum');
  await expect(questions(panel)).toHaveCount(3);
});
