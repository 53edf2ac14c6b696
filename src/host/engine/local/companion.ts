import { join } from 'node:path';

/** The extension that holds the CUDA binaries, which are too large for this one. */
export const CUDA_EXTENSION = 'cerebrum-local.cerebrum-cuda';

/** Arguments that let our processes find the engine's packages in an extension; none without it. */
export function enginePackageArgs(extensionPath: string | undefined): readonly string[] {
  return extensionPath === undefined ? [] : [`--engine-packages=${join(extensionPath, 'dist')}`];
}
