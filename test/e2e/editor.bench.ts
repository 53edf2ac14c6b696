// What Cerebrum costs the editor, measured in a real VS Code: `npm run bench -- --editor` runs this and prints its table.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeRandomModel } from '../../scripts/random-model/writeRandomModel.ts';
import { root, vscodeTest } from '../../scripts/workbench/folders.ts';
import { expect, test as base } from './harness/fixtures.ts';
import { packExtension } from './harness/packExtension.ts';
import { ask } from './harness/panel.ts';
import type { Workbench } from './harness/workbench.ts';
import { hasFrameProcess, launchWithWebviewSite } from './harness/webviewSite.ts';

const ROUNDS = 5;
const STARTS = 5;
const KEYS = 120;
/** Milliseconds between two keys: a fast typist's. */
const BETWEEN = 80;
/** A sixteenth of a 7b: it writes for as long as it is let, with a 7b's work in every layer. */
const model = join(vscodeTest, 'bench', 'random-2-layers.gguf');

const test = base.extend<object, { moreExtensions: readonly string[] }>({
  moreExtensions: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'cerebrum-empty-'));
      await use([await packExtension('emptyExtension', folder)]);
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  context: async ({ playwright, launchOptions, viewport }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'cerebrum-bench-'));
    const context = await launchWithWebviewSite(playwright.chromium, profile, { ...launchOptions, viewport });
    await use(context);
    await context.close();
    await rm(profile, { recursive: true, force: true });
  },
});

test.use({
  machineSettings: {
    'cerebrum.modelPath': model,
    'cerebrum.gpu': 'cpu',
    'cerebrum.maxTokens': 4096,
  },
});

test.beforeAll(async () => {
  if (existsSync(model)) return;
  await mkdir(dirname(model), { recursive: true });
  await writeRandomModel(`${model}.part`, { layers: 2 });
  await rename(`${model}.part`, model);
});

test('keys and start-up', async ({ workbench }) => {
  test.setTimeout(540_000);
  const { page } = workbench;
  await writeFile(join(workbench.folder, 'notes.txt'), '\n');

  const starts: Starts[] = [];
  for (let start = 0; start < STARTS; start++) {
    if (start > 0) await workbench.reload();
    starts.push(await startOf(workbench));
  }

  const panel = await workbench.chatPanel();
  expect(await hasFrameProcess(page)).toBe(true);
  const stop = panel.getByRole('button', { name: 'Stop' });
  await workbench.openFile('notes.txt');
  // The first keys are slower than all others.
  await keyLatency(page);
  const rounds: { idle: number; besideRaw: number; writing: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const idle = await keyLatency(page);

    const besideRaw = await besideRawLoop(() => keyLatency(page));

    await workbench.command('Cerebrum: New Chat');
    await ask(panel, 'Go on and on.');
    await expect(panel.getByRole('article', { name: 'Cerebrum' })).toHaveAttribute('data-status', 'writing', {
      timeout: 60_000,
    });
    await workbench.openFile('notes.txt');
    const writing = await keyLatency(page);
    await expect(stop).toBeVisible();
    await stop.click();
    await workbench.openFile('notes.txt');
    rounds.push({ idle, besideRaw, writing });
  }
  console.log(
    JSON.stringify({
      startMs: starts,
      keyP95Ms: rounds,
      ratio: {
        idle: median(rounds.map(({ idle, writing }) => writing / idle)),
        besideRaw: median(rounds.map(({ besideRaw, writing }) => writing / besideRaw)),
      },
    }),
  );
});

/** Milliseconds that VS Code counts for an extension: from asking for its code to having it, and in its `activate`. */
interface Start {
  readonly load: number;
  readonly activate: number;
}

/** Ours, and one that does nothing at all: what is counted for that is VS Code's own. */
interface Starts {
  readonly ours: Start;
  readonly empty: Start;
}

/** Reads them off the table that VS Code writes about its start. */
async function startOf(workbench: Workbench): Promise<Starts> {
  const { page } = workbench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  let starts: Starts | undefined;
  // The table is written when it is opened, and we start when all else has.
  await expect(async () => {
    await workbench.command('Developer: Startup Performance');
    await expect(page.locator('.tab.active')).toContainText('Startup Performance');
    await workbench.editor.locator('.view-line').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    const table = await page.evaluate(() => navigator.clipboard.readText());
    await workbench.command('View: Close Editor');
    starts = { ours: countOf('cerebrum-local.cerebrum', table), empty: countOf('cerebrum-test.empty', table) };
  }).toPass({ timeout: 60_000 });
  if (starts === undefined) throw new Error('VS Code wrote no table.');
  return starts;
}

function countOf(extension: string, table: string): Start {
  const [, load, activate] = new RegExp(`${extension} *\\| *\\w+ *\\| *(\\d+) *\\| *(\\d+) *\\|`).exec(table) ?? [];
  expect(activate).toBeDefined();
  return { load: Number(load), activate: Number(activate) };
}

/** Beside the raw engine loop on the same model, one thread, nothing of ours: what any engine would cost the keys here. */
async function besideRawLoop<T>(measure: () => Promise<T>): Promise<T> {
  const raw = spawn(process.execPath, [join(root, 'scripts/bench/engine/rawForever.ts'), model], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(raw, 'exit');
  try {
    await once(raw.stdout, 'data');
    return await measure();
  } finally {
    raw.kill('SIGKILL');
    await ended;
  }
}

declare global {
  interface Window {
    readonly takeKeyTimes: () => number[];
  }
}

/** Types into the editor that has the focus: milliseconds from a key to the frame that shows it, 95th percentile. */
async function keyLatency(page: Page): Promise<number> {
  await page.evaluate(() => {
    const times: number[] = [];
    const onKey = ({ timeStamp }: KeyboardEvent) => {
      requestAnimationFrame(() => {
        // A task after the frame's own work: by then it is on its way to the screen.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - timeStamp);
        port2.postMessage(undefined);
      });
    };
    document.addEventListener('keydown', onKey, true);
    Object.assign(window, {
      takeKeyTimes: () => {
        document.removeEventListener('keydown', onKey, true);
        return times;
      },
    });
  });
  await page.keyboard.type('the quick brown fox '.repeat(KEYS / 20), { delay: BETWEEN });
  const times = await page.evaluate(() => window.takeKeyTimes());
  expect(times.length).toBeGreaterThan(KEYS * 0.9);
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
