import { createVSIX } from '@vscode/vsce';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { engineModules, engineVersion } from './engineModules.ts';
import { enginePackage, filesOfEnginePackage } from './enginePackage.ts';
import { thirdPartyNotices } from './notices.ts';
import { enginePackagesOf, hostTarget, type Target } from './targets.ts';

export const projectRoot = path.resolve(import.meta.dirname, '..', '..');

/** The project's own files that ship beside `dist/`, where they exist. */
const shipped = ['package.nls*.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'media/**/*.*', 'l10n/**/*.json'];

/** Keys of package.json that mean nothing to an installed extension. `scripts` must go: vsce would run one. */
const developmentKeys = ['scripts', 'devDependencies', 'allowScripts', 'prettier', 'private'];

export interface PackageOptions {
  /** The platform to package for; the one this runs on by default. */
  readonly target?: Target;
  /** The folder the VSIX is written to; `out/` by default. */
  readonly outDir?: string;
}

export interface Packaged {
  /** Absolute. */
  readonly vsixPath: string;
  readonly bytes: number;
  /** Whether the VSIX of an earlier call still stood for the same files. */
  readonly reused: boolean;
}

/**
 * Builds the extension for production and packs it, with the engine and nothing it does not load, into a VSIX for one
 * platform. Leaves `dist/` alone. The engine's packages go to `dist/node_modules`, where the inference process finds them
 * first: vsce takes a root `node_modules` only whole.
 *
 * @throws when the build fails or the platform's binaries can neither be found nor fetched
 */
export async function packageExtension(options: PackageOptions = {}): Promise<Packaged> {
  const target = options.target ?? hostTarget();
  const outDir = path.resolve(projectRoot, options.outDir ?? 'out');
  await mkdir(outDir, { recursive: true });
  const scratch = await mkdtemp(path.join(outDir, 'packaging-'));
  try {
    const stage = path.join(scratch, 'extension');
    const manifest = await shippedManifest();
    const files = await collect(stage, target);
    await writeFile(path.join(stage, 'package.json'), JSON.stringify(manifest, undefined, 2));
    files.set('package.json', path.join(stage, 'package.json'));

    const vsixPath = path.join(outDir, `${manifest.name}-${target}-${manifest.version}.vsix`);
    const stampPath = `${vsixPath}.inputs`;
    const stamp = await fingerprint(files);
    const reused = existsSync(vsixPath) && existsSync(stampPath) && (await readFile(stampPath, 'utf8')) === stamp;
    if (!reused) {
      const unfinished = path.join(scratch, path.basename(vsixPath));
      await writeVsix(files, stage, target, unfinished);
      // Renamed only now, so that nobody sees half a VSIX, nor an old stamp beside a new one.
      await rm(stampPath, { force: true });
      await rename(unfinished, vsixPath);
      await writeFile(stampPath, stamp);
    }
    return { vsixPath, bytes: (await stat(vsixPath)).size, reused };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly license: string;
  readonly engines: Record<string, string>;
}

/** package.json as an installed extension has it. */
export async function shippedManifest(): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')) as Manifest;
  const kept = Object.entries(manifest).filter(([key]) => !developmentKeys.includes(key));
  return Object.fromEntries(kept) as unknown as Manifest;
}

/** What goes into the VSIX: the path there, and the absolute path of the file to take. Builds into `stage/dist`. */
async function collect(stage: string, target: Target): Promise<Map<string, string>> {
  const files = new Map<string, string>();
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
    take(folder, filesOfEnginePackage(folder, first), `dist/node_modules/${name}`);
    first ??= folder;
  }
  return files;
}

async function fingerprint(files: ReadonlyMap<string, string>): Promise<string> {
  const hash = createHash('sha256').update(await readFile(import.meta.filename));
  for (const [name, source] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const content = createHash('sha256').update(await readFile(source));
    hash.update(`${name}\n${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}

/** Copies `files` (path in the VSIX to path on disk) into `stage` and packs it. */
export async function writeVsix(
  files: ReadonlyMap<string, string>,
  stage: string,
  target: Target,
  packagePath: string,
): Promise<void> {
  for (const [name, source] of files) {
    const staged = path.join(stage, name);
    if (staged !== source) await cp(source, staged);
  }
  // The stage holds what ships and nothing else; an empty list says so.
  await writeFile(path.join(stage, '.vscodeignore'), '');
  await createVSIX({
    cwd: stage,
    packagePath,
    target,
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
}
