import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format } from 'node:util';
import { browserFlags } from './browser.ts';
import { capture } from './childProcess.ts';
import { root } from './folders.ts';
import { Problem } from './problem.ts';
import type { Server } from './server.ts';

/** The compiled test runner, `test/vscode/index.ts`. */
export const hostTestsPath = join(root, 'out', 'test', 'vscode', 'index.cjs');

/** Builds the extension and bundles the suites of `test/vscode` for the extension host. */
export async function buildHostTests(): Promise<void> {
  const { code, output } = await capture(process.execPath, ['esbuild.js'], root);
  if (code !== 0)
    throw new Problem(`${output.trim()}\n\nThe extension could not be built (see above).`, 'Mend that first.');
  await rm(join(root, 'out', 'test', 'vscode'), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/vscode/index.ts', 'test/vscode/**/*.test.ts'],
    outdir: 'out/test/vscode',
    outbase: 'test/vscode',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
  });
}

/** What the extension host and the workbench print during the tests, VS Code's own chatter included. */
const consoleLog = join(root, 'test-results', 'vscode-console.log');

/**
 * Runs the suites in an extension host of `server` on `folder` and prints a line per test; everything else that is
 * printed there goes to `test-results/vscode-console.log`.
 *
 * @returns whether all passed.
 */
export async function runHostTests(server: Server, browserPath: string, folder: string): Promise<boolean> {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${encodeURI(path.replaceAll('\\', '/'))}`;
  await mkdir(dirname(consoleLog), { recursive: true });
  const log = createWriteStream(consoleLog);
  const browser = await chromium.launch({ executablePath: browserPath, args: browserFlags });
  try {
    const page = await browser.newPage();
    const exitCode = new Promise<number>((resolve, reject) => {
      // The two functions VS Code's smoke-test driver looks for in its page.
      void page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
        const text = format(...args);
        if (/^[✓✗-] /.test(text)) console.log(text);
        else log.write(`${text}\n`);
      });
      void page.exposeFunction('codeAutomationExit', resolve);
      page.once('crash', () => reject(new Error('The browser page crashed.')));
      void server.ended.then(() => reject(new Error('VS Code ended during the tests.')));
    });
    await page.goto(
      server.url(folder, [
        ['extensionDevelopmentPath', remote(root)],
        ['extensionTestsPath', remote(hostTestsPath)],
        ['skipWelcome', 'true'],
      ]),
    );
    return (await exitCode) === 0;
  } finally {
    await browser.close();
    log.end();
  }
}

/** Prints the outcome as the last line, for machines, and fails the process unless all is well. */
export async function reportHostTests(resultsFile: string, succeeded: boolean): Promise<void> {
  const written = await readFile(resultsFile, 'utf8').catch(() => undefined);
  const { passed, failed, names } =
    written === undefined ? { passed: 0, failed: 1, names: [] } : (JSON.parse(written) as Counts);
  if (written === undefined)
    console.error(
      'The tests did not come to their end; what is above or in test-results/vscode-console.log may say why.',
    );
  if (!succeeded) process.exitCode = 1;
  console.log(JSON.stringify({ passed, failed: succeeded ? failed : Math.max(failed, 1), names }));
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly names: readonly string[];
}
