import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CUDA_EXTENSION } from '../../src/host/engine/companion.ts';
import { engineVersion } from './engineModules.ts';
import { enginePackage, filesOfEnginePackage } from './enginePackage.ts';
import { projectRoot, shippedManifest, writeVsix, type Packaged, type PackageOptions } from './packageExtension.ts';
import { cudaPackagesOf, hostTarget } from './targets.ts';

const README = `# Cerebrum: CUDA

Binaries that let Cerebrum run on NVIDIA graphics cards through CUDA. Worth its size when the card is NVIDIA's and the CUDA
runtime (cudart, cublas) is installed: Vulkan, which Cerebrum brings along, runs on the same cards, as a rule more slowly.
There is nothing to set: with \`cerebrum.gpu\` at \`auto\`, CUDA is taken where it works. **Cerebrum: Diagnose** says
whether it does, and if not, what it lacks.
`;

/**
 * Packs the CUDA binaries of one platform as an extension of its own, which the main one finds.
 *
 * @throws for a platform without CUDA, or when the binaries can neither be found nor fetched
 */
export async function packageCuda(options: PackageOptions = {}): Promise<Packaged> {
  const target = options.target ?? hostTarget();
  const outDir = path.resolve(projectRoot, options.outDir ?? 'out');
  await mkdir(outDir, { recursive: true });
  const scratch = await mkdtemp(path.join(outDir, 'packaging-'));
  try {
    const stage = path.join(scratch, 'extension');
    await mkdir(stage);
    const files = new Map<string, string>([['LICENSE', path.join(projectRoot, 'LICENSE')]]);
    const add = async (name: string, content: string) => {
      await writeFile(path.join(stage, name), content);
      files.set(name, path.join(stage, name));
    };
    const { version, publisher, license, engines } = await shippedManifest();
    const name = CUDA_EXTENSION.split('.')[1] ?? '';
    await add(
      'package.json',
      JSON.stringify({
        ...{ name, publisher, version, license, engines },
        displayName: 'Cerebrum: CUDA',
        description: 'CUDA binaries for Cerebrum, for NVIDIA graphics cards.',
        categories: ['AI'],
        extensionKind: ['ui', 'workspace'],
      }),
    );
    await add('README.md', README);
    const engine = await engineVersion(projectRoot);
    for (const binaries of cudaPackagesOf(target)) {
      const folder = await enginePackage(projectRoot, binaries, engine);
      for (const file of filesOfEnginePackage(folder)) {
        files.set(`dist/node_modules/${binaries}/${file}`, path.join(folder, file));
      }
    }
    const vsixPath = path.join(outDir, `${name}-${target}-${version}.vsix`);
    const unfinished = path.join(scratch, path.basename(vsixPath));
    await writeVsix(files, stage, target, unfinished);
    await rename(unfinished, vsixPath);
    return { vsixPath, bytes: (await stat(vsixPath)).size, reused: false };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
