import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Backend } from '../../protocol/backends.ts';

/**
 * The folder with the native libraries of `backend`.
 *
 * @throws when its package is not installed
 */
export async function binariesOf(backend: Backend): Promise<string> {
  const system = process.platform === 'win32' ? 'win' : process.platform === 'darwin' ? 'mac' : process.platform;
  const name = `${system}-${process.arch}${backend === 'cpu' ? '' : `-${backend}`}`;
  const binaries = (await import(`@node-llama-cpp/${name}`)) as { getBinsDir(): { binsDir: string } };
  return join(binaries.getBinsDir().binsDir, name);
}

/**
 * A GPU backend works beside the CPU's, whose libraries are most of both packages and the same in both. A VSIX holds them
 * once: where the package of `gpu` lacks them, they are loaded from the CPU's.
 */
export async function loadCpuBeside(gpu: Exclude<Backend, 'cpu'>): Promise<void> {
  const folder = await binariesOf(gpu);
  if (readdirSync(folder).some((file) => CPU_LIBRARY.test(file))) return;
  // Loaded before by node-llama-cpp: this is the same object. The library picks the best one for this processor.
  const addon = createRequire(import.meta.url)(join(folder, 'llama-addon.node')) as {
    loadBackends(from: string): void;
  };
  addon.loadBackends(await binariesOf('cpu'));
}

/**
 * One per generation of processors. Metal's package has them too, and no other CPU package beside it.
 *
 * @internal The packaging uses it, too.
 */
export const CPU_LIBRARY = /^(lib)?ggml-cpu-\w+\.(so|dll)$/;
