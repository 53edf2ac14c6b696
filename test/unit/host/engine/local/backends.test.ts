import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Backends } from '../../../../../src/host/engine/local/backends.ts';
import type { Backend, BackendReport } from '../../../../../src/protocol/backends.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cerebrum-'));
  file = join(folder, 'state', 'backends.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A window of VS Code on a machine where these backends work. */
function open(
  works: readonly Backend[],
  key = 'driver 1',
  probed: Backend[] = [],
): { backends: Backends; probed: Backend[] } {
  const probe = (backend: Backend): Promise<BackendReport> => {
    probed.push(backend);
    return Promise.resolve(
      works.includes(backend)
        ? { backend, passed: true, devices: ['GPU'], totalVram: 8, freeVram: 7, unified: false }
        : { backend, passed: false, reason: { name: 'no-device' } },
    );
  };
  const backends = new Backends({ candidates: ['cuda', 'vulkan', 'cpu'], probe, key: () => key, file });
  return { backends, probed };
}

describe('the backends of a machine', () => {
  it('are probed once: the next window knows', async () => {
    const first = open(['vulkan']);
    expect((await first.backends.choose('auto')).backend).toBe('vulkan');
    expect(first.probed).toEqual(['cuda', 'vulkan']);
    const second = open(['vulkan']);
    expect(await second.backends.choose('auto')).toMatchObject({ backend: 'vulkan', devices: ['GPU'], freeVram: 7 });
    expect(second.probed).toEqual([]);
  });

  it('are probed again after a new driver', async () => {
    await open(['vulkan']).backends.choose('auto');
    const { backends, probed } = open(['cuda', 'vulkan'], 'driver 2');
    expect((await backends.choose('auto')).backend).toBe('cuda');
    expect(probed).toEqual(['cuda']);
  });

  it('are probed again after a crash', async () => {
    const { backends, probed } = open(['vulkan']);
    await backends.choose('auto');
    backends.forget('vulkan');
    await backends.choose('auto');
    expect(probed).toEqual(['cuda', 'vulkan', 'vulkan']);
  });

  it('are probed again when one is asked for by name and failed before: it may be there now', async () => {
    await open([]).backends.choose('auto');
    const { backends, probed } = open(['vulkan']);
    expect((await backends.choose('vulkan')).backend).toBe('vulkan');
    expect(probed).toEqual(['vulkan']);
  });

  it('never need a probe for the CPU', async () => {
    const { backends, probed } = open([]);
    expect((await backends.choose('cpu')).backend).toBe('cpu');
    expect(probed).toEqual([]);
  });

  it('are walked from the backend a crash left', async () => {
    const { backends } = open(['cuda', 'vulkan']);
    expect((await backends.choose('auto', 'vulkan')).backend).toBe('vulkan');
    expect((await backends.choose('auto', 'cpu')).backend).toBe('cpu');
  });

  it('keep what was found to work after crashes, per model and setting, until the machine changes', () => {
    const plan = { backend: 'vulkan', layerShare: 0.5 } as const;
    open([]).backends.setPlan('auto', '/m.gguf', plan);
    expect(open([]).backends.planFor('auto', '/m.gguf')).toEqual(plan);
    expect(open([]).backends.planFor('auto', '/other.gguf')).toBeUndefined();
    expect(open([]).backends.planFor('vulkan', '/m.gguf')).toBeUndefined();
    expect(open([], 'driver 2').backends.planFor('auto', '/m.gguf')).toBeUndefined();
  });

  it.each(['', '{', '[]', '{"key":"driver 1","passed":[{"backend":"quantum"}]}'])(
    'survive a broken file: %s',
    async (text) => {
      await open(['cuda']).backends.choose('auto');
      writeFileSync(file, text);
      expect((await open(['vulkan']).backends.choose('auto')).backend).toBe('vulkan');
    },
  );

  it('do without a place to remember', async () => {
    writeFileSync(join(folder, 'state'), 'a file where the folder should be');
    expect((await open(['vulkan']).backends.choose('auto')).backend).toBe('vulkan');
  });
});
