import type { BrowserContext, BrowserType, LaunchOptions, Page, ViewportSize } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A browser in which webviews have a process of their own, as on the desktop, where they are `vscode-webview:` pages. From the
 * workbench's own site they would share its thread.
 *
 * @param profile an empty folder
 */
export async function launchWithWebviewSite(
  chromium: BrowserType,
  profile: string,
  options: LaunchOptions & { readonly viewport: ViewportSize | null },
): Promise<BrowserContext> {
  // VS Code serves webviews by a service worker, which a browser refuses to frames of another site unless told otherwise.
  await mkdir(join(profile, 'Default'), { recursive: true });
  await writeFile(join(profile, 'Default/Preferences'), '{ "profile": { "cookie_controls_mode": 0 } }');
  // VS Code's own policy lists the sites that frames may come from.
  const context = await chromium.launchPersistentContext(profile, { ...options, bypassCSP: true });
  await context.addInitScript(giveWebviewsTheirSite);
  return context;
}

/** Runs in the page: changes where VS Code's workbench will look for its webviews, before its modules run. */
function giveWebviewsTheirSite(): void {
  document.addEventListener('readystatechange', () => {
    const meta = document.getElementById('vscode-workbench-web-configuration');
    const settings = meta?.getAttribute('data-settings');
    if (!meta || !settings) return;
    interface Configuration {
      readonly webviewEndpoint?: string;
      readonly productConfiguration: object;
    }
    const { webviewEndpoint, ...rest } = JSON.parse(settings) as Configuration;
    if (webviewEndpoint === undefined) return;
    const webviewContentExternalBaseUrlTemplate = `http://{{uuid}}.localhost:${location.port}/${webviewEndpoint}/`;
    const productConfiguration = { ...rest.productConfiguration, webviewContentExternalBaseUrlTemplate };
    meta.setAttribute('data-settings', JSON.stringify({ ...rest, productConfiguration }));
  });
}

/** Whether a frame of the page is drawn by another process than the page itself. */
export async function hasFrameProcess(page: Page): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  const { targetInfos } = await session.send('Target.getTargets');
  await session.detach();
  return targetInfos.some(({ type }) => type === 'iframe');
}
