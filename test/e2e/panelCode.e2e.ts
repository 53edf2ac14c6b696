import type { FrameLocator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { killExtensionHosts } from './harness/extensionHost.ts';
import { expect, test } from './harness/fixtures.ts';
import type { Workbench } from './harness/workbench.ts';
import { answerOf, chatOf, tellPanel } from './harness/panelPage.ts';

const CODE = `export function total(prices: number[]): number {
  // The sum of all prices.
  return prices.reduce((sum, price) => sum + price, 0);
}`;
const question = { role: 'user', id: 'q1', text: 'How do I add up an array?' } as const;
const withCode = chatOf(question, answerOf(`Like this:\n\n\`\`\`ts\n${CODE}\n\`\`\`\n\nDone.`));
// VS Code in a browser saves after a second: the test says itself what is written when.
test.use({ workspaceSettings: { 'files.autoSave': 'off' } });

const button = (panel: FrameLocator, name: string) => panel.getByRole('button', { name, exact: true });

test('code gets the colours of the theme when its block is closed', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await tellPanel(panel, chatOf(question, answerOf('```ts\nconst a = 1;\n', { status: 'writing' })));
  await expect(panel.locator('pre')).toContainText('const a = 1;');
  await expect(panel.locator('pre span')).toHaveCount(0);
  await expect(button(panel, 'Insert at Cursor')).toHaveCount(0);

  await tellPanel(panel, withCode);
  await expect(panel.locator('pre .hljs-keyword').first()).toHaveText('export');
  const colour = (name: string) =>
    panel
      .locator(`pre ${name}`)
      .first()
      .evaluate((element) => getComputedStyle(element).color);
  const colours = await Promise.all(['.hljs-keyword', '.hljs-comment', '.hljs-number', 'code'].map(colour));
  expect(new Set(colours).size).toBe(4);
  await expect(panel.locator('pre')).toHaveText(CODE, { useInnerText: true });
  await workbench.screenshot('code');
});

test('a link opens the address that is written, after a question', async ({ workbench, context }) => {
  const address = 'https://example.org/search?q=C%23&r=a%26b&s=%E4%20%2F#a%23b';
  await context.route('https://example.org/**', (route) => route.fulfill({ body: 'There.' }));
  const panel = await workbench.chatPanel();
  await tellPanel(panel, chatOf(question, answerOf(`See [this](${address}).`)));
  await panel.getByRole('link', { name: 'this' }).click();
  const opened = context.waitForEvent('page');
  await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Open', exact: true }).click();
  const page = await opened;
  await page.waitForURL('https://example.org/**');
  expect(page.url()).toBe(address);
});

/** Lets an answer's code take the place of three lines of a file: the diff is asked for. */
async function suggestReplacement(workbench: Workbench) {
  await workbench.openFile('cart.ts');
  const file = join(workbench.folder, 'cart.ts');
  const before = await readFile(file, 'utf8');
  await workbench.selectLines(1, 3);
  const panel = await workbench.chatPanel();
  await tellPanel(panel, withCode);
  await button(panel, 'Replace Selection…').click();
  return { panel, file, before };
}

test.describe('without its extension host', () => {
  test.use({ ownWindow: true });

  test('a change that nobody decided about goes with the extension host, and the file is as it was', async ({
    workbench,
    vscode,
  }) => {
    const tabs = workbench.page.locator('.tab');
    const { file, before } = await suggestReplacement(workbench);
    await expect(workbench.page.getByRole('button', { name: 'Accept Change' })).toBeVisible();
    await expect(tabs).toHaveCount(2);
    // Nothing but the diff would call for Cerebrum then.
    await workbench.command('View: Show Explorer');
    await killExtensionHosts(vscode.server);
    await expect(tabs).toHaveCount(1);
    await expect(tabs).toContainText('cart.ts');
    await expect(workbench.page.locator('.monaco-diff-editor')).toHaveCount(0);
    expect(await readFile(file, 'utf8')).toBe(before);
  });
});

test('code goes to the cursor, to a new file, and in place of a selection only when the diff is accepted', async ({
  workbench,
}) => {
  const { panel, file, before } = await suggestReplacement(workbench);
  const accept = workbench.page.getByRole('button', { name: 'Accept Change' });
  await expect(accept).toBeVisible();
  await workbench.screenshot('replace-diff');
  expect(await readFile(file, 'utf8')).toBe(before);
  await workbench.page.getByRole('button', { name: 'Discard Change' }).click();
  await expect(accept).toHaveCount(0);
  expect(await readFile(file, 'utf8')).toBe(before);

  await workbench.selectLines(1, 3);
  await button(panel, 'Replace Selection…').click();
  await accept.click();
  await expect(accept).toHaveCount(0);
  await expect(workbench.editor).toContainText('prices.reduce');
  await workbench.command('File: Save');
  const rest = before.split('\n').slice(3).join('\n');
  await expect.poll(() => readFile(file, 'utf8')).toBe(`${CODE}\n${rest}`);

  await workbench.selectLines(1, 1);
  await workbench.page.keyboard.press('End');
  await workbench.page.keyboard.press('Enter');
  await button(panel, 'Insert at Cursor').click();
  await expect(workbench.editor.locator('.view-line', { hasText: 'The sum of all prices.' })).toHaveCount(2);
  await workbench.command('File: Save');
  await expect.poll(async () => (await readFile(file, 'utf8')).split('// The sum of all prices.').length - 1).toBe(2);

  await button(panel, 'New File').click();
  await expect(workbench.page.locator('.tab.active')).toContainText('Untitled');
  await expect(workbench.editor).toContainText('prices.reduce');
  await expect(workbench.status('TypeScript')).toBeVisible();
});

test('a formula is copied as it was written', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  const text = 'The sum is $a^2 + b_1$ here.\n\n$$\\frac{a}{b} = \\sqrt{2}$$\n\nAfter it.';
  await tellPanel(panel, chatOf(question, answerOf(text)));
  await expect(panel.locator('math')).toHaveCount(2);
  /** What the clipboard gets when everything from one element to the end of another is selected. */
  const copied = (from: string, to: string) =>
    panel.locator('body').evaluate(
      (body, [first, last]) => {
        const [start, end] = [body.querySelector(first), body.querySelector(last)];
        if (start === null || end === null) return undefined;
        getSelection()?.setBaseAndExtent(start, 0, end, end.childNodes.length);
        const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), cancelable: true });
        document.dispatchEvent(event);
        return event.clipboardData?.getData('text/plain');
      },
      [from, to] as const,
    );
  expect(await copied('article.answer', 'article.answer')).toMatch(
    /^The sum is \$a\^2 \+ b_1\$ here\.\s+\$\$\\frac\{a\}\{b\} = \\sqrt\{2\}\$\$\s+After it\./,
  );
  expect(await copied('math msup', 'math msup mn')).toBe('$a^2 + b_1$');
  expect(await copied('article.question', 'article.question')).toBe('');
  await expect(panel.locator('math').first()).toBeVisible();
});
