import type { FrameLocator } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    /** Of the page, once `axe.source` ran in it. */
    readonly axe: typeof axe;
  }
}

/** What axe finds in the panel, each finding with the elements it is about. */
export async function findings(panel: FrameLocator): Promise<string[]> {
  const body = await panel.locator('body').elementHandle();
  const page = await body.ownerFrame();
  if (!page) throw new Error('The panel has a page.');
  // The page lets VS Code's side bar shine through; axe has to be told what is behind.
  await body.evaluate((element) => {
    element.style.background = getComputedStyle(element).getPropertyValue('--vscode-sideBar-background');
  });
  // Given to the browser's debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
