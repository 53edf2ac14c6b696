import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FaultyServer, type Fault } from '../models/faultyServer.ts';

const SCRIPT = join(import.meta.dirname, '../../../src/cli/evaluate.ts');
const ARC = readFileSync(join(import.meta.dirname, '../../fixtures/parquet/arc.parquet'));
const folder = mkdtempSync(join(tmpdir(), 'cerebrum-evaluate-download-'));

const serve = (content: Buffer, ...faults: Fault[]) =>
  FaultyServer.start({ content, faults, etag: 'strong', ranges: true, redirects: false });

/** The server runs in this process: it would not answer while this process waits. */
async function evaluate(...args: string[]) {
  const child = spawn(process.execPath, [SCRIPT, ...args], { env: { ...process.env, INIT_CWD: folder } });
  const read = async (stream: AsyncIterable<Buffer>) => {
    let text = '';
    for await (const piece of stream) text += piece.toString();
    return text;
  };
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr), once(child, 'exit')]);
  return { status: child.exitCode, stdout, stderr };
}

describe('Fetching published questions from a terminal', () => {
  it('tells the hash of what came, and that can be run', async () => {
    await using server = await serve(ARC);
    const { status, stdout } = await evaluate('--download', 'arc_challenge', '--from', server.url);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /arc-challenge-test\.parquet: 779 bytes, SHA-256 [0-9a-f]{64} \(no hash of this file is known/,
    );
    const data = ['--task', 'arc_challenge', '--data', 'arc-challenge-test.parquet', '--out', 'arc.jsonl'];
    const run = await evaluate(...data, '--json', '--quiet');
    expect(JSON.parse(run.stdout)).toMatchObject({ items: 2 });
  });

  it('goes on where the connection broke', async () => {
    const content = Buffer.alloc(2_000_000, 'some text ');
    await using server = await serve(content, { kind: 'cut', after: 1_500_000 });
    const { status } = await evaluate('--download', 'arc_challenge', '--from', server.url, '--out', 'long.parquet');
    expect(status).toBe(0);
    expect(server.seen).toHaveLength(2);
    expect(server.seen[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(readFileSync(join(folder, 'long.parquet'))).toEqual(content);
  });

  it('refuses another file than the published one, and leaves none', async () => {
    await using server = await serve(Buffer.alloc(749_738, 'x'));
    const { status, stderr } = await evaluate('--download', 'gsm8k', '--from', server.url);
    expect(status).toBe(1);
    expect(stderr).toMatch(/SHA-256|hash|checksum/i);
    expect(existsSync(join(folder, 'gsm8k-test.jsonl'))).toBe(false);
  });

  it('says why MATH is not fetched', async () => {
    const { status, stderr } = await evaluate('--download', 'math');
    expect([status, stderr]).toEqual([1, expect.stringContaining('Use a file of your own.')]);
  });
});
