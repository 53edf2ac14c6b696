/**
 * The environment of the processes we start: an allow-list. A variable that was set for other programs must not change how
 * they run (`CI`, `NODE_LLAMA_CPP_GPU`), load code into them (`NODE_OPTIONS`, `LD_PRELOAD`, `GGML_BACKEND_PATH`,
 * `VK_LAYER_PATH`) or tell them what they have no use for (`HF_TOKEN`, `GITHUB_TOKEN`, proxies).
 */

/** By upper-case name. */
const ALLOWED = new Set([
  // Who and where: home folder, temporary files, and the shader caches of GPU drivers below them.
  ...['HOME', 'USER', 'LOGNAME', 'PATH', 'TMPDIR', 'TEMP', 'TMP'],
  ...['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_CONFIG_DIRS', 'XDG_DATA_HOME', 'XDG_DATA_DIRS', 'XDG_RUNTIME_DIR'],
  // The encoding of paths and messages.
  ...['LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE', 'LC_MESSAGES', '__CF_USER_TEXT_ENCODING', 'TZ'],
  // Windows finds its libraries and drivers, and programs their folders, by these.
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'PATHEXT', 'OS', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'],
  ...['USERPROFILE', 'USERNAME', 'HOMEDRIVE', 'HOMEPATH', 'APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'ALLUSERSPROFILE'],
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'PROGRAMFILES(ARM)', 'PROGRAMW6432', 'COMMONPROGRAMFILES'],
  // Where a system keeps GPU drivers and CUDA's libraries outside of the standard folders (NixOS, clusters, conda).
  ...['LD_LIBRARY_PATH', 'NIX_LD', 'NIX_LD_LIBRARY_PATH', 'CUDA_PATH', 'CUDA_HOME', 'CUDA_CACHE_PATH'],
  // Which device: what users of several GPUs, laptops with two and containers rely on.
  ...['CUDA_VISIBLE_DEVICES', 'CUDA_DEVICE_ORDER', 'NVIDIA_VISIBLE_DEVICES', 'NVIDIA_DRIVER_CAPABILITIES'],
  ...['GGML_VK_VISIBLE_DEVICES', 'DRI_PRIME', 'MESA_VK_DEVICE_SELECT', '__NV_PRIME_RENDER_OFFLOAD'],
  // Which driver of Vulkan.
  ...['VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'VK_ADD_DRIVER_FILES'],
  ...['VK_LOADER_DRIVERS_SELECT', 'VK_LOADER_DRIVERS_DISABLE', 'VK_LOADER_DEVICE_SELECT', 'VK_LOADER_DEBUG'],
  // Switches of llama.cpp against faults of drivers; none of them names a file.
  ...['GGML_VK_PREFER_HOST_MEMORY', 'GGML_VK_ALLOW_SYSMEM_FALLBACK', 'GGML_VK_FORCE_MAX_ALLOCATION_SIZE'],
  ...['GGML_CUDA_ENABLE_UNIFIED_MEMORY', 'GGML_CUDA_DISABLE_GRAPHS', 'GGML_METAL_NO_RESIDENCY'],
]);
const ALLOWED_BEGINNINGS = ['GGML_VK_DISABLE_', 'CUDA_PATH_V'];

/**
 * @param env of this process
 * @param platform Windows' names come in any case; elsewhere another case is another variable
 */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): Record<string, string> {
  const passes = (name: string) => {
    const known = platform === 'win32' ? name.toUpperCase() : name;
    return ALLOWED.has(known) || ALLOWED_BEGINNINGS.some((beginning) => known.startsWith(beginning));
  };
  const passed = Object.entries(env).filter(([name, value]) => value !== undefined && passes(name));
  return {
    ...(Object.fromEntries(passed) as Record<string, string>),
    // On the desktop the program to fork is Electron, which is Node only when it is told so.
    ...(process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }),
  };
}
