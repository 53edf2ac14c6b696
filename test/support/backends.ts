import { join } from 'node:path';
import { Backends, type BackendsOptions } from '../../src/host/engine/local/backends.ts';
import { backendCandidates } from '../../src/host/engine/local/backendFallback.ts';
import { probeBackend } from '../../src/host/engine/local/probeProcess.ts';

export const PROBE_ENTRY = join(import.meta.dirname, '../../src/inference/probe.ts');

/** The backends of this machine, found by real probe processes and remembered in memory. */
export function realBackends(options: Partial<BackendsOptions> = {}): Backends {
  return new Backends({
    candidates: backendCandidates(process.platform, process.arch),
    probe: (backend) => probeBackend(backend, { entry: PROBE_ENTRY, log: () => undefined }),
    key: () => 'this machine',
    ...options,
  });
}
