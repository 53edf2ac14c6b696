/**
 * The real Vulkan path on Mesa's software device, which there is on Linux. `npm run gpu:install` installs it where `apt-get`
 * can; without it these tests fail and say so.
 */
import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/host/engine/engine.ts';
import { probeBackend } from '../../src/host/engine/local/probeProcess.ts';
import { PROBE_ENTRY, realBackends } from '../support/backends.ts';
import { ask, demoEngine } from '../support/engine.ts';

const onLinux = process.platform === 'linux';
const QUESTION = 'A baker has 48 rolls and sells 19 of them. Then 12 more are baked. How many rolls are there now?';
/** Its plan is certain: where two words are as likely, the rounding of the device decides between them. */
const SUM = 'What is 36 + 47?';
const FEW = { maxTokens: 16 };
const log: string[] = [];
const probe = (backend: 'cuda' | 'metal' | 'vulkan' | 'cpu') =>
  probeBackend(backend, { entry: PROBE_ENTRY, log: (line) => log.push(line) });

const before = process.env['GGML_VK_VISIBLE_DEVICES'];
/** ggml hides devices that are processors unless they are named. */
const showSoftwareDevice = () => {
  process.env['GGML_VK_VISIBLE_DEVICES'] = '0';
};
const hideSoftwareDevice = () => {
  delete process.env['GGML_VK_VISIBLE_DEVICES'];
};
beforeAll(() => {
  const icd = '/usr/share/vulkan/icd.d';
  if (onLinux && !existsSync(icd))
    throw new Error('Mesa is not installed: run "npm run gpu:install" as root (Debian, Ubuntu).');
});
afterAll(() => {
  hideSoftwareDevice();
  if (before !== undefined) process.env['GGML_VK_VISIBLE_DEVICES'] = before;
});

const engines: Engine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.stop())));

describe.runIf(onLinux)('a probe in a process of its own', () => {
  it('finds the Vulkan device', async () => {
    showSoftwareDevice();
    const report = await probe('vulkan');
    expect(report).toMatchObject({ passed: true, devices: [expect.stringContaining('llvmpipe')] });
    expect(report.passed && report.totalVram).toBeGreaterThan(2 ** 20);
  });

  it('calls a backend that starts and has no device a failure', async () => {
    hideSoftwareDevice();
    expect(await probe('vulkan')).toEqual({ backend: 'vulkan', passed: false, reason: { name: 'no-device' } });
  });

  it('names the library that CUDA lacks here', async () => {
    const report = await probe('cuda');
    expect(report).toMatchObject({ passed: false });
    expect(report.passed || report.reason.name).toMatch(/^(library-missing|not-installed|no-device)$/);
    if (!report.passed && report.reason.name === 'library-missing') {
      expect(report.reason.library).toMatch(/^lib\w+\.so/);
    }
  });

  it('does not take another backend for the one that was asked for', async () => {
    showSoftwareDevice();
    expect(await probe('metal')).toMatchObject({ backend: 'metal', passed: false });
  });

  it('passes on the CPU', async () => {
    expect(await probe('cpu')).toMatchObject({ backend: 'cpu', passed: true });
  });

  it('that dies tells by what', async () => {
    const report = await probeBackend('vulkan', {
      entry: new URL('data:,').pathname,
      log: () => undefined,
    });
    expect(report).toMatchObject({ passed: false, reason: { name: 'crashed' } });
  });
});

describe.runIf(onLinux)('the demo model on Vulkan', () => {
  it('answers as on the CPU, with all layers on the device', async () => {
    showSoftwareDevice();
    const onGpu = demoEngine({ gpu: 'auto' }, () => undefined, {
      backends: realBackends({ candidates: ['vulkan', 'cpu'] }),
    });
    const onCpu = demoEngine({ gpu: 'cpu' });
    engines.push(onGpu, onCpu);
    // A software device takes seconds for what a processor does in a tenth of one: the first words must do.
    const answers = [await ask(onGpu, SUM, FEW), await ask(onCpu, SUM, FEW)];
    expect(answers[0]?.answer).not.toBe('');
    expect(answers[0]?.answer).toBe(answers[1]?.answer);
    expect(onGpu.state).toMatchObject({
      state: 'ready',
      info: { runsOn: { backend: 'vulkan', devices: [expect.stringContaining('llvmpipe')] } },
    });
    expect((await onGpu.start()).local?.gpuLayers).toBeGreaterThan(1);
    expect(await onCpu.start()).toMatchObject({ runsOn: { backend: 'cpu', devices: [] }, local: { gpuLayers: 0 } });
  });

  it('runs with half of its layers there', async () => {
    showSoftwareDevice();
    const backends = realBackends({ candidates: ['vulkan', 'cpu'] });
    const whole = demoEngine({ gpu: 'vulkan' }, () => undefined, { backends });
    engines.push(whole);
    const { local } = await whole.start();
    await whole.stop();
    backends.setPlan('vulkan', local?.path ?? '', { backend: 'vulkan', layerShare: 0.5 });
    const half = demoEngine({ gpu: 'vulkan' }, () => undefined, { backends });
    engines.push(half);
    const { gpuLayers = 0 } = (await half.start()).local ?? {};
    expect(gpuLayers).toBeGreaterThan(0);
    expect(gpuLayers).toBeLessThan(local?.gpuLayers ?? 0);
    expect((await ask(half, QUESTION, FEW)).answer).not.toBe('');
  });

  it('keeps its words in a KV cache of 8 bits', async () => {
    const engine = demoEngine({ gpu: 'cpu', kvCacheType: 'q8_0' });
    engines.push(engine);
    expect((await ask(engine, QUESTION)).answer).toContain('Answer: 41');
    expect(await engine.start()).toMatchObject({ local: { kvCacheType: 'q8_0' } });
  });
});
