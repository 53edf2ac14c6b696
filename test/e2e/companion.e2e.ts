import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageCuda } from '../../scripts/package/packageCuda.ts';
import { DEMO_MODEL, ROOT } from '../support/engine.ts';
import { expect, test as base } from './harness/fixtures.ts';

/** The real one instead of one that is packed here in a second, on a machine without its libraries. */
const given = process.env['CEREBRUM_CUDA_VSIX'];
const missing = given === undefined ? 'libllama-common.so' : 'libcu';

let folder: string;
base.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cerebrum-e2e-companion-'));
});
base.afterAll(() => rm(folder, { recursive: true }));

/** A binary package with the engine's own library, but none of those that it needs in turn. */
async function brokenBinaries(out: string, name: string): Promise<string> {
  const platform = name.replace('@node-llama-cpp/', '');
  const bins = join(out, 'binaries', 'bins', platform);
  await mkdir(bins, { recursive: true });
  const whole = join(ROOT, 'node_modules', name.replace('-cuda', ''));
  await copyFile(
    join(whole, 'bins', platform.replace('-cuda', ''), 'llama-addon.node'),
    join(bins, 'llama-addon.node'),
  );
  await mkdir(join(out, 'binaries', 'dist'));
  await copyFile(join(whole, 'dist/index.js'), join(out, 'binaries/dist/index.js'));
  const manifest = { name, version: '3.21.1', type: 'module', exports: './dist/index.js' };
  await writeFile(join(out, 'binaries/package.json'), JSON.stringify(manifest));
  return join(out, 'binaries');
}

const test = base.extend<object, { moreExtensions: readonly string[] }>({
  moreExtensions: [
    async ({}, use) => {
      const out = await mkdtemp(join(tmpdir(), 'cerebrum-cuda-'));
      const given = process.env['CEREBRUM_CUDA_VSIX'];
      await use([
        given ?? (await packageCuda({ outDir: out, binaries: (name) => brokenBinaries(out, name) })).vsixPath,
      ]);
      await rm(out, { recursive: true });
    },
    { scope: 'worker' },
  ],
});
test.use({ ownWindow: true });

test('the CUDA extension is found and tried; where a library is missing, the next backend runs and Diagnose names it', async ({
  workbench,
  vscode,
}) => {
  test.skip(process.platform !== 'linux' || process.arch !== 'x64');
  const model = join(folder, 'tiny.gguf');
  await copyFile(DEMO_MODEL, model);
  // Not as the demo model, which does not ask for a GPU.
  const machine = join(vscode.folder, 'server-data/data/Machine/settings.json');
  await writeFile(machine, JSON.stringify({ 'cerebrum.modelPath': model, 'cerebrum.gpu': 'auto' }));
  const panel = await workbench.chatPanel();
  const facts = panel.getByRole('list', { name: 'How it runs' });
  await expect(facts).toContainText(/^(CPU|Vulkan)/, { timeout: 60_000 });

  await workbench.command('Cerebrum: Diagnose');
  await expect(workbench.editor).toContainText('Cerebrum: diagnosis', { timeout: 60_000 });
  await expect(workbench.editor).toContainText(`| CUDA | no | A library it needs is missing: ${missing}`);
  const hasVulkan = (await workbench.editor.innerText()).replaceAll('\u00a0', ' ').includes('| Vulkan | yes |');
  await expect(facts).toContainText(hasVulkan ? 'Vulkan' : 'CPU');
  await workbench.screenshot('cuda-companion');
});
