import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Everything a real VS Code needs or leaves behind lies here; git ignores it and it may be deleted at any time. */
export const vscodeTest = join(root, '.vscode-test');

/** VS Code settings, as in `settings.json`. */
export type Settings = Readonly<Record<string, unknown>>;

/** Where one VS Code keeps its user data and its installed extensions. */
export interface Profile {
  readonly serverData: string;
  readonly extensions: string;
}

const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // The sample workspace lies inside this repository; without this Git offers to open the repository around it.
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * A new folder that belongs to this process: `<kind>/<pid>-<random>` in `parent`, by default `.vscode-test`. Folders of the
 * same kind whose process has ended are removed first.
 */
export async function ownFolder(kind: string, parent = vscodeTest): Promise<string> {
  const folder = join(parent, kind);
  await mkdir(folder, { recursive: true });
  await removeOrphans(folder);
  return mkdtemp(join(folder, `${process.pid}-`));
}

async function removeOrphans(parent: string): Promise<void> {
  const orphans = (await readdir(parent)).filter((name) => /^\d+-/.test(name) && !isRunning(parseInt(name, 10)));
  await Promise.all(orphans.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Prepares a profile inside `folder`: no welcome page, no trust prompt, VS Code's own AI features off, changed by
 * `settings`; `machineSettings` are those of scope `machine`. A `settings.json` that is there already is the user's and stays.
 */
export async function createProfile(
  folder: string,
  settings: Settings = {},
  machineSettings: Settings = {},
): Promise<Profile> {
  const profile = { serverData: join(folder, 'server-data'), extensions: join(folder, 'extensions') };
  await mkdir(profile.extensions, { recursive: true });
  await writeSettings(join(profile.serverData, 'data', 'User'), { ...quietSettings, ...settings });
  await writeSettings(join(profile.serverData, 'data', 'Machine'), machineSettings);
  return profile;
}

async function writeSettings(folder: string, settings: Settings): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify(settings, null, 2);
  await writeFile(join(folder, 'settings.json'), text, { flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}

/** Copies the sample workspace to `folder`, with `settings` as its workspace settings. */
export async function copySampleWorkspace(folder: string, settings: Settings = {}): Promise<void> {
  await cp(join(root, 'scripts', 'sample-workspace'), folder, { recursive: true });
  if (Object.keys(settings).length === 0) return;
  await mkdir(join(folder, '.vscode'), { recursive: true });
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings, null, 2));
}
