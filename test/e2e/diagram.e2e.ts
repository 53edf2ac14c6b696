import type { FrameLocator } from '@playwright/test';
import { expect, test } from './harness/fixtures.ts';
import { findings } from './harness/axe.ts';
import { answerOf, chatOf, tellPanel } from './harness/panelPage.ts';
import { editorChat, type Workbench } from './harness/workbench.ts';

const question = { role: 'user', id: 'q1', text: 'How does it go?' } as const;
const DIAGRAM =
  'flowchart LR\n  Read[Read the code] --> Say["Say what <b>it</b> does<br/>and why"]\n  Say --> Read\n  click Say "https://example.org"';

async function showDiagram(workbench: Workbench, source: string): Promise<FrameLocator> {
  const panel = await workbench.chatPanel();
  await tellPanel(panel, chatOf(question, answerOf(`So:\n\n\`\`\`mermaid\n${source}\n\`\`\``)));
  await expect(panel.locator('pre')).toContainText(source.split('\n')[0] ?? '');
  await expect(panel.locator('svg')).toHaveCount(0);
  await panel.getByRole('button', { name: 'Show Diagram' }).click();
  await expect(workbench.page.locator('.tab.active')).toContainText('Diagram');
  return editorChat(workbench.page);
}

test('a Mermaid block is drawn beside the editor, zoomed with keys, and comes back after a reload', async ({
  workbench,
}) => {
  const { page } = workbench;
  const diagram = await showDiagram(workbench, DIAGRAM);
  const drawing = diagram.locator('.canvas svg');
  await expect(drawing).toContainText('Read the code');
  // A link of a diagram leads nowhere, and its HTML is text.
  await expect(drawing.locator('script, [href]:not([href^="#"]), b')).toHaveCount(0);
  await workbench.screenshot('diagram');
  expect(await findings(diagram)).toEqual([]);

  const width = async () => (await drawing.boundingBox())?.width ?? 0;
  const before = await width();
  await diagram.getByRole('group', { name: 'Diagram' }).focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  expect(await width()).toBeCloseTo(before * 1.25 ** 2, 0);
  await page.keyboard.press('0');
  expect(await width()).toBeCloseTo(before, 0);
  await diagram.getByRole('button', { name: 'Zoom Out' }).click();
  expect(await width()).toBeCloseTo(before / 1.25, 0);

  await diagram.getByRole('button', { name: 'Show Source' }).press('Enter');
  await expect(diagram.locator('pre')).toHaveText(DIAGRAM);
  await expect(drawing).toBeHidden();
  await diagram.getByRole('button', { name: 'Show Diagram' }).press('Enter');
  await expect(drawing).toBeVisible();

  await workbench.reloadWindow();
  // Two pages load at once then, with the whole window.
  await expect(editorChat(page).locator('.canvas svg')).toContainText('Read the code', { timeout: 60_000 });
});

test('what is no diagram is shown as it was written, with the reason, and what never ends is given up', async ({
  workbench,
}) => {
  const wrong = 'flowchart LR\n  A --> --> [\n';
  const diagram = await showDiagram(workbench, wrong);
  await expect(diagram.getByRole('status')).toContainText('Mermaid cannot read this diagram: Parse error on line 2');
  await expect(diagram.locator('pre')).toHaveText(wrong.trim());
  await expect(diagram.getByRole('button', { name: 'Zoom In' })).toBeHidden();
  await workbench.screenshot('diagram-wrong');
  await workbench.page.locator('.tab.active').getByRole('button', { name: 'Close' }).click();

  const endless = await showDiagram(workbench, 'block-beta\n  space:1000000000 b');
  await expect(endless.getByRole('status')).toContainText('it is too large, or takes longer than 8 seconds', {
    timeout: 60_000,
  });
  await expect(endless.getByRole('button', { name: 'Draw' })).toBeVisible();
});

for (const theme of ['Default High Contrast', 'Default Light Modern']) {
  test.describe(theme, () => {
    test.use({ workspaceSettings: { 'workbench.colorTheme': theme } });
    test('a diagram has the colors of the theme', async ({ workbench }) => {
      const diagram = await showDiagram(workbench, DIAGRAM);
      await expect(diagram.locator('.canvas svg')).toContainText('Read the code');
      await workbench.screenshot(`diagram ${theme}`);
      expect(await findings(diagram)).toEqual([]);
    });
  });
}
