import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from './scripts/workbench/browser.ts';
import type { WorkbenchOptions } from './test/e2e/harness/fixtures.ts';

const executablePath = findBrowser();

export default defineConfig<object, WorkbenchOptions>({
  testDir: 'test/e2e',
  // `npm run bench -- --editor` measures with the same harness.
  testMatch: process.env['CEREBRUM_BENCH'] === undefined ? '**/*.e2e.ts' : '**/*.bench.ts',
  globalSetup: './test/e2e/harness/globalSetup.ts',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['./test/e2e/harness/countReporter.ts']],
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // A real VS Code in a real browser on a shared machine: one more try in CI. The list names what needed it as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // On two cores, too: a test waits for what happens, however long that takes (three runs in a row at a load of 8 to 14).
  workers: process.env['CEREBRUM_BENCH'] === undefined ? 2 : 1,
  forbidOnly: Boolean(process.env['CI']),
  use: {
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: { args: browserFlags, ...(executablePath !== undefined && { executablePath }) },
  },
});
