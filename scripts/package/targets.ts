/** A platform as `vsce --target` names it. */
export type Target = keyof typeof enginePackages;

/**
 * The engine's binary packages each platform ships: its CPU backends first, and the GPU backend that needs no toolkit on the
 * user's machine (Vulkan; Metal is part of the one for Apple silicon). CUDA is left out everywhere: it weighs 150 to 350 MB.
 */
const enginePackages = {
  'linux-x64': ['@node-llama-cpp/linux-x64', '@node-llama-cpp/linux-x64-vulkan'],
  'linux-arm64': ['@node-llama-cpp/linux-arm64'],
  'linux-armhf': ['@node-llama-cpp/linux-armv7l'],
  'win32-x64': ['@node-llama-cpp/win-x64', '@node-llama-cpp/win-x64-vulkan'],
  'win32-arm64': ['@node-llama-cpp/win-arm64'],
  'darwin-x64': ['@node-llama-cpp/mac-x64'],
  'darwin-arm64': ['@node-llama-cpp/mac-arm64-metal'],
} as const;

export const targets = Object.keys(enginePackages) as Target[];

export function enginePackagesOf(target: Target): readonly string[] {
  return enginePackages[target];
}

/** CUDA 13; the packages for CUDA 12 (`-ext`) would double the size. @throws for a platform without CUDA */
export function cudaPackagesOf(target: Target): readonly string[] {
  if (target === 'linux-x64') return ['@node-llama-cpp/linux-x64-cuda'];
  if (target === 'win32-x64') return ['@node-llama-cpp/win-x64-cuda'];
  throw new Error(`There is no CUDA for ${target}.`);
}

/** @throws when the name is none of `targets`. */
export function parseTarget(name: string): Target {
  const target = targets.find((known) => known === name);
  if (target === undefined) throw new Error(`No VSIX can be made for "${name}". Known: ${targets.join(', ')}.`);
  return target;
}

/** @throws when the engine has no binaries for the machine this runs on. */
export function hostTarget(): Target {
  return parseTarget(`${process.platform}-${process.arch === 'arm' ? 'armhf' : process.arch}`);
}
