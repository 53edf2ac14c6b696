import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { askToTheEnd, composer } from './harness/panel.ts';

const MARK = 'Zyxwvut';

/** The files below `folder` that hold the words. */
async function filesWith(folder: string, words: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    const file = join(folder, name);
    if (!(await stat(file)).isFile() || !/\.(db|json|vscdb)|wal|unsaved/.test(name)) continue;
    if ((await readFile(file, 'latin1')).includes(words)) found.push(name);
  }
  return found;
}

test.use({ ownWindow: true });

test('a private chat says so at its top, and no file holds a word of it', async ({ workbench, vscode }) => {
  let panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'What is 3 + 4?');
  await workbench.command('Cerebrum: New Private Chat');
  panel = await workbench.chatPanel();
  await expect(panel.getByText('Private chat: nothing of it is stored.')).toBeVisible();
  await askToTheEnd(panel, `${MARK}: what is 20 - 5?`);
  await workbench.screenshot('private-chat');
  await panel.getByRole('textbox', { name: 'Ask Cerebrum' }).fill(`${MARK} as a draft`);
  await workbench.command('Cerebrum: New Chat');
  await expect(panel.getByText('Private chat: nothing of it is stored.')).toBeHidden();
  await expect(composer(panel)).toBeFocused();
  expect(await filesWith(join(vscode.folder, 'server-data'), MARK)).toEqual([]);
  await workbench.command('Cerebrum: Show All Chats');
  await expect(panel.getByText('What is 3 + 4?').first()).toBeVisible();
  await expect(panel.getByText(MARK)).toHaveCount(0);
});
