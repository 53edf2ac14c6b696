import type { FrameLocator, Locator } from '@playwright/test';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserFlags, findBrowser } from '../../scripts/workbench/browser.ts';
import { ownFolder } from '../../scripts/workbench/folders.ts';
import { chatFileOf } from '../support/chatFiles.ts';
import { DIAGRAMS, LOADING } from '../support/loadingCorpus.ts';
import { expect, test as base } from './harness/fixtures.ts';
import { NetworkTrap } from './harness/networkTrap.ts';
import { packExtension } from './harness/packExtension.ts';
import { answers } from './harness/panel.ts';
import { editorChat, markdownPreview, type Workbench } from './harness/workbench.ts';

/** A browser and a VS Code that reach nothing but each other, and a list of whom they tried to reach. */
const test = base.extend<object, { trap: NetworkTrap }>({
  trap: [
    async ({}, use) => {
      const folder = await ownFolder('cerebrum-network', tmpdir());
      const trap = await NetworkTrap.open(join(folder, 'node.log'));
      await use(trap);
      await trap.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  serverEnv: [async ({ trap }, use) => use(trap.nodeEnv), { scope: 'worker' }],
  moreExtensions: [
    async ({}, use) => {
      const folder = await ownFolder('cerebrum-watch', tmpdir());
      await use([await packExtension('networkWatch', folder)]);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ trap }, use) => {
      const executablePath = findBrowser();
      await use({ args: [...browserFlags, trap.browserFlag], ...(executablePath !== undefined && { executablePath }) });
    },
    { scope: 'worker' },
  ],
});
test.use({ viewport: { width: 1280, height: 1000 } });
test.setTimeout(400_000);

/** Each begins with words of its own, which are seen when the answer is drawn. */
const marked = (text: string, i: number): string => `Answer ${i} begins.\n\n${text}\n\n`;
const ends = (texts: readonly string[]): string[] => texts.map((text, i) => marked(text, i));

/** A connection of the browser's own is known for one by its first words, a moment after it came. */
const nobodyCame = (trap: NetworkTrap): Promise<void> => expect.poll(() => trap.callers).toEqual([]);

async function importChat(workbench: Workbench, file: string): Promise<FrameLocator> {
  const panel = await workbench.chatPanel();
  await writeFile(join(workbench.folder, 'import.json'), file);
  await workbench.command('Cerebrum: Import Chat…');
  await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'import.json' }).click();
  await expect(panel.getByRole('article', { name: 'You' }).first()).toBeAttached();
  return panel;
}

/** Brings each answer into sight and sees that it is drawn there: from the last one up, because only the near ones are drawn. */
async function readAll(panel: FrameLocator, count: number): Promise<void> {
  await expect(answers(panel).last()).toHaveAttribute('aria-posinset', String(count * 2));
  for (let i = count - 1; i >= 0; i--) {
    const answer = await scrolledTo(panel, i);
    await expect(answer).toContainText(`Answer ${i} begins.`);
  }
}

async function scrolledTo(panel: FrameLocator, i: number): Promise<Locator> {
  const answer = panel.locator(`article[aria-posinset="${i * 2 + 2}"]`);
  await answer.scrollIntoViewIfNeeded();
  return answer;
}

async function openPreview(workbench: Workbench, file: string): Promise<FrameLocator> {
  await workbench.openFile(file);
  await workbench.command('Markdown: Open Preview');
  const preview = markdownPreview(workbench.page);
  await expect(preview.locator('h1').first()).toBeVisible();
  return preview;
}

test(`${LOADING.length} answers that name addresses are read in the panel and in an editor, and nobody is asked for anything`, async ({
  workbench,
  trap,
}) => {
  const panel = await importChat(workbench, chatFileOf('Hostile', ends(LOADING)));
  await readAll(panel, LOADING.length);
  await workbench.command('Cerebrum: Open Chat in Editor');
  await readAll(editorChat(workbench.page), LOADING.length);
  await workbench.screenshot('hostile-chat-in-editor');
  await nobodyCame(trap);
});

test('such answers are exported, saved as explanations and shown in the Markdown preview, and nobody is asked for anything', async ({
  workbench,
  trap,
}) => {
  const { folder } = workbench;
  const source = {
    label: '![x](https://leak.example/label.png)',
    uri: `file://${join(folder, 'cart.ts')}`,
    language: 'TypeScript',
    firstLine: 8,
    lastLine: 9,
    lastSentLine: 9,
  };
  const title = '![title](https://leak.example/title.png) <img src="https://leak.example/title2.png">';
  await importChat(workbench, chatFileOf(title, ends(LOADING), source));
  await workbench.command('Cerebrum: Export Chat…');
  await workbench.saveAs(join(folder, 'exported.md'), /was exported/);
  const preview = await openPreview(workbench, 'exported.md');
  const last = preview.getByText(`Answer ${LOADING.length - 1} begins.`);
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeVisible();
  for (let i = 0; i < LOADING.length; i++) await expect(preview.getByText(`Answer ${i} begins.`)).toHaveCount(1);
  await expect(preview.locator('img, svg image, video, iframe, object, svg.flowchart')).toHaveCount(0);
  await workbench.screenshot('hostile-export');

  await workbench.command('Cerebrum: Save Explanation…');
  await workbench.saveAs(join(folder, 'saved.md'), /was saved/);
  expect(await readFile(join(folder, 'saved.md'), 'utf8')).toContain(`Answer ${LOADING.length - 1} begins.`);
  await openPreview(workbench, 'saved.md');
  await nobodyCame(trap);
});

