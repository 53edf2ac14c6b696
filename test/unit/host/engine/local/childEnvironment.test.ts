import { describe, expect, it } from 'vitest';
import { childEnvironment } from '../../../../../src/host/engine/local/childEnvironment.ts';

const names = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
  Object.keys(childEnvironment(env, platform)).filter((name) => name !== 'ELECTRON_RUN_AS_NODE');
const all = (...variables: string[]) => Object.fromEntries(variables.map((name) => [name, 'x']));

describe('the environment of child processes', () => {
  it.each([
    ['CI', 'NODE_LLAMA_CPP_GPU', 'NODE_LLAMA_CPP_LOG_LEVEL', 'COLAB_RELEASE_TAG'],
    ['NODE_OPTIONS', 'NODE_PATH', 'NODE_V8_COVERAGE', 'VSCODE_INSPECTOR_OPTIONS', 'UV_THREADPOOL_SIZE'],
    ['LD_PRELOAD', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES', 'DYLD_LIBRARY_PATH', 'GCONV_PATH'],
    ['GGML_BACKEND_PATH', 'GGML_METAL_PATH_RESOURCES', 'GGML_BACKEND_DIR', 'VK_LAYER_PATH', 'VK_INSTANCE_LAYERS'],
    ['HF_TOKEN', 'GITHUB_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'https_proxy', 'SSH_AUTH_SOCK', 'CEREBRUM_HEARTBEAT_FD'],
  ])('holds nothing that loads code, changes the library or is secret: %s, …', (...variables) => {
    expect(names(all(...variables))).toEqual([]);
  });

  it.each([
    ['PATH', 'HOME', 'LD_LIBRARY_PATH', 'TMPDIR', 'LANG', 'LC_ALL', 'XDG_CACHE_HOME', 'XDG_DATA_DIRS'],
    ['CUDA_VISIBLE_DEVICES', 'CUDA_PATH', 'CUDA_PATH_V12_4', 'NVIDIA_VISIBLE_DEVICES'],
    ['GGML_VK_VISIBLE_DEVICES', 'GGML_VK_DISABLE_COOPMAT', 'VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'DRI_PRIME'],
  ])('holds what finds and chooses drivers and devices: %s, …', (...variables) => {
    expect(names(all(...variables))).toEqual(variables);
  });

  it('knows the names of Windows in any case, and elsewhere only in theirs', () => {
    const variables = ['Path', 'SystemRoot', 'Temp', 'ProgramFiles(x86)', 'ci', 'Node_Options'];
    expect(names(all(...variables), 'win32')).toEqual(['Path', 'SystemRoot', 'Temp', 'ProgramFiles(x86)']);
    expect(names(all('Path', 'home'))).toEqual([]);
  });

  it('leaves out what is not set', () => {
    expect(childEnvironment({ HOME: undefined, PATH: '' }, 'linux')).toEqual({ PATH: '' });
  });
});
