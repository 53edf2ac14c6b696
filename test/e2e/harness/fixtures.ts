import { type BrowserContext, chromium, type Page, test as base } from '@playwright/test';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copySampleWorkspace, createProfile, ownFolder, type Settings } from '../../../scripts/workbench/folders.ts';
import { installExtension, type Server, startServer } from '../../../scripts/workbench/server.ts';
import { testKeybindings, Workbench } from './workbench.ts';

export interface WorkbenchOptions {
  /** User settings on top of the quiet ones; a file that sets them gets a VS Code of its own. */
  userSettings: Settings;
  /** Settings of scope `machine`. */
  machineSettings: Settings;
}

interface TestFixtures {
  /** Workspace settings, written before the workbench opens. */
  workspaceSettings: Settings;
  /**
   * Whether the test opens a window of its own, instead of taking that of the test before it, put back to an empty chat and the
   * sample's files: for tests of how things start, of stored chats, and of settings outside of the workspace.
   */
  ownWindow: boolean;
  /** A workbench that is up, on a copy of the sample workspace of this test's own. */
  workbench: Workbench;
}

interface OpenWindow {
  current?: Workbench;
}

interface WorkerFixtures extends WorkbenchOptions {
  /**
   * VSIX files to install beside the extension. A file that gives some gets a VS Code of its own, outside of the project:
   * inside it Node would also find what lies in the project's `node_modules`.
   */
  moreExtensions: readonly string[];
  /** Added to the environment of VS Code's processes. */
  serverEnv: Readonly<Record<string, string>>;
  /** A browser with a cache on the disk: VS Code's 20 MB of code are fetched and compiled once, not once per test. */
  browserWithCache: BrowserContext;
  /** The window that tests without `ownWindow` share. */
  openWindow: OpenWindow;
  /** VS Code with the packaged extension installed. */
  vscode: { readonly server: Server; readonly folder: string };
}

/** Playwright's `test` with a real VS Code: `test('…', async ({ workbench }) => { … })`. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  userSettings: [{}, { option: true, scope: 'worker' }],
  machineSettings: [{}, { option: true, scope: 'worker' }],
  workspaceSettings: [{}, { option: true }],
  ownWindow: [false, { option: true }],
  openWindow: [({}, use) => use({}), { scope: 'worker' }],

  moreExtensions: [[], { scope: 'worker' }],
  serverEnv: [{}, { scope: 'worker' }],

  vscode: [
    async ({ userSettings, machineSettings, moreExtensions, serverEnv }, use) => {
      const vsix = process.env['CEREBRUM_VSIX'];
      if (vsix === undefined) throw new Error('globalSetup.ts sets CEREBRUM_VSIX.');
      const folder = moreExtensions.length === 0 ? await ownFolder('e2e') : await ownFolder('cerebrum-e2e', tmpdir());
      const profile = await createProfile(folder, userSettings, machineSettings);
      await writeFile(join(profile.serverData, 'data', 'User', 'keybindings.json'), JSON.stringify(testKeybindings));
      for (const each of [vsix, ...moreExtensions]) await installExtension(profile, each);
      const server = await startServer({ profile, env: serverEnv });
      await use({ server, folder });
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  browserWithCache: [
    async ({ launchOptions }, use) => {
      const profile = await ownFolder('browser');
      const browser = await chromium.launchPersistentContext(profile, launchOptions);
      await use(browser);
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],

  context: async ({ browserWithCache, openWindow, ownWindow, vscode }, use) => {
    if (ownWindow || openWindow.current === undefined) {
      delete openWindow.current;
      const [blank, ...pages] = browserWithCache.pages();
      for (const page of pages) await page.close();
      if (blank !== undefined) await forgetWorkbench(browserWithCache, blank, vscode.server.port);
    }
    await use(browserWithCache);
  },

  page: async ({ context, openWindow, viewport }, use) => {
    const page = openWindow.current?.page ?? (await context.newPage());
    if (viewport) await page.setViewportSize(viewport);
    await use(page);
  },

  workbench: async ({ page, openWindow, ownWindow, vscode, workspaceSettings }, use, testInfo) => {
    if (openWindow.current === undefined) {
      const folder = join(vscode.folder, testInfo.testId, 'sample-workspace');
      await copySampleWorkspace(folder, workspaceSettings);
      const workbench = new Workbench(page, folder);
      await workbench.open(vscode.server.url(folder));
      if (!ownWindow) openWindow.current = workbench;
      await use(workbench);
    } else {
      await openWindow.current.reset(workspaceSettings);
      await use(openWindow.current);
    }
  },
});

/** Removes what VS Code keeps in the browser: its state, not its code. */
async function forgetWorkbench(browser: BrowserContext, blank: Page, port: number): Promise<void> {
  await browser.clearPermissions();
  const session = await browser.newCDPSession(blank);
  const origin = `http://127.0.0.1:${port}`;
  const storageTypes = 'cookies,file_systems,indexeddb,local_storage';
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes });
  await session.detach();
}

export { expect } from '@playwright/test';
