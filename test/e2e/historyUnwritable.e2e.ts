import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from './harness/fixtures.ts';
import { askToTheEnd } from './harness/panel.ts';

// A VS Code of its own: its history cannot be written.
test.use({ machineSettings: { 'cerebrum.unloadAfter': 29 } });

test.use({ ownWindow: true });

test('a history that cannot be written is told once, and the chat works', async ({ workbench, vscode }) => {
  const storage = join(vscode.folder, 'server-data', 'data', 'User', 'globalStorage', 'cerebrum-local.cerebrum');
  const database = join(storage, 'conversations.db');
  await mkdir(database, { recursive: true });
  const panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'What is 3 + 4?');
  const notice = panel.getByRole('group', { name: 'Problem' }).getByText('The chat cannot be saved');
  await expect(notice).toHaveCount(1);
  await workbench.screenshot('history-unwritable');
  await panel.getByRole('button', { name: 'Dismiss' }).click();
  await askToTheEnd(panel, 'What is 20 - 5?');
  await expect(notice).toHaveCount(0);

  // Once it can be written, all of it is.
  await rm(database, { recursive: true });
  const questions = () => {
    const reading = new DatabaseSync(database, { readOnly: true });
    try {
      return reading
        .prepare(`SELECT text FROM turn WHERE role = 'user'`)
        .all()
        .map(({ text }) => text);
    } finally {
      reading.close();
    }
  };
  await expect(() => expect(questions()).toEqual(['What is 3 + 4?', 'What is 20 - 5?'])).toPass();
  await expect.poll(() => readdir(join(storage, 'unsaved'))).toEqual([]);
});
