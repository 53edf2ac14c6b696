import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, tail } from './childProcess.ts';
import { ownFolder, vscodeTest } from './folders.ts';
import { Problem } from './problem.ts';

/** The npm release that carries the workbench, and the VS Code version in it. */
const RELEASE = '4.139.1';
export const VSCODE_VERSION = '1.139.1';

const installed = join(vscodeTest, 'code-server', RELEASE);
const vscodeOf = (folder: string) => join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

/** The entry point of VS Code's server. */
export const serverMain = join(vscodeOf(installed), 'out', 'server-main.js');

/**
 * Fetches VS Code's server and web workbench from the npm registry, unless that was done before: 600 MB, nothing is
 * compiled. It is installed beside its place and renamed into it when complete, so a half install is never used, and
 * of two processes that start at once the first to finish wins.
 *
 * @throws {Problem} npm is missing or failed.
 */
export async function ensureWorkbench(): Promise<void> {
  if (existsSync(installed)) return;
  const began = performance.now();
  process.stdout.write(`Fetching VS Code ${VSCODE_VERSION} with npm, once (600 MB) … `);
  const folder = await ownFolder(join('code-server', 'partial'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    await install(folder, `code-server@${RELEASE}`);
    await install(vscodeOf(folder), '--omit=dev');
    // The built-in extensions' own packages: without them there is no TypeScript language service.
    await install(join(vscodeOf(folder), 'extensions'), '--omit=dev');
    await publish(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`done in ${Math.round((performance.now() - began) / 1000)} s.`);
}

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
/** npm waits up to a minute between tries by default: too long where there is no network at all. */
const shortRetries = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=5000'];

/** Scripts stay off: they would compile native modules for minutes, and no extension misses those. */
async function install(folder: string, what: string): Promise<void> {
  const args = ['install', what, '--prefix', folder, '--ignore-scripts', ...quiet, ...shortRetries];
  const { code, output } = await npm(args, folder);
  if (code === 0) return;
  console.log('failed.');
  if (code === null) throw new Problem('npm cannot be started.', 'Install Node.js with npm and put both on the PATH.');
  console.error(tail(output));
  throw new Problem(
    `npm could not install the VS Code workbench (exit code ${code}, its output is above).`,
    'Check that this machine reaches an npm registry, then run the command again; or try: npm start -- --desktop.',
  );
}

async function publish(folder: string): Promise<void> {
  await mkdir(join(vscodeTest, 'code-server'), { recursive: true });
  await rename(folder, installed).catch((error: unknown) => {
    if (!existsSync(installed)) throw error;
  });
}
