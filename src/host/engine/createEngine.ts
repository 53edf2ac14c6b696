import { join } from 'node:path';
import type { LoadParams } from '../../protocol/inference.ts';
import type { Engine, LocalEngine } from './engine.ts';
import { backendCandidates } from './local/backendFallback.ts';
import { Backends, type BackendsOptions } from './local/backends.ts';
import { ProcessEngine } from './local/processEngine.ts';
import type { ProcessEngineOptions } from './local/supervisor.ts';
import { probeBackend } from './local/probeProcess.ts';
import { RemoteEngine, type RemoteEngineOptions } from './remote/remoteEngine.ts';

/** The modules of the two processes. */
export interface ProcessEntries {
  readonly inference: string;
  readonly probe: string;
}

/** As built, in `dist`. */
export const builtProcesses = (dist: string): ProcessEntries => ({
  inference: join(dist, 'inference.mjs'),
  probe: join(dist, 'probe.mjs'),
});

/** As written, for a Node that runs TypeScript. */
export const sourceProcesses = (root: string): ProcessEntries => ({
  inference: join(root, 'src/inference/main.ts'),
  probe: join(root, 'src/inference/probe.ts'),
});

export interface EngineSetup extends Pick<
  ProcessEngineOptions,
  'inspect' | 'checkMemory' | 'sequences' | 'identify' | 'args'
> {
  readonly processes: ProcessEntries;
  readonly params: LoadParams;
  /** Receives what the processes write, line by line; left out: nobody does. */
  readonly log?: (line: string) => void;
  /** How backends are found and where that is remembered, where it is not by probes of this machine and in memory. */
  readonly backends?: Backends | Partial<BackendsOptions>;
}

/** The one way to make an engine on this machine. Nothing starts before it is used. */
export function createEngine({
  processes,
  params,
  log = () => undefined,
  backends,
  ...options
}: EngineSetup): LocalEngine {
  const { args } = options;
  const found =
    backends instanceof Backends
      ? backends
      : new Backends({
          candidates: backendCandidates(process.platform, process.arch),
          probe: (backend) => probeBackend(backend, { entry: processes.probe, ...(args && { args }), log }),
          key: () => 'this process',
          ...backends,
        });
  return new ProcessEngine({ ...options, entry: processes.inference, backends: found, log }, params);
}

/** The one way to make an engine on a server (`openServer` says how it is reached). Nothing is sent before it is used. */
export const createServerEngine = (options: RemoteEngineOptions): Engine => new RemoteEngine(options);
