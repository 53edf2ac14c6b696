import { defineConfig } from '@playwright/test';
import { availableParallelism } from 'node:os';
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
  // Two on two cores take 17 minutes instead of 24.
  workers: availableParallelism() < 2 || process.env['CEREBRUM_BENCH'] !== undefined ? 1 : 2,
  forbidOnly: Boolean(process.env['CI']),
  use: {
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: { args: browserFlags, ...(executablePath !== undefined && { executablePath }) },
  },
});
