import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture, tail } from '../workbench/childProcess.ts';
import { filesOfEnginePackage } from './enginePackage.ts';
import { hostTarget, type Target } from './targets.ts';

export const projectRoot = path.resolve(import.meta.dirname, '..', '..');

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

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly license: string;
  readonly engines: Record<string, string>;
}

/** What goes into a VSIX: by the path there, the absolute path of the file to take. */
export type Files = Map<string, string>;

/** Keys of package.json that mean nothing to an installed extension. `scripts` must go: vsce would run one. */
const developmentKeys = ['scripts', 'devDependencies', 'allowScripts', 'prettier', 'private'];

/** package.json as an installed extension has it. */
export async function shippedManifest(): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')) as Manifest;
  const kept = Object.entries(manifest).filter(([key]) => !developmentKeys.includes(key));
  return Object.fromEntries(kept) as unknown as Manifest;
}

/**
 * Adds one of the engine's binary packages, which lies in `folder`, where the processes look for it.
 *
 * @param beside the folder of the CPU's package, when that ships too
 */
export function addEnginePackage(files: Files, name: string, folder: string, beside?: string): void {
  for (const file of filesOfEnginePackage(folder, beside)) {
    files.set(`dist/node_modules/${name}/${file}`, path.join(folder, file));
  }
}

/**
 * Packs an extension into a VSIX for one platform, unless the same one is there already.
 *
 * @param collect gives the files; it may write some of them into `stage` itself
 */
export async function writeExtension(
  manifest: Manifest,
  options: PackageOptions,
  collect: (stage: string, target: Target) => Promise<Files>,
): Promise<Packaged> {
  const target = options.target ?? hostTarget();
  const outDir = path.resolve(projectRoot, options.outDir ?? 'out');
  await mkdir(outDir, { recursive: true });
  const scratch = await mkdtemp(path.join(outDir, 'packaging-'));
  try {
    const stage = path.join(scratch, 'extension');
    await mkdir(stage);
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

async function fingerprint(files: Files): Promise<string> {
  const hash = createHash('sha256').update(await readFile(import.meta.filename));
  for (const [name, source] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const content = createHash('sha256').update(await readFile(source));
    hash.update(`${name}\n${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}

/** Copies `files` into `stage` and packs it. */
async function writeVsix(files: Files, stage: string, target: Target, packagePath: string): Promise<void> {
  for (const [name, source] of files) {
    const staged = path.join(stage, name);
    if (staged !== source) await cp(source, staged);
  }
  // The stage holds what ships and nothing else; an empty list says so.
  await writeFile(path.join(stage, '.vscodeignore'), '');
  // Its own program, because it prints what it packs: that is of interest only when it fails.
  const { code, output } = await capture(
    process.execPath,
    [
      ...[fileURLToPath(import.meta.resolve('@vscode/vsce/vsce')), 'package', '--out', packagePath, '--target', target],
      ...['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'],
    ],
    stage,
  );
  if (code !== 0) throw new Error(`The VSIX could not be written:\n${tail(output)}`);
}
