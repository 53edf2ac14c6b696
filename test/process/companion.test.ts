import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enginePackageArgs } from '../../src/host/engine/local/companion.ts';
import { ROOT } from '../support/engine.ts';

let extension: string;
beforeAll(async () => {
  extension = await mkdtemp(join(tmpdir(), 'cerebrum-'));
  const binaries = join(extension, 'dist/node_modules/@node-llama-cpp/only-there');
  await mkdir(binaries, { recursive: true });
  await writeFile(join(binaries, 'package.json'), '{"type":"module","exports":"./index.js"}');
  await writeFile(join(binaries, 'index.js'), 'export const found = "in the companion";');
});
afterAll(() => rm(extension, { recursive: true }));

/** What an import by the engine's own modules gives, in a process that was started with these arguments. */
async function imported(name: string, args: readonly string[]): Promise<string> {
  const hooks = pathToFileURL(join(ROOT, 'src/inference/model/enginePackages.ts')).href;
  const script = `
    const { useEnginePackages } = await import(${JSON.stringify(hooks)});
    useEnginePackages(process.argv);
    console.log(await import(${JSON.stringify(name)}).then((m) => m.found ?? m.getBinsDir().binsDir, (e) => e.code));`;
  // Where node-llama-cpp is, so that its own neighbours are found as it finds them.
  const cwd = join(ROOT, 'node_modules/node-llama-cpp/dist');
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, '--', ...args], { cwd });
  return (await run).stdout.trim();
}

describe('binaries in a companion extension', () => {
  it('are found there', async () => {
    expect(await imported('@node-llama-cpp/only-there', enginePackageArgs(extension))).toBe('in the companion');
  });

  it('are missing without it', async () => {
    expect(await imported('@node-llama-cpp/only-there', enginePackageArgs(undefined))).toBe('ERR_MODULE_NOT_FOUND');
  });

  it('do not stand in front of those that are here', async () => {
    expect(await imported('@node-llama-cpp/linux-x64', enginePackageArgs(extension))).toContain(
      join(ROOT, 'node_modules'),
    );
  });

  it('that are nowhere are missing as ever', async () => {
    expect(await imported('@node-llama-cpp/nowhere', enginePackageArgs(extension))).toBe('ERR_MODULE_NOT_FOUND');
  });
});
