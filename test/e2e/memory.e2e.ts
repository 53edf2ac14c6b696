import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRandomModel } from '../../scripts/random-model/writeRandomModel.ts';
import { estimateMemory } from '../../src/host/models/fit.ts';
import { inspectGguf } from '../../src/host/models/gguf/ggufFile.ts';
import { machineMemory } from '../../src/host/models/memoryCheck.ts';
import { cpuReport } from '../../src/host/engine/local/backendFallback.ts';
import { expect, test } from './harness/fixtures.ts';
import { inferencePids } from './harness/inference.ts';

const LARGE = 32_768;
const SMALL = 4096;
/** Ten layers with 32 heads of 128 keys and 128 values, two bytes each. */
const KV_BYTES_PER_TOKEN = 10 * 32 * (128 + 128) * 2;
const GiB = 2 ** 30;
const GB = 1e9;

let folder: string;
let model: string;
test.use({ ownWindow: true });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cerebrum-e2e-memory-'));
  model = join(folder, 'random.gguf');
  await writeRandomModel(model, { layers: 10, kvHeads: 32, feedForward: 256 });
});
test.afterAll(() => rm(folder, { recursive: true }));

/**
 * Makes the model so long (with a hole behind its last tensor, which takes neither disk nor memory) that, by its size, it
 * fits into what is free on this machine now with a context between the large and the small one, and `more` bytes longer.
 */
async function fillMachine(more = 0): Promise<number> {
  const file = await inspectGguf(model);
  const beside = (contextSize: number) => estimateMemory(0, file, { contextSize, kvType: 'f16' }).total;
  const bytes = Math.round(machineMemory(cpuReport).freeRam - (beside(LARGE) + beside(SMALL)) / 2) + more;
  await truncate(model, bytes);
  return bytes;
}

test.use({
  userSettings: { 'cerebrum.maxTokens': 8 },
  machineSettings: { 'cerebrum.preload': true, 'cerebrum.gpu': 'cpu' },
});

test('a model that does not fit is refused with numbers; a smaller context helps, and so does insisting', async ({
  workbench,
  vscode,
}) => {
  const settings = (contextSize: number) =>
    writeFile(
      join(vscode.folder, 'server-data/data/Machine/settings.json'),
      JSON.stringify({ 'cerebrum.modelPath': model, 'cerebrum.gpu': 'cpu', 'cerebrum.contextSize': contextSize }),
    );
  // The panel was not opened yet: the demo model is there because it is to be preloaded.
  await expect.poll(inferencePids).toHaveLength(1);
  const bytes = await fillMachine();
  await settings(LARGE);
  const panel = await workbench.chatPanel();
  const problem = panel.getByRole('group', { name: 'Problem' });
  await expect(problem).toContainText('Not enough free memory for this model');
  const [, needed, free] = /about ([\d.]+) GB \(CPU\); ([\d.]+) GB are free/.exec(await problem.innerText()) ?? [];
  expect(Number(needed)).toBeCloseTo((bytes + LARGE * KV_BYTES_PER_TOKEN) / GB, 0);
  expect(Number(free)).toBeLessThan(Number(needed));
  await expect(problem).toContainText(`A context of ${SMALL} tokens would fit.`);
  await workbench.screenshot('memory-refused');

  await problem.getByRole('button', { name: 'Use a Smaller Context' }).click();
  const facts = panel.getByRole('list', { name: 'How it runs' });
  await expect(facts).toContainText('context window of 4,096 tokens', { timeout: 60_000 });
  await expect(facts).toContainText('KV cache f16');
  await expect(problem).toBeHidden();
  await workbench.screenshot('memory-smaller-context');

  // A question is refused as well, and answered once the user insists.
  await fillMachine(8 * GiB);
  await settings(SMALL / 2);
  await expect(problem).toContainText('Loading it anyway can make the whole system slow.');
  const composer = panel.getByRole('textbox', { name: 'Ask Cerebrum' });
  await composer.fill('w1 w2 w3');
  await composer.press('Enter');
  const answer = panel.getByRole('article', { name: 'Cerebrum' });
  await expect(answer).toHaveAttribute('data-status', 'failed');
  await answer.getByRole('button', { name: 'Load Anyway' }).click();
  await expect(answer).toHaveAttribute('data-status', /finished|limit/, { timeout: 60_000 });
  await expect(problem).toBeHidden();

  // So does a smaller context, and the question is asked again by itself.
  await fillMachine();
  await settings(LARGE);
  await expect(problem).toContainText(`A context of ${SMALL} tokens would fit.`);
  await composer.fill('w4 w5');
  await composer.press('Enter');
  const second = panel.getByRole('article', { name: 'Cerebrum' }).nth(1);
  await second.getByRole('button', { name: 'Use a Smaller Context' }).click();
  await expect(second).toHaveAttribute('data-status', /finished|limit/, { timeout: 60_000 });

  // What runs is told in the editor, too; one click there unloads it.
  await workbench.openFile('cart.ts');
  const status = await workbench.languageStatus();
  await expect(status).toContainText('Random weights');
  await expect(status).toContainText(`CPU · context window of 4,096 tokens · KV cache f16`);
  await expect(status).toContainText(/\d+ of 4,096 tokens of context used · [\d.]+ tokens\/s/);
  await workbench.screenshot('language-status');
  expect(inferencePids()).toHaveLength(1);
  await status.getByText('Unload', { exact: true }).click();
  await expect.poll(inferencePids).toEqual([]);
  await expect(await workbench.languageStatus()).toContainText('Loads with the first question');
});
