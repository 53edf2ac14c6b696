/** All that decides what comes out of a run, from what was chosen and what the engine tells. */
import { basename } from 'node:path';
import type { EngineInfo } from '../../protocol/inference.ts';
import type { RunConfig } from '../../reasoning/evaluation/runRecords.ts';
import type { Engine } from '../engine/engine.ts';

const NOT_KNOWN = 'not known';
/** What votes are drawn with. */
const VOTE_TEMPERATURE = 0.7;

export interface RunChoice extends Pick<
  RunConfig,
  'task' | 'protocol' | 'method' | 'shots' | 'data' | 'chains' | 'maxTokens' | 'seed'
> {
  readonly modelPath: string;
  /** Of the model's file, in hex; left out for a server, which tells none. */
  readonly sha256?: string;
  /** Of the worked examples' file, in hex. */
  readonly examplesSha256?: string;
}

export function runConfigOf(engine: Pick<Engine, 'capabilities'>, info: EngineInfo, choice: RunChoice): RunConfig {
  const { task, protocol, method, shots, data, chains, maxTokens, seed, examplesSha256 } = choice;
  const { contextSize, chatTemplate, server } = info;
  // The order is that of the file's hash.
  return {
    ...{ task, protocol, method, shots },
    ...(examplesSha256 !== undefined && { examples: examplesSha256 }),
    ...{ data, chains, temperature: chains > 1 ? VOTE_TEMPERATURE : 0, maxTokens, seed, contextSize },
    model: {
      file: server === undefined ? basename(choice.modelPath) : info.name,
      // A server's own name for its model is no hash.
      sha256: (server === undefined ? choice.sha256 : undefined) ?? NOT_KNOWN,
      template: chatTemplate,
    },
    engine: { ...madeBy(info), parallel: engine.capabilities.parallel },
  };
}

function madeBy({ local, runsOn, server }: EngineInfo): Omit<RunConfig['engine'], 'parallel'> {
  if (server !== undefined) {
    const { kind, build = 'of unknown version', host } = server;
    return { llamaCpp: `${kind} ${build}`, backend: `server ${host}`, batchSize: 0 };
  }
  return {
    llamaCpp: local?.llamaCpp ?? NOT_KNOWN,
    backend: runsOn?.backend ?? NOT_KNOWN,
    batchSize: local?.batchSize ?? 0,
  };
}
