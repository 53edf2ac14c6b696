import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { downloadView } from '../../../src/host/models/downloadWords.ts';
import { ModelDownload, type DownloadJob } from '../../../src/host/models/modelDownload.ts';
import { toFailure } from '../../../src/protocol/failures.ts';
import { FaultyServer, type Fault } from './faultyServer.ts';

const content = Buffer.alloc(2_000_000, 'cerebrum');
const sha256 = createHash('sha256').update(content).digest('hex');

let parent: string;
let folder: string;
let remembered: unknown;
let whole: unknown[];
beforeAll(async () => void (parent = await mkdtemp(join(tmpdir(), 'model-download-'))));
afterAll(() => rm(parent, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(parent, 'models-'));
  remembered = undefined;
  whole = [];
});

/** What one window holds; the memory outlives it. */
const window = () =>
  new ModelDownload({
    // Kept as JSON, as VS Code does.
    memory: {
      load: () => remembered,
      save: (job) => {
        remembered = job && (JSON.parse(JSON.stringify(job)) as unknown);
        return Promise.resolve();
      },
    },
    token: (url) => Promise.resolve(url.includes('/owner/') ? 'secret-token' : undefined),
    onFile: (...file) => {
      whole.push(file);
      return Promise.resolve();
    },
  });
const serve = (faults: readonly Fault[] = []) =>
  FaultyServer.start({ content, faults, etag: 'strong', ranges: true, redirects: false });
const job = (server: FaultyServer, facts: { bytes?: number; sha256?: string } = { bytes: content.length, sha256 }) =>
  ({
    name: 'model.gguf',
    files: [{ url: server.url, destination: join(folder, 'model.gguf'), ...facts }],
  }) satisfies DownloadJob;
const words = ({ state }: ModelDownload) => state && downloadView(state, fill);
const fill = (text: string, ...values: (string | number)[]) =>
  text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));

/** Resolves when so many bytes lie on the disk. */
const arrived = (bytes: number) =>
  expect
    .poll(
      () =>
        stat(join(folder, 'model.gguf.part')).then(
          ({ size }) => size,
          () => 0,
        ),
      { timeout: 10_000 },
    )
    .toBe(bytes);

describe('the download of a window', () => {
  it('brings a model, tells of its file and its hash, and remembers nothing then', async () => {
    await using server = await serve();
    const download = window();
    expect(await download.run(job(server))).toBe(join(folder, 'model.gguf'));
    expect((await readFile(join(folder, 'model.gguf'))).equals(content)).toBe(true);
    expect(whole).toEqual([[join(folder, 'model.gguf'), sha256, sha256]]);
    expect(server.seen[0]?.authorization).toBe('Bearer secret-token');
    expect([download.state, remembered]).toEqual([undefined, undefined]);
  });

  it('is paused, taken up by the next window, and goes on where it was', async () => {
    await using server = await serve([{ kind: 'stall', after: 500_000 }]);
    const first = window();
    const running = first.run(job(server));
    await arrived(500_000);
    expect(words(first)).toMatchObject({ name: 'model.gguf', isPaused: false });
    expect(first.isRunning).toBe(true);
    await expect(first.run(job(server))).rejects.toThrow('Another download is running.');
    await first.pause();
    expect(await running).toBeUndefined();
    expect(words(first)?.text).toBe('Paused at 500 kB of 2.0 MB');

    const next = window();
    await next.restore();
    expect(words(next)).toEqual({
      name: 'model.gguf',
      text: 'Paused at 500 kB of 2.0 MB',
      fraction: 0.25,
      isPaused: true,
    });
    expect(await next.resume()).toBe(join(folder, 'model.gguf'));
    expect(server.seen.at(-1)?.range).toBe('bytes=500000-');
    expect((await readFile(join(folder, 'model.gguf'))).equals(content)).toBe(true);
  });

  it('is not taken up while the window that runs it lives', async () => {
    await using server = await serve([{ kind: 'stall', after: 500_000 }]);
    const first = window();
    const running = first.run(job(server));
    await arrived(500_000);
    const second = window();
    await second.restore(0);
    expect(second.state).toBeUndefined();
    await first.pause();
    await running;
    await second.restore();
    expect(second.state?.phase).toBe('paused');
  });

  it('is discarded with all that has come', async () => {
    await using server = await serve([{ kind: 'stall', after: 500_000 }]);
    const download = window();
    const running = download.run(job(server));
    await arrived(500_000);
    expect(download.writes(join(folder, 'model.gguf'))).toBe(true);
    await download.discard();
    await running;
    expect(await readdir(folder)).toEqual([]);
    expect([download.state, remembered]).toEqual([undefined, undefined]);
    expect(await download.resume()).toBeUndefined();
  });

  it('ends with a failure for a wrong hash, and offers nothing to go on with', async () => {
    await using server = await serve();
    const download = window();
    const failed = download.run(job(server, { bytes: content.length, sha256: '0'.repeat(64) })).catch(toFailure);
    expect(await failed).toMatchObject({ name: 'hash-mismatch', expected: '0'.repeat(64), found: sha256 });
    expect([download.state, remembered, whole]).toEqual([undefined, undefined, []]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('counts all parts of a split model as one', async () => {
    await using server = await serve();
    const parts = ['00001', '00002'].map((part) => ({
      url: server.url,
      bytes: content.length,
      sha256,
      destination: join(folder, `m-${part}-of-00002.gguf`),
    }));
    const download = window();
    const shown: (number | undefined)[] = [];
    download.on('changed', () => shown.push(words(download)?.fraction));
    expect(await download.run({ name: 'm', files: parts })).toBe(join(folder, 'm-00001-of-00002.gguf'));
    const fractions = shown.filter((fraction) => fraction !== undefined);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions).toContain(0.5);
    expect(fractions.at(-1)).toBe(1);
    expect(whole).toHaveLength(2);
  });

  it('does not take up what it did not write itself', async () => {
    remembered = { name: 'x', files: [] };
    const download = window();
    await download.restore();
    expect(download.state).toBeUndefined();
  });
});
