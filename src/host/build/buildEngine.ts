import * as vscode from 'vscode';
import { Backends } from '../engine/local/backends.ts';
import { CUDA_EXTENSION, enginePackageArgs } from '../engine/local/companion.ts';
import { Engine } from '../engine/local/localEngine.ts';
import { rungsOf } from '../engine/local/backendFallback.ts';
import { machineKey } from '../engine/local/machineFacts.ts';
import { isMemoryShort } from '../engine/memoryPressure.ts';
import { probeBackend } from '../engine/local/probeProcess.ts';
import { Unloader } from '../engine/unloader.ts';
import { inspectGguf } from '../models/gguf/ggufFile.ts';
import { checkMemory } from '../models/memoryCheck.ts';
import { keptChats } from '../models/sequencesThatFit.ts';
import { readSettings } from '../platform/settings.ts';
import type { Base } from './base.ts';

export interface EngineParts {
  readonly engine: Engine;
  readonly backends: Backends;
  readonly unloader: Unloader;
}

/** Where answers come from. */
export function buildEngine({ context, dist, storage, logLine, params }: Base): EngineParts {
  const cudaPath = vscode.extensions.getExtension(CUDA_EXTENSION)?.extensionPath;
  const args = enginePackageArgs(cudaPath);
  const backends = new Backends({
    rungs: rungsOf(process.platform, process.arch),
    probe: (backend) => probeBackend(backend, { entry: dist('probe.mjs'), args, log: logLine }),
    key: () => machineKey(`${context.extensionPath} ${engineVersion(context.extension)} ${cudaPath ?? ''}`),
    file: storage('backends.json'),
  });
  const entry = dist('inference.mjs');
  const engine = new Engine(
    { entry, args, inspect: inspectGguf, backends, checkMemory, chats: keptChats, log: logLine },
    params(),
  );
  const idleMs = () => readSettings().unloadAfter * 60_000;
  const unloader = new Unloader(engine, { idleMs, isMemoryShort, log: logLine });
  context.subscriptions.push(unloader);
  return { engine, backends, unloader };
}

const engineVersion = ({ packageJSON }: vscode.Extension<unknown>) =>
  (packageJSON as { dependencies: Record<string, string> }).dependencies['node-llama-cpp'] ?? '';
