import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasLlamaServer, llamaServer, type LlamaServer } from '../../support/llamaServer.ts';

const CLI = join(import.meta.dirname, '../../../src/cli');
const KEY = 'sk-from-a-file';

describe.runIf(hasLlamaServer)('Programs in a terminal that use a server', () => {
  let server: LlamaServer | undefined;
  let folder = '';
  beforeAll(async () => {
    server = await llamaServer('--api-key', KEY, '-np', '4');
    folder = await mkdtemp(join(tmpdir(), 'cerebrum-server-'));
    await writeFile(join(folder, 'key'), `${KEY}\n`);
    const item = (id: number) => ({ question: `What is ${String(id)} + 2?`, answer: `It is\n#### ${String(id + 2)}` });
    await writeFile(join(folder, 'items.jsonl'), [3, 4, 5].map((id) => `${JSON.stringify(item(id))}\n`).join(''));
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  const run = (program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    new Promise<{ code: number | string | null; stdout: string; stderr: string }>((resolve) => {
      const options = { env: { ...process.env, INIT_CWD: folder, ...env } };
      const all = [join(CLI, program), ...args, '--server', server?.address ?? ''];
      execFile(process.execPath, all, options, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });

  it('ask: with the key of the environment or of a file, and not without', async () => {
    const fromEnvironment = await run('ask.ts', ['What is 17 + 25?'], { CEREBRUM_API_KEY: KEY });
    expect(fromEnvironment).toMatchObject({ code: 0, stdout: expect.stringContaining('42') as string });
    expect(fromEnvironment.stderr).toContain('Asks reasoning-demo-tiny');
    expect(await run('ask.ts', ['--key-file', 'key', 'What is 17 + 25?'])).toMatchObject({
      code: 0,
      stdout: fromEnvironment.stdout,
    });
    const without = await run('ask.ts', ['What is 17 + 25?']);
    expect(without).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('The server wants a key') as string,
    });
  });

  it('ask: writes a receipt with the words of the server and makes the answer again there, and nowhere else', async () => {
    const key = ['--key-file', 'key'];
    const made = await run('ask.ts', [...key, '--receipt', 'r.json', '--temperature', '0.9', 'What is 17 + 25?']);
    const receipt = JSON.parse(await readFile(join(folder, 'r.json'), 'utf8')) as { made: { server: unknown } };
    expect(receipt).not.toHaveProperty('model');
    const { host } = new URL(server?.address ?? '');
    expect(receipt.made.server).toMatchObject({ kind: 'llama-server', host, build: expect.any(String) as string });
    expect(await run('ask.ts', [...key, '--replay', 'r.json'])).toMatchObject({
      ...{ code: 0, stdout: made.stdout },
      stderr: expect.stringContaining('The same answer, to the byte.') as string,
    });
    const args = [join(CLI, 'ask.ts'), '--replay', join(folder, 'r.json')];
    const here = await new Promise<string>((resolve) => {
      execFile(process.execPath, args, (_error, _stdout, stderr) => resolve(stderr));
    });
    expect(here).toContain('Give that server with --server.');
  });

  it('ask: refuses what only a model on this machine has', async () => {
    expect((await run('ask.ts', ['--gpu', 'cpu', 'Hello?'])).stderr).toContain('leave out --gpu');
  });

  it('evaluate: the same table as a model on this machine has, and the run says where it ran', async () => {
    const args = ['--task', 'gsm8k', '--data', 'items.jsonl', '--key-file', 'key', '--json', '--out', 'run.jsonl'];
    const { code, stdout } = await run('evaluate.ts', args);
    expect(code).toBe(0);
    const { config } = JSON.parse(stdout) as { config: { engine: { llamaCpp: string; backend: string } } };
    expect(config.engine.llamaCpp).toMatch(/^llama-server /);
    expect(config.engine.backend).toBe(`server ${new URL(server?.address ?? '').host}`);
    const likelihood = await run('evaluate.ts', [
      '--task',
      'arc_challenge',
      '--data',
      'items.jsonl',
      '--key-file',
      'key',
    ]);
    expect(likelihood).toMatchObject({ code: 1 });
  });
});