test(`${DIAGRAMS.length} diagrams that name addresses are drawn, or shown as they are written, and nobody is asked for anything`, async ({
  workbench,
  trap,
}) => {
  const { page } = workbench;
  const fences = DIAGRAMS.map((source) => `\`\`\`mermaid\n${source}\n\`\`\``);
  const panel = await importChat(workbench, chatFileOf('Diagrams', ends(fences)));
  const diagram = editorChat(page);
  let drawn = 0;
  for (const [i, source] of [...DIAGRAMS.entries()].toReversed()) {
    const answer = await scrolledTo(panel, i);
    await answer.getByRole('button', { name: 'Show Diagram' }).click();
    const ended = diagram.locator('.canvas svg, .problem:visible').first();
    await expect(ended, source).toBeVisible();
    if (await diagram.locator('.canvas svg').first().isVisible()) drawn++;
    else await expect(diagram.locator('pre')).toHaveText(source.trim());
    expect(await diagram.locator('[href]:not([href^="#"]), [src]:not(script), image').count(), source).toBe(0);
    await page.locator('.tab.active').getByRole('button', { name: 'Close' }).click();
    await expect(page.locator('.tab')).toHaveCount(0);
  }
  // It is not that nothing is drawn.
  expect(drawn).toBeGreaterThan(DIAGRAMS.length * 0.8);
  await nobodyCame(trap);
});

test('a step in a hover, and a message about a file, hold text and no links that run something', async ({
  workbench,
  trap,
}) => {
  const { page, folder } = workbench;
  const lines = (await readFile(join(folder, 'cart.ts'), 'utf8')).split('\n').slice(7, 10);
  const leak =
    '![x](https://leak.example/hover.png) <img src="https://leak.example/hover2.png"> [y](command:workbench.action.quit)';
  const source = {
    label: 'cart.ts',
    uri: `file://${join(folder, 'cart.ts')}`,
    language: 'TypeScript',
    firstLine: 8,
    lastLine: 10,
    lastSentLine: 10,
  };
  const elsewhere = { ...source, label: '[click](command:workbench.action.newWindow)', uri: 'file:///nowhere/gone.ts' };
  const steps = `1. Line 8 ${leak} begins \`${(lines[0] ?? '').trim()}\`.\n2. Then it ends.\n`;
  const file = JSON.parse(chatFileOf('Hover', [steps, 'That is all.'], source)) as {
    turns: { text: string; source?: object }[];
  };
  const code = `Explain.\n\n\`\`\`typescript\n${lines.join('\n')}\n\`\`\``;
  if (file.turns[0]) file.turns[0].text = code;
  if (file.turns[2]) file.turns[2].source = elsewhere;
  await workbench.openFile('cart.ts');
  const panel = await importChat(workbench, JSON.stringify(file));
  const step = panel.getByRole('listitem', { name: 'Step 1' });
  await step.getByRole('button', { name: /^line/ }).click();
  await expect(async () => {
    await page.mouse.move(0, 0);
    await workbench.editor.locator('.view-line').filter({ hasText: 'function total' }).hover({ timeout: 2_000 });
    await expect(page.locator('.monaco-hover').filter({ hasText: 'Step 1' }).last()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  const hover = page.locator('.monaco-hover').filter({ hasText: 'Step 1' }).last();
  await expect(hover).toContainText('leak.example/hover2.png');
  await expect(hover.locator('img[src*="leak"], a[href^="command:"], a[data-href^="command:"]')).toHaveCount(0);
  await workbench.screenshot('hostile-hover');

  await panel.getByRole('button', { name: /click.*lines 8.10/ }).click();
  const message = workbench.notification(/cannot be opened/);
  await expect(message).toContainText('[click]');
  await expect(message.locator('a')).toHaveCount(0);
  await nobodyCame(trap);
});

test('those who watch see a picture in a preview, a diagram there, and a download', async ({ workbench, trap }) => {
  await writeFile(join(workbench.folder, 'control.md'), `# Control\n\n![x](https://leak.example/control.png)\n`);
  await openPreview(workbench, 'control.md');
  await expect.poll(() => trap.callers.join('\n')).toContain('browser: leak.example');
  await writeFile(
    join(workbench.folder, 'drawn.md'),
    `# Control\n\n\`\`\`mermaid\n${DIAGRAMS[1].replace('leak.', 'second.')}\n\`\`\`\n`,
  );
  await openPreview(workbench, 'drawn.md');
  await expect.poll(() => trap.callers.join('\n')).toContain('browser: second.example');
  await workbench.command('Cerebrum: Get Model…');
  await workbench.pickOption('Paste an Address…');
  await workbench.answerQuickInput('https://third.example/model.gguf');
  await workbench.page.getByRole('button', { name: 'Download', exact: true }).click();
  await expect.poll(() => trap.callers.join('\n')).toMatch(/node .*third\.example/);
});
