import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { engineModules, engineVersion } from './engineModules.ts';
import { enginePackage } from './enginePackage.ts';
import { thirdPartyNotices } from './notices.ts';
import { enginePackagesOf, type Target } from './targets.ts';
import {
  addEnginePackage,
  projectRoot,
  shippedManifest,
  writeExtension,
  type Files,
  type Packaged,
  type PackageOptions,
} from './writeExtension.ts';

/** The project's own files that ship beside `dist/`, where they exist. */
const shipped = ['package.nls*.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'media/**/*.*', 'l10n/**/*.json'];

/**
 * Builds the extension for production and packs it, with the engine and nothing it does not load, into a VSIX for one
 * platform. Leaves `dist/` alone. The engine's packages go to `dist/node_modules`, where the inference process finds them
 * first: vsce takes a root `node_modules` only whole.
 *
 * @throws when the build fails or the platform's binaries can neither be found nor fetched
 */
export async function packageExtension(options: PackageOptions = {}): Promise<Packaged> {
  return writeExtension(await shippedManifest(), options, collect);
}

/** Builds into `stage/dist`. */
async function collect(stage: string, target: Target): Promise<Files> {
  const files: Files = new Map();
  const take = (from: string, names: Iterable<string>, into = '') => {
    for (const name of names) files.set(path.posix.join(into, name.replaceAll(path.sep, '/')), path.join(from, name));
  };
  take(projectRoot, globSync(shipped, { cwd: projectRoot }));

  const dist = path.join(stage, 'dist');
  await promisify(execFile)(process.execPath, ['esbuild.js', '--production', '--outdir', dist], { cwd: projectRoot });
  const inputs = path.join(dist, 'inputs.json');
  await writeFile(
    path.join(stage, 'ThirdPartyNotices.txt'),
    await thirdPartyNotices(projectRoot, JSON.parse(await readFile(inputs, 'utf8')) as string[]),
  );
  await rm(inputs);
  take(stage, globSync(['ThirdPartyNotices.txt', 'dist/**/*.*'], { cwd: stage }));

  take(projectRoot, await engineModules(projectRoot), 'dist');
  const version = await engineVersion(projectRoot);
  let first: string | undefined;
  for (const name of enginePackagesOf(target)) {
    const folder = await enginePackage(projectRoot, name, version);
    addEnginePackage(files, name, folder, first);
    first ??= folder;
  }
  return files;
}
