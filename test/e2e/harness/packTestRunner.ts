import { zipSync } from 'fflate';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const source = join(import.meta.dirname, 'testRunner');

/** Packs the test runner of `testRunner/` as a VSIX into `folder`; resolves with its path. */
export async function packTestRunner(folder: string): Promise<string> {
  const read = async (name: string) => new Uint8Array(await readFile(join(source, name)));
  const path = join(folder, 'assert-runner.vsix');
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
