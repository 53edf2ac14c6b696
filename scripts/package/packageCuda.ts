import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CUDA_EXTENSION } from '../../src/host/engine/local/companion.ts';
import { engineVersion } from './engineModules.ts';
import { enginePackage } from './enginePackage.ts';
import { cudaPackagesOf } from './targets.ts';
import {
  addEnginePackage,
  projectRoot,
  shippedManifest,
  writeExtension,
  type Packaged,
  type PackageOptions,
} from './writeExtension.ts';

const README = `# Cerebrum: CUDA

Binaries that let Cerebrum run on NVIDIA graphics cards through CUDA. Worth its size when the card is NVIDIA's and the CUDA
runtime (cudart, cublas) is installed: Vulkan, which Cerebrum brings along, runs on the same cards, as a rule more slowly.
There is nothing to set: with \`cerebrum.gpu\` at \`auto\`, CUDA is taken where it works. **Cerebrum: Diagnose** says
whether it does, and if not, what it lacks.
`;

export interface CudaOptions extends PackageOptions {
  /** Where a binary package lies, by its name; found or fetched by default. */
  readonly binaries?: (name: string) => Promise<string>;
}

/**
 * Packs the CUDA binaries of one platform as an extension of its own, which the main one finds.
 *
 * @throws for a platform without CUDA, or when the binaries can neither be found nor fetched
 */
export async function packageCuda(options: CudaOptions = {}): Promise<Packaged> {
  const engine = await engineVersion(projectRoot);
  const { binaries = (name: string) => enginePackage(projectRoot, name, engine), ...where } = options;
  const { version, publisher, license, engines } = await shippedManifest();
  const manifest = {
    ...{ name: CUDA_EXTENSION.split('.')[1] ?? '', publisher, version, license, engines },
    displayName: 'Cerebrum: CUDA',
    description: 'CUDA binaries for Cerebrum, for NVIDIA graphics cards.',
    categories: ['AI'],
    extensionKind: ['ui', 'workspace'],
  };
  return writeExtension(manifest, where, async (stage, target) => {
    const readme = path.join(stage, 'README.md');
    await writeFile(readme, README);
    const files = new Map([
      ['README.md', readme],
      ['LICENSE', path.join(projectRoot, 'LICENSE')],
    ]);
    for (const name of cudaPackagesOf(target)) addEnginePackage(files, name, await binaries(name));
    return files;
  });
}
