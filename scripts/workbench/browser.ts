import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { capture, npm, tail } from './childProcess.ts';
import { root } from './folders.ts';
import { Problem } from './problem.ts';

/** Flags for a browser that tests, in a container too: no GPU, no QUIC, no talk of its own with the network. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const { env } = process;
const windowsPrograms = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
const inWindowsPrograms = (path: string) => windowsPrograms.flatMap((folder) => (folder ? [join(folder, path)] : []));
const places: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: [
    ...inWindowsPrograms(join('Google', 'Chrome', 'Application', 'chrome.exe')),
    ...inWindowsPrograms(join('Microsoft', 'Edge', 'Application', 'msedge.exe')),
  ],
};

/** The path of an installed Chromium, Chrome, Edge, or of the browser Playwright downloaded; undefined without any. */
export function findBrowser(): string | undefined {
  return [...(places[process.platform] ?? []), chromium.executablePath()].find((path) => existsSync(path));
}

/**
 * Finds a browser for the tests or installs one: Debian's package where apt may be used, else Playwright's download.
 *
 * @returns the path of its program.
 * @throws {Problem} there is none and none could be installed.
 */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  if (found !== undefined) return found;
  console.log('Installing Chromium, once …');
  const mayUseApt = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  let output = '';
  for (const install of mayUseApt ? [installWithApt, installWithPlaywright] : [installWithPlaywright]) {
    output = await install();
    const browser = findBrowser();
    if (browser !== undefined) return browser;
  }
  console.error(tail(output));
  throw new Problem(
    'There is no Chromium, Chrome or Edge, and none could be installed (see above).',
    'Install one and try again.',
  );
}

async function installWithApt(): Promise<string> {
  const updated = await capture('apt-get', ['update']);
  const installed = await capture('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  return updated.output + installed.output;
}

const installWithPlaywright = async () => (await npm(['exec', '--', 'playwright', 'install', 'chromium'], root)).output;

/** Opens an address in the user's browser, where there is a display and nobody has said CI. */
export function openInBrowser(url: string): void {
  if (env['CI'] || (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'])) return;
  const [command, args] = opener(url);
  // The address is printed as well: a missing opener is no failure.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}

function opener(url: string): [command: string, args: string[]] {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}
