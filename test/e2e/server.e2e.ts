import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasLlamaServer, llamaServer, type LlamaServer } from '../support/llamaServer.ts';
import { expect, test } from './harness/fixtures.ts';
import { dialog, option } from './harness/modelCommands.ts';
import { answers, ask, askToTheEnd, problem } from './harness/panel.ts';

const KEY = 'sk-of-the-page-test';
let server: LlamaServer;

test.use({ ownWindow: true });
test.skip(!hasLlamaServer, 'llama-server is built on Linux only.');
test.beforeAll(async () => {
  server = await llamaServer('--api-key', KEY, '-np', '4');
});
test.afterAll(() => server.stop());

test('a server answers in place of this machine, says so everywhere, and when it goes away this machine goes on', async ({
  workbench,
  vscode,
}) => {
  const { host } = new URL(server.address);
  const panel = await workbench.chatPanel();
  await workbench.command('Cerebrum: Connect to Server…');
  await expect(workbench.page.locator('.quick-input-title')).toContainText('Connect to Server');
  await workbench.answerQuickInput(`${server.address}/v1/`);
  await expect(workbench.page.locator('.quick-input-title')).toContainText(`Key for ${host}`);
  const secret = workbench.page.locator('.quick-input-widget input[type=password]');
  await secret.fill(KEY);
  // The field takes no Enter before it has looked at the words.
  await expect(async () => {
    await workbench.page.keyboard.press('Enter');
    await expect(secret).toBeHidden({ timeout: 2_000 });
  }).toPass();
  await expect(dialog(workbench)).toContainText(`Answer with reasoning-demo-tiny.q8_0.gguf on ${host}?`);
  await expect(dialog(workbench)).toContainText('Server: llama-server');
  await expect(dialog(workbench)).toContainText('Prompts: as tokens, with BOS once');
  await expect(dialog(workbench)).toContainText('Answers at once: 4');
  await expect(dialog(workbench)).toContainText('Sent there with every question');
  await workbench.screenshot('server-found');
  await dialog(workbench).getByRole('button', { name: 'Connect', exact: true }).click();

  await expect(panel.getByText(`Answers come from ${host}`)).toBeVisible();
  await askToTheEnd(panel, 'What is 17 + 25?');
  await expect(answers(panel).last()).toContainText('42');
  await expect(answers(panel).last()).toContainText(host);
  await workbench.screenshot('server-answer');

  await workbench.command('Cerebrum: Choose Model…');
  await expect(option(workbench, new RegExp(host))).toContainText('in use');
  await workbench.screenshot('server-picker');
  await workbench.page.keyboard.press('Escape');

  await server.stop();
  await ask(panel, 'What is 9 times 8?');
  await expect(problem(panel).last()).toContainText('The server cannot be reached');
  await workbench.screenshot('server-gone');
  await problem(panel).last().getByRole('button', { name: 'Answer Here Instead' }).click();
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
  await expect(answers(panel).last()).toContainText('72');
  await expect(panel.getByText('Answers come from')).toHaveCount(0);

  const data = join(vscode.folder, 'server-data/data');
  for (const file of await readdir(data, { recursive: true })) {
    if (file.endsWith('.json')) expect(await readFile(join(data, file), 'utf8'), file).not.toContain(KEY);
  }
});
