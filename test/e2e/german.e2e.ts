import type { FrameLocator } from '@playwright/test';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/workbench/folders.ts';
import { expect, test } from './harness/fixtures.ts';
import { answerOf, chatOf, tellPanel } from './harness/panelPage.ts';

/**
 * Makes German the display language of the VS Code in `folder`, as choosing it there does. VS Code takes a language only with
 * a language pack; this one brings no words of VS Code's own.
 *
 * @returns what takes it back
 */
async function speakGerman(folder: string): Promise<() => Promise<void>> {
  const data = join(folder, 'server-data', 'data');
  const words = join(data, 'german.i18n.json');
  await writeFile(words, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = { hash: 'german', label: 'Deutsch', extensions: [], translations: { vscode: words } };
  await writeFile(join(data, 'languagepacks.json'), JSON.stringify({ de: pack }));
  const choice = join(data, 'User', 'argv.json');
  await writeFile(choice, JSON.stringify({ locale: 'de' }));
  return () => rm(choice);
}

/** All the panel says: its text, names and hints. */
const said = (panel: FrameLocator): Promise<string> =>
  panel.locator('body').evaluate((body) => {
    const app = body.querySelector('div#app') ?? body;
    const attributes = [...app.querySelectorAll('*')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    );
    return [(app as HTMLElement).innerText, ...attributes].join('\n');
  });

/** Words that are cut off where nobody meant to cut them. */
const clipped = (panel: FrameLocator): Promise<string[]> =>
  panel.locator('body').evaluate((body) =>
    [...body.querySelectorAll<HTMLElement>('button, h2, h3, p, li, .summary, .demo-bar, .chats-bar')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter(
        (element) => !element.matches('.visually-hidden, .chat-open') && !element.querySelector('.chat-title, pre'),
      )
      .map((element) => element.outerHTML.slice(0, 200)),
  );

let speakEnglish = (): Promise<void> => Promise.resolve();
test.afterEach(() => speakEnglish());

test('with German as the language of VS Code the panel, the commands and the notifications are German, and nothing is cut off', async ({
  workbench,
  vscode,
}) => {
  speakEnglish = await speakGerman(vscode.folder);
  await workbench.reload();
  const english = Object.entries(
    JSON.parse(await readFile(join(root, 'l10n', 'bundle.l10n.de.json'), 'utf8')) as Record<string, string>,
  ).filter(([sentence, german]) => sentence !== german && sentence.length > 12);
  const expectGerman = async () => {
    const words = await said(panel);
    expect(english.filter(([sentence]) => words.includes(sentence)).map(([sentence]) => sentence)).toEqual([]);
    expect(await clipped(panel)).toEqual([]);
  };

  const panel = await workbench.chatPanel();
  const composer = panel.getByRole('textbox', { name: 'Cerebrum fragen' });
  await expect(composer).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'Winziges Demomodell' })).toBeVisible();
  await expectGerman();
  await workbench.screenshot('german-empty');

  await composer.fill('What is 3 + 4?');
  await composer.press('Enter');
  const answer = panel.locator('article.answer').last();
  await expect(answer).toHaveAttribute('data-status', 'finished');
  await expect(answer).toContainText('Tokens/s');
  await expectGerman();
  await workbench.screenshot('german-answer');

  await workbench.command('Cerebrum: Alle Chats anzeigen');
  await expect(panel.getByRole('region', { name: 'Heute' }).getByRole('listitem')).toContainText('2 Nachrichten');
  await expectGerman();
  await workbench.screenshot('german-chats');
  await workbench.command('Cerebrum: Chat löschen');
  const toast = workbench.notification('Der Chat „What is 3 + 4?“ wurde gelöscht.');
  await toast.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(panel.locator('article.question')).toContainText('What is 3 + 4?');

  const failure = {
    name: 'engine-died',
    title: 'Der Inferenzprozess endete mitten in der Arbeit',
    why: 'Er wurde von SIGKILL beendet.',
    next: 'Versuchen Sie es noch einmal.',
    actions: [{ id: 'retry', label: 'Noch einmal versuchen' }],
  } as const;
  const steps = 'Plan: addieren.\n\n1. 2 + 2 = 5.\n2. 5 - 1 = 4.\n\nAnswer: 4\n\n```ts\nlet a = 1;\n```';
  await tellPanel(
    panel,
    chatOf({ role: 'user', id: 'q1', text: 'Warum?' }, answerOf(steps, { droppedTurns: 2, status: 'stopped' })),
    { type: 'queuedChanged', queued: 'Und dann?' },
    { type: 'notice', failure },
  );
  await workbench.page.setViewportSize({ width: 520, height: 900 });
  await expect(panel.getByText('Angehalten').first()).toBeVisible();
  await workbench.screenshot('german-narrow');
  await expectGerman();
});
