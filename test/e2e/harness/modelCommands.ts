import { expect, type FrameLocator, type Locator } from '@playwright/test';
import type { Workbench } from './workbench.ts';

export const dialog = ({ page }: Workbench): Locator => page.locator('.monaco-dialog-box');

/** An option of the quick pick that is open. */
export const option = ({ page }: Workbench, name: string | RegExp): Locator =>
  page.locator('.quick-input-list').getByRole('option', { name }).first();

export const downloadOf = (panel: FrameLocator): Locator => panel.getByRole('region', { name: 'Download' });

/** Get Model… by an address, confirmed. */
export async function getByAddress(workbench: Workbench, address: string): Promise<void> {
  await workbench.command('Cerebrum: Get Model…');
  await expect(workbench.page.locator('.quick-input-title')).toContainText('Get a model');
  await workbench.quickPick.fill('Paste');
  await option(workbench, /Paste an Address/).click();
  await expect(workbench.page.locator('.quick-input-message')).toContainText('hf:owner');
  await workbench.answerQuickInput(address);
  await expect(dialog(workbench)).toContainText('License');
  await dialog(workbench).getByRole('button', { name: 'Download', exact: true }).click();
}

/** Manage Models…, then an entry, then what is to be done with it. */
export async function manage(workbench: Workbench, model: RegExp, action: RegExp): Promise<void> {
  await workbench.command('Cerebrum: Manage Models…');
  await option(workbench, model).click();
  await option(workbench, action).click();
}
