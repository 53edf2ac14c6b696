import { zipSync } from 'fflate';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Packs the extension in the folder `name` beside this file as a VSIX into `folder`; resolves with its path. */
export async function packExtension(
  name: 'testRunner' | 'emptyExtension' | 'networkWatch',
  folder: string,
): Promise<string> {
  const read = async (file: string) => new Uint8Array(await readFile(join(import.meta.dirname, name, file)));
  const path = join(folder, `${name}.vsix`);
  await writeFile(
    path,
    zipSync({
      'extension/package.json': await read('package.json'),
      'extension/main.cjs': await read('main.cjs'),
      'extension.vsixmanifest': new TextEncoder().encode('<PackageManifest/>'),
    }),
  );
  return path;
}
