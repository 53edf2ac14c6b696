import { exec } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { CPU_LIBRARY } from '../../src/inference/model/binaries.ts';

const run = promisify(exec);

/**
 * A folder that holds one of the engine's binary packages: the installed one where npm installed it, else one fetched
 * with `npm pack` into `.vscode-test/engine/` and checked against package-lock.json.
 *
 * @param name such as `@node-llama-cpp/win-x64`
 * @returns an absolute path
 * @throws when it can neither be found nor fetched, or is not what package-lock.json promises
 */
export async function enginePackage(root: string, name: string, version: string): Promise<string> {
  const installed = path.join(root, 'node_modules', name);
  if ((await versionIn(installed)) === version) return installed;

  const cached = path.join(root, '.vscode-test', 'engine', `${path.basename(name)}-${version}`);
  if ((await versionIn(cached)) === version) return cached;

  await mkdir(path.dirname(cached), { recursive: true });
  const scratch = await mkdtemp(path.join(path.dirname(cached), 'fetch-'));
  try {
    await run(`npm pack ${name}@${version} --silent`, { cwd: scratch });
    const [archive] = globSync('*.tgz', { cwd: scratch });
    if (archive === undefined) throw new Error(`npm pack left no archive of ${name}@${version}.`);
    await checkIntegrity(root, name, path.join(scratch, archive));
    await run(`tar -xzf ${archive}`, { cwd: scratch });
    await rm(cached, { recursive: true, force: true });
    await rename(path.join(scratch, 'package'), cached);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return cached;
}

/**
 * What of a binary package runs: its small loader and its libraries, without the Windows import libraries for linkers.
 *
 * @param beside the folder of the CPU's package, when that ships beside it: its libraries are not shipped a second time
 * (`src/inference/model/binaries.ts` finds them there)
 */
export function filesOfEnginePackage(folder: string, beside?: string): string[] {
  const twice = beside === undefined ? [] : cpuLibraries(beside).map((file) => `**/${file}`);
  const found = globSync(['package.json', 'LICENSE*', 'dist/**/*.js', 'bins/**/*.*'], {
    cwd: folder,
    exclude: ['**/*.lib', ...twice],
  });
  return found.map((file) => file.replaceAll(path.sep, '/')).sort();
}

function cpuLibraries(folder: string): string[] {
  const files = globSync('bins/**/*.*', { cwd: folder }).map((file) => path.basename(file));
  return files.filter((file) => CPU_LIBRARY.test(file));
}

async function versionIn(folder: string): Promise<string | undefined> {
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}

async function checkIntegrity(root: string, name: string, archive: string): Promise<void> {
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string }>;
  };
  const promised = lock.packages[`node_modules/${name}`]?.integrity;
  const actual = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`;
  if (promised !== actual) throw new Error(`${name} is not what package-lock.json promises (${String(promised)}).`);
}
