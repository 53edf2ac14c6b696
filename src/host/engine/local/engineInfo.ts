import type { EngineInfo, LoadedModel } from '../../../protocol/inference.ts';

/** What is told of a loaded model. @param identity its file's SHA-256, in hex */
export function engineInfo(loaded: LoadedModel, identity: string | undefined): EngineInfo {
  const { name, contextSize, chatTemplate, templateProblem, turnEnd, gpu, devices, ...local } = loaded;
  return {
    ...{ name, contextSize, chatTemplate, local },
    runsOn: { backend: gpu, devices },
    ...(identity === undefined ? {} : { identity }),
    ...(templateProblem === undefined ? {} : { templateProblem }),
    ...(turnEnd === undefined ? {} : { turnEnd }),
  };
}
