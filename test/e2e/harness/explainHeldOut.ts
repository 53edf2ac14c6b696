import { expect } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isExplained, type ExplainItem } from '../../support/explainItems.ts';
import { answers, composer } from './panel.ts';
import type { Workbench } from './workbench.ts';

/**
 * Explains every item from the editor's context menu, each in a file and a chat of its own, as a user who prefers the keys:
 * select all, Shift+F10, the entry, and read the answer in the panel.
 *
 * @returns the items whose explanation is not right, with what was answered
 */
export async function explainHeldOut(workbench: Workbench, items: readonly ExplainItem[]): Promise<string[]> {
  const { page } = workbench;
  const files = items.map((item, n) => ({ item, name: `held-out-${n}.${item.extension}` }));
  // All at once: Quick Open looks into the folder only now and then.
  await Promise.all(files.map(({ item, name }) => writeFile(join(workbench.folder, name), item.code)));
  const panel = await workbench.chatPanel();
  const wrong: string[] = [];
  for (const { item, name } of files) {
    await workbench.command('Cerebrum: New Chat');
    await expect(answers(panel)).toHaveCount(0);
    await expect(composer(panel)).toBeFocused();
    await workbench.openFile(name);
    await page.keyboard.press('ControlOrMeta+A');
    await expect(workbench.status(/selected/)).toContainText(`Ln ${item.code.split('\n').length}, `);
    await workbench.contextMenuByKey('Explain Step by Step');
    await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
    const text = await answers(panel).innerText();
    if (!isExplained(item, text)) wrong.push(`${item.code}\n\n${text}`);
  }
  return wrong;
}
