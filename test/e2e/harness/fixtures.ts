import { test as base } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copySampleWorkspace, createProfile, ownFolder, type Settings } from '../../../scripts/workbench/folders.ts';
import { installExtension, type Server, startServer } from '../../../scripts/workbench/server.ts';
import { Workbench } from './workbench.ts';

export interface WorkbenchOptions {
  /** User settings on top of the quiet ones; a file that sets them gets a VS Code of its own. */
  userSettings: Settings;
  /** Settings of scope `machine`. */
  machineSettings: Settings;
}

interface TestFixtures {
  /** Workspace settings, written before the workbench opens. */
  workspaceSettings: Settings;
  /** A workbench that is up, on a copy of the sample workspace of this test's own. */
  workbench: Workbench;
}

interface WorkerFixtures extends WorkbenchOptions {
  /**
   * VSIX files to install beside the extension. A file that gives some gets a VS Code of its own, outside of the project:
   * inside it Node would also find what lies in the project's `node_modules`.
   */
  moreExtensions: readonly string[];
  /** Added to the environment of VS Code's processes. */
  serverEnv: Readonly<Record<string, string>>;
  /** VS Code with the packaged extension installed. */
  vscode: { readonly server: Server; readonly folder: string };
}

/** Playwright's `test` with a real VS Code: `test('…', async ({ workbench }) => { … })`. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  userSettings: [{}, { option: true, scope: 'worker' }],
  machineSettings: [{}, { option: true, scope: 'worker' }],
  workspaceSettings: [{}, { option: true }],

  moreExtensions: [[], { scope: 'worker' }],
  serverEnv: [{}, { scope: 'worker' }],

  vscode: [
    async ({ userSettings, machineSettings, moreExtensions, serverEnv }, use) => {
      const vsix = process.env['CEREBRUM_VSIX'];
      if (vsix === undefined) throw new Error('globalSetup.ts sets CEREBRUM_VSIX.');
      const folder = moreExtensions.length === 0 ? await ownFolder('e2e') : await ownFolder('cerebrum-e2e', tmpdir());
      const profile = await createProfile(folder, userSettings, machineSettings);
      for (const each of [vsix, ...moreExtensions]) await installExtension(profile, each);
      const server = await startServer({ profile, env: serverEnv });
      await use({ server, folder });
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  workbench: async ({ page, vscode, workspaceSettings }, use, testInfo) => {
    const folder = join(vscode.folder, testInfo.testId, 'sample-workspace');
    await copySampleWorkspace(folder, workspaceSettings);
    const workbench = new Workbench(page, folder);
    await workbench.open(vscode.server.url(folder));
    await use(workbench);
  },
});

export { expect } from '@playwright/test';
