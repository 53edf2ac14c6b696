import { describe, expect, it } from 'vitest';
import { Backends } from '../../../../../src/host/engine/local/backends.ts';
import { judge, backendCandidates, type ProbeOutcome } from '../../../../../src/host/engine/local/backendFallback.ts';
import type { Backend, ProbeFacts, BackendProblem, BackendReport } from '../../../../../src/protocol/backends.ts';
import { FailureError } from '../../../../../src/protocol/failures.ts';

const GiB = 2 ** 30;
const nothing: ProbeFacts = { devices: [], totalVram: 0, freeVram: 0, unified: false, packageMissing: false };
const facts = (some: Partial<ProbeFacts>, log = ''): ProbeOutcome => ({
  type: 'facts',
  facts: { ...nothing, ...some },
  log,
});
const up = (backend: Backend, device: string, vram: number, unified = false) =>
  facts({ loaded: backend, devices: [device], totalVram: vram * GiB, freeVram: 0.9 * vram * GiB, unified });
const NO_BINARY = 'NoBinaryFoundError';

/** What probes say on machines; those of Linux without a GPU, with a software Vulkan and without CUDA were recorded here. */
const machines: Record<
  string,
  {
    platform: NodeJS.Platform;
    arch: string;
    probes: Partial<Record<Backend, ProbeOutcome>>;
    runsOn: Backend;
    why: Partial<Record<Backend, BackendProblem>>;
  }
> = {
  'Apple silicon': {
    platform: 'darwin',
    arch: 'arm64',
    probes: { metal: up('metal', 'Apple M3 Pro', 18, true) },
    runsOn: 'metal',
    why: {},
  },
  'a Mac whose Metal compiler fails': {
    platform: 'darwin',
    arch: 'arm64',
    probes: { metal: { type: 'died', cause: 'SIGABRT: the native library aborted' } },
    runsOn: 'cpu',
    why: { metal: { name: 'crashed', cause: 'SIGABRT: the native library aborted' } },
  },
  'an Intel Mac': { platform: 'darwin', arch: 'x64', probes: {}, runsOn: 'cpu', why: {} },
  'Windows on ARM': { platform: 'win32', arch: 'arm64', probes: {}, runsOn: 'cpu', why: {} },
  'NVIDIA with the CUDA runtime': {
    platform: 'linux',
    arch: 'x64',
    probes: { cuda: up('cuda', 'NVIDIA GeForce RTX 4090', 24), vulkan: up('vulkan', 'NVIDIA GeForce RTX 4090', 24) },
    runsOn: 'cuda',
    why: {},
  },
  'NVIDIA with a driver and no CUDA runtime': {
    platform: 'linux',
    arch: 'x64',
    probes: {
      cuda: facts({
        error: NO_BINARY,
        loaderError: 'libcublas.so.13: cannot open shared object file: No such file or directory',
      }),
      vulkan: up('vulkan', 'NVIDIA GeForce RTX 3060', 12),
    },
    runsOn: 'vulkan',
    why: { cuda: { name: 'library-missing', library: 'libcublas.so.13' } },
  },
  'NVIDIA with a driver that is too old': {
    platform: 'linux',
    arch: 'x64',
    probes: {
      cuda: facts(
        { loaded: 'cuda' },
        'ggml_cuda_init: failed to initialize CUDA: CUDA driver version is insufficient for CUDA runtime version',
      ),
      vulkan: facts({ loaded: 'vulkan' }),
    },
    runsOn: 'cpu',
    why: {
      cuda: {
        name: 'driver-too-old',
        detail:
          'ggml_cuda_init: failed to initialize CUDA: CUDA driver version is insufficient for CUDA runtime version',
      },
      vulkan: { name: 'no-device' },
    },
  },
  'an extension without CUDA, AMD': {
    platform: 'win32',
    arch: 'x64',
    probes: {
      cuda: facts({ error: NO_BINARY, packageMissing: true }),
      vulkan: up('vulkan', 'AMD Radeon RX 7800 XT', 16),
    },
    runsOn: 'vulkan',
    why: { cuda: { name: 'not-installed' } },
  },
  'Windows without a Vulkan loader': {
    platform: 'win32',
    arch: 'x64',
    probes: {
      cuda: facts({ error: NO_BINARY, packageMissing: true }),
      vulkan: facts({ error: NO_BINARY, loaderError: 'The specified module could not be found.' }),
    },
    runsOn: 'cpu',
    why: { vulkan: { name: 'library-missing', library: 'DLL' } },
  },
  'a server without a GPU': {
    platform: 'linux',
    arch: 'x64',
    probes: {
      cuda: facts({ error: NO_BINARY, packageMissing: true }),
      vulkan: facts({
        loaderError: 'libvulkan.so.1: cannot open shared object file: No such file or directory',
        error: NO_BINARY,
      }),
    },
    runsOn: 'cpu',
    why: { vulkan: { name: 'library-missing', library: 'libvulkan.so.1' } },
  },
  'a Vulkan loader with nothing behind it (WSL)': {
    platform: 'linux',
    arch: 'x64',
    probes: { cuda: facts({ packageMissing: true, error: NO_BINARY }), vulkan: facts({ loaded: 'vulkan' }) },
    runsOn: 'cpu',
    why: { vulkan: { name: 'no-device' } },
  },
  'a driver that crashes': {
    platform: 'linux',
    arch: 'x64',
    probes: { cuda: { type: 'died', cause: 'SIGSEGV' }, vulkan: up('vulkan', 'Intel Arc A770', 16) },
    runsOn: 'vulkan',
    why: { cuda: { name: 'crashed', cause: 'SIGSEGV' } },
  },
  'a driver that hangs': {
    platform: 'linux',
    arch: 'x64',
    probes: { cuda: { type: 'silent' }, vulkan: { type: 'silent' } },
    runsOn: 'cpu',
    why: { cuda: { name: 'no-answer' }, vulkan: { name: 'no-answer' } },
  },
  'a system that is older than the binaries': {
    platform: 'linux',
    arch: 'x64',
    probes: {
      cuda: facts({ packageMissing: true, error: NO_BINARY }),
      vulkan: facts({
        error: NO_BINARY,
        loaderError:
          "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by libllama.so)",
      }),
    },
    runsOn: 'cpu',
    why: { vulkan: { name: 'library-missing', library: 'GLIBCXX_3.4.30' } },
  },
};

describe.each(Object.entries(machines))('on %s', (_, { platform, arch, probes, runsOn, why }) => {
  const backends = () =>
    new Backends({
      candidates: backendCandidates(platform, arch),
      probe: (backend) => Promise.resolve(judge(backend, probes[backend] ?? { type: 'silent' })),
      key: () => 'k',
    });

  it(`runs on ${runsOn}`, async () => {
    expect(await backends().choose('auto')).toMatchObject({ backend: runsOn, passed: true });
  });

  it.each(Object.entries(why))('says why not on %s, also when it is asked for by name', async (name, reason) => {
    const backend = name as Backend;
    const failure = await backends()
      .choose(backend)
      .catch((error: unknown) => (error instanceof FailureError ? error.failure : error));
    expect(failure).toEqual({ name: 'gpu-unavailable', backend, reason });
    expect(await backends().survey()).toContainEqual({ backend, passed: false, reason });
  });
});

it('takes what came up instead of the wanted backend for a failure', () => {
  expect(judge('metal', up('vulkan', 'llvmpipe', 2))).toEqual<BackendReport>({
    backend: 'metal',
    passed: false,
    reason: { name: 'no-device' },
  });
});
