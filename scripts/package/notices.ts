import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The licences of the packages that were bundled into `dist/`. (Those in `dist/node_modules` bring their own.)
 *
 * @param root the project's root
 * @param inputs the bundled files, relative to `root`, as esbuild's metafile names them
 */
export async function thirdPartyNotices(root: string, inputs: readonly string[]): Promise<string> {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const bundled = [...new Set(folders.filter((folder) => folder !== undefined))].sort();
  const notices = await Promise.all(bundled.map((folder) => notice(path.join(root, folder))));
  return ['Cerebrum contains the following works of others.', ...notices].join(`\n\n${'='.repeat(80)}\n\n`) + '\n';
}

async function notice(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = globSync(['[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*', 'NOTICE*'], { cwd: folder }).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return [`${name} ${version} (${license ?? 'no licence named'})`, ...texts.map((text) => text.trim())].join('\n\n');
}
