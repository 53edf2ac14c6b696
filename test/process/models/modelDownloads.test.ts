import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isBeingWritten } from '../../../src/host/models/download/lock.ts';
import { downloadView } from '../../../src/host/models/download/downloadWords.ts';
import { DownloadJobs, type DownloadJob } from '../../../src/host/models/download/downloadJobs.ts';
import { ModelDownloads } from '../../../src/host/models/download/modelDownloads.ts';
import { toFailure } from '../../../src/protocol/failures.ts';
import { FaultyServer, type Fault } from './faultyServer.ts';

const content = Buffer.alloc(2_000_000, 'cerebrum');
const sha256 = createHash('sha256').update(content).digest('hex');

let parent: string;
let folder: string;
let whole: unknown[];
beforeAll(async () => void (parent = await mkdtemp(join(tmpdir(), 'model-download-'))));
afterAll(() => rm(parent, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(parent, 'models-'));
  whole = [];
});

const jobs = () => new DownloadJobs(join(folder, 'state', 'downloads.json'));
/** What one window holds; the list outlives it. */
const window = () =>
  new ModelDownloads({
    jobs: jobs(),
    token: (url) => Promise.resolve(url.includes('/owner/') ? 'secret-token' : undefined),
    onFile: (...file) => {
      whole.push(file);
      return Promise.resolve();
    },
  });
const serve = (faults: readonly Fault[] = []) =>
  FaultyServer.start({ content, faults, etag: 'strong', ranges: true, redirects: false });
const pathOf = (name = 'model.gguf') => join(folder, name);
const job = (server: FaultyServer, name?: string, facts = { bytes: content.length, sha256 }): DownloadJob => ({
  name: name ?? 'model.gguf',
  files: [{ url: server.url, destination: pathOf(name), ...facts }],
});
const words = ({ state }: ModelDownloads) => state && downloadView(state, fill);
const fill = (text: string, ...values: (string | number)[]) =>
  text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));

/** The files of the models folder. */
const models = async () => (await readdir(folder)).filter((name) => name !== 'state');

/** Resolves when so many bytes lie on the disk. */
const arrived = (bytes: number, name?: string) =>
  expect
    .poll(
      () =>
        stat(`${pathOf(name)}.part`).then(
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
    expect(await download.run(job(server))).toBe(pathOf());
    expect((await readFile(pathOf())).equals(content)).toBe(true);
    expect(whole).toEqual([[pathOf(), sha256, sha256]]);
    expect(server.seen[0]?.authorization).toBe('Bearer secret-token');
    expect([download.state, await jobs().list()]).toEqual([undefined, []]);
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
      others: 0,
    });
    expect(await next.resume(pathOf())).toBe(pathOf());
    expect(server.seen.at(-1)?.range).toBe('bytes=500000-');
    expect((await readFile(pathOf())).equals(content)).toBe(true);
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
    expect(download.writes(pathOf())).toBe(true);
    await download.discard(pathOf());
    await running;
    expect(await models()).toEqual([]);
    expect([download.state, await jobs().list()]).toEqual([undefined, []]);
    expect(await download.resume(pathOf())).toBeUndefined();
  });

  it('ends with a failure for a wrong hash, and offers nothing to go on with', async () => {
    await using server = await serve();
    const download = window();
    const failed = download
      .run(job(server, undefined, { bytes: content.length, sha256: '0'.repeat(64) }))
      .catch(toFailure);
    expect(await failed).toMatchObject({ name: 'hash-mismatch', expected: '0'.repeat(64), found: sha256 });
    expect([download.state, await jobs().list(), whole]).toEqual([undefined, [], []]);
    expect(await models()).toEqual([]);
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
    await mkdir(join(folder, 'state'));
    await writeFile(join(folder, 'state', 'downloads.json'), JSON.stringify([{ name: 'x', files: [] }]));
    const download = window();
    await download.restore();
    expect(download.state).toBeUndefined();
  });
});

describe('several downloads that are not finished', () => {
  /** Begins a download and pauses it after half a megabyte. */
  async function leave(download: ModelDownloads, server: FaultyServer, name: string): Promise<void> {
    const running = download.run(job(server, name));
    await arrived(500_000, name);
    await download.pause();
    expect(await running).toBeUndefined();
  }
  const names = ({ all }: ModelDownloads) => all.map(({ name, phase }) => `${name} ${phase}`);

  it('are all there after a restart, and each goes on or is discarded by itself', async () => {
    await using server = await serve([0, 1, 2].map(() => ({ kind: 'stall', after: 500_000 })));
    const first = window();
    for (const name of ['a.gguf', 'b.gguf', 'c.gguf']) await leave(first, server, name);
    expect(names(first)).toEqual(['c.gguf paused', 'b.gguf paused', 'a.gguf paused']);

    const next = window();
    await next.restore();
    expect(names(next)).toEqual(names(first));
    const goingOn = next.resume(pathOf('a.gguf'));
    expect(names(next)[0]).toMatch(/^a\.gguf /);
    expect(await goingOn).toBe(pathOf('a.gguf'));
    expect((await readFile(pathOf('a.gguf'))).equals(content)).toBe(true);
    expect(server.seen.at(-1)?.range).toBe('bytes=500000-');
    await next.discard(pathOf('b.gguf'));
    expect(names(next)).toEqual(['c.gguf paused']);
    expect((await models()).sort()).toEqual(['a.gguf', 'c.gguf.part', 'c.gguf.part.json']);
    expect((await jobs().list()).map(({ name }) => name)).toEqual(['c.gguf']);
  });

  it('in two windows: neither loses what the other has begun, and a file has one writer', async () => {
    await using server = await serve([0, 1].map(() => ({ kind: 'stall', after: 500_000 })));
    const one = window();
    const two = window();
    await leave(one, server, 'a.gguf');
    const running = two.run(job(server, 'b.gguf'));
    await arrived(500_000, 'b.gguf');
    await one.restore(0);
    expect(names(one)).toEqual(['a.gguf paused']);
    await two.pause();
    await running;
    await Promise.all([one.restore(0), two.restore(0)]);
    expect(names(one).sort()).toEqual(['a.gguf paused', 'b.gguf paused']);
    expect(names(two).sort()).toEqual(names(one).sort());
    expect(await two.resume(pathOf('a.gguf'))).toBe(pathOf('a.gguf'));
    await one.restore(0);
    expect(names(one)).toEqual(['b.gguf paused']);
  });

  it('is not discarded while another window goes on with it', async () => {
    await using server = await serve([0, 1].map(() => ({ kind: 'stall', after: 500_000 })));
    const one = window();
    const two = window();
    await leave(one, server, 'a.gguf');
    await two.restore();
    const running = two.resume(pathOf('a.gguf'));
    await expect.poll(() => isBeingWritten(pathOf('a.gguf'))).toBe(true);
    expect(await one.discard(pathOf('a.gguf')).catch(toFailure)).toMatchObject({ name: 'download-elsewhere' });
    expect(names(one)).toEqual(['a.gguf paused']);
    await two.pause();
    await running;
    expect(await models()).toContain('a.gguf.part');
  }, 30_000);
});
