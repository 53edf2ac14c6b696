import * as vscode from 'vscode';
import { builtProcesses, createEngine, createServerEngine } from '../engine/createEngine.ts';
import type { Engine } from '../engine/engine.ts';
import { SwitchEngine } from '../engine/switchEngine.ts';
import type { Backends } from '../engine/local/backends.ts';
import { CUDA_EXTENSION, enginePackageArgs } from '../engine/local/companion.ts';
import { machineKey } from '../engine/local/machineFacts.ts';
import { isMemoryShort } from '../engine/memoryPressure.ts';
import { Unloader } from '../engine/unloader.ts';
import { inspectGguf } from '../models/gguf/ggufFile.ts';
import { checkMemory } from '../models/memoryCheck.ts';
import { sequencesThatFit } from '../models/sequencesThatFit.ts';
import { chosenServer, Servers, type KnownServer } from '../models/servers.ts';
import { ModelStore } from '../models/store.ts';
import { readSettings } from '../platform/settings.ts';
import type { Base } from './base.ts';

export interface EngineParts {
  readonly engine: SwitchEngine;
  readonly servers: Servers;
  /** The server that is to answer now; none in Restricted Mode. */
  readonly chosen: () => KnownServer | undefined;
  readonly createServer: (server: KnownServer) => Engine;
  readonly backends: Backends;
  readonly unloader: Unloader;
  /** Of the models folder that is set at this moment. */
  readonly store: () => ModelStore;
}

/** Where answers come from. */
export function buildEngine({ context, dist, storage, logLine, params }: Base): EngineParts {
  const store = () => new ModelStore(readSettings().modelsFolder || storage('models'));
  const cudaPath = vscode.extensions.getExtension(CUDA_EXTENSION)?.extensionPath;
  const here = createEngine({
    processes: builtProcesses(dist('')),
    args: enginePackageArgs(cudaPath),
    params: params(),
    backends: {
      key: () => machineKey(`${context.extensionPath} ${engineVersion(context.extension)} ${cudaPath ?? ''}`),
      file: storage('backends.json'),
    },
    inspect: inspectGguf,
    checkMemory,
    sequences: sequencesThatFit,
    identify: (path) => store().knownHash(path),
    log: logLine,
  });
  const idleMs = () => readSettings().unloadAfter * 60_000;
  const unloader = new Unloader(here, { idleMs, isMemoryShort: () => isMemoryShort(), log: logLine });
  context.subscriptions.push(unloader);
  const servers = new Servers(context.globalState, context.secrets, () => readSettings().serverCaFile);
  const chosen = () => (vscode.workspace.isTrusted ? chosenServer(readSettings().serverAddress, servers) : undefined);
  const createServer = ({ address, model }: KnownServer) =>
    createServerEngine({ open: () => servers.open(address), ...(model !== undefined && { model }), log: logLine });
  const engine = new SwitchEngine(here);
  const first = chosen();
  if (first !== undefined) void engine.choose(createServer(first));
  return { engine, servers, chosen, createServer, backends: here.local.backends, unloader, store };
}

const engineVersion = ({ packageJSON }: vscode.Extension<unknown>) =>
  (packageJSON as { dependencies: Record<string, string> }).dependencies['node-llama-cpp'] ?? '';
