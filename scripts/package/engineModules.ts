import { build } from 'esbuild';
import { globSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** What node-llama-cpp reads by path rather than imports, relative to its own folder. */
const assets = ['llama/binariesGithubRelease.json'];

/**
 * Imported in a place that is never reached here: the binaries come from `enginePackage`, there is no Electron main
 * process, and ipull uses reflinks (native code) only to copy local files and does without them.
 */
const external = ['@node-llama-cpp/*', 'electron', '@reflink/reflink'];

/**
 * Every file Node may read when it imports node-llama-cpp and runs a model: the modules its import graph reaches, the
 * package.json files that decide how they resolve, and the licences. Binaries are not among them.
 *
 * @param root the project's root
 * @returns paths relative to `root`, sorted, with forward slashes
 */
export async function engineModules(root: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['node-llama-cpp'],
    outdir: 'unwritten',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    // Resolve as Node does: without these, esbuild prefers the fields and conditions meant for bundlers.
    mainFields: ['main'],
    conditions: ['module-sync', 'node-addons'],
    // Node loads what an import names whether or not it is used.
    treeShaking: false,
    ignoreAnnotations: true,
    external,
    logLevel: 'error',
  });
  const modules = Object.keys(metafile.inputs);
  const folders = new Set(modules.flatMap(foldersUpToModules));
  const companions = await Promise.all([...folders].map((folder) => companionsIn(root, folder)));
  const declared = assets.map((asset) => `node_modules/node-llama-cpp/${asset}`);
  return [...new Set([...modules, ...companions.flat(), ...declared])].sort();
}

/** The folders from a module's own up to, not including, the nearest `node_modules`. */
function foldersUpToModules(file: string): string[] {
  const folders: string[] = [];
  for (let folder = path.posix.dirname(file); path.posix.basename(folder) !== 'node_modules';) {
    folders.push(folder);
    folder = path.posix.dirname(folder);
  }
  return folders;
}

async function companionsIn(root: string, folder: string): Promise<string[]> {
  const found = globSync(['package.json', '[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*', 'NOTICE*', 'COPYING*'], {
    cwd: path.join(root, folder),
  });
  const files = await Promise.all(
    found.map(async (name) => ((await stat(path.join(root, folder, name))).isFile() ? `${folder}/${name}` : undefined)),
  );
  return files.filter((file) => file !== undefined);
}

/** The exact version of node-llama-cpp that package.json pins; its binary packages carry the same one. */
export async function engineVersion(root: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const version = manifest.dependencies['node-llama-cpp'];
  if (version === undefined) throw new Error('package.json does not depend on node-llama-cpp.');
  return version;
}
