import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';

const WINDOWS = 6;
const ROUNDS = 60;

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'opened-'))));
afterAll(() => rm(folder, { recursive: true }));

it('windows that open a new history at the same moment wait for each other', async () => {
  const windows = Array.from({ length: WINDOWS }, () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'opener.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
  });
  const told = async () => Promise.all(windows.map(async ({ lines }) => String((await lines.next()).value)));
  expect(await told()).toEqual(windows.map(() => 'ready'));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { child } of windows) child.stdin.write(`${join(folder, `${round}.db`)}\n`);
    expect(await told()).toEqual(windows.map(() => 'opened'));
  }
  const ended = windows.map(({ child }) => once(child, 'exit'));
  for (const { child } of windows) child.stdin.end();
  await Promise.all(ended);
});
