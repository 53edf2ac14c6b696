/**
 * Entry of a throw-away process: brings one backend up, tells what it found and ends. Whatever a broken driver does to it
 * happens to nobody else. Usage: `probe.mjs BACKEND`, with an IPC channel.
 */
import { startWatchdog } from './server/startWatchdog.ts';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Backend, ProbeFacts } from '../protocol/backends.ts';
import { binariesOf } from './model/binaries.ts';
import { useEnginePackages } from './model/enginePackages.ts';

startWatchdog();
useEnginePackages(process.argv);

const nothing = { devices: [], totalVram: 0, freeVram: 0, unified: false };

async function probe(backend: Backend): Promise<ProbeFacts> {
  const errors: string[] = [];
  try {
    const { openLlama } = await import('./model/openLlama.ts');
    const llama = await openLlama(backend, undefined, errors);
    const vram = await llama.getVramState();
    const facts: ProbeFacts = {
      loaded: backend === 'cpu' || llama.gpu === false ? 'cpu' : llama.gpu,
      devices: llama.gpu === false ? [] : await llama.getGpuDeviceNames(),
      totalVram: vram.total,
      freeVram: vram.free,
      unified: vram.unifiedSize > 0,
      packageMissing: false,
    };
    await llama.dispose();
    return facts;
  } catch (error) {
    return {
      ...nothing,
      error: [error instanceof Error ? error.message : String(error), ...errors].join('\n'),
      ...(await lookAtLibrary(backend)),
    };
  }
}

/** The library's own tests swallow the reason; the system's loader names the missing file. */
async function lookAtLibrary(backend: Backend): Promise<{ packageMissing: boolean; loaderError?: string }> {
  let folder: string;
  try {
    folder = await binariesOf(backend);
  } catch {
    return { packageMissing: true };
  }
  const wanted = new RegExp(`^(lib)?(ggml-${backend}|llama-addon)\\.(so|dll|node)$`);
  for (const name of readdirSync(folder).filter((file) => wanted.test(file))) {
    try {
      process.dlopen({ exports: {} }, join(folder, name));
    } catch (error) {
      // A library that loads, but is no Node addon, is refused only after its own libraries were found.
      const message = error instanceof Error ? error.message : String(error);
      if (!message.includes('did not self-register')) return { packageMissing: false, loaderError: message };
    }
  }
  return { packageMissing: false };
}

const facts = await probe(process.argv[2] as Backend);
process.send?.(facts, () => process.exit(0));
