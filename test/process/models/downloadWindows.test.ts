import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DownloadRequest } from '../../../src/host/models/download/download.ts';
import { realIo } from '../../../src/host/models/download/io.ts';
import { seededRandom } from '../../unit/host/models/gguf/seededRandom.ts';
import { FaultyServer, type Fault, type ServerSetup } from './faultyServer.ts';
import { Clock, session } from './session.ts';
import { canMountSmallDisk, mountSmallDisk, resizeSmallDisk, unmountSmallDisk } from '../../support/smallDisk.ts';

const random = seededRandom(11);
const content = Buffer.from(Uint8Array.from({ length: 900_000 }, () => random() * 256));
const sha256 = createHash('sha256').update(content).digest('hex');
const facts = { bytes: content.length, sha256 };
/** The least that the lock allows. */
const lockStaleMs = 2000;

let folder: string;
let number = 0;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'windows-'))));
afterAll(() => rm(folder, { recursive: true }));

const freshDestination = () => join(folder, String(number++), 'model.gguf');
const serve = (faults: readonly Fault[] = [], setup: Partial<ServerSetup> = {}) =>
  FaultyServer.start({ content, faults, etag: 'strong', ranges: true, redirects: false, ...setup });

interface Line {
  readonly bytes?: number;
  readonly end?: Readonly<Record<string, unknown>>;
}

class Window {
  readonly process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(request: DownloadRequest, options: object = {}, environment: Readonly<Record<string, string>> = {}) {
    const script = join(import.meta.dirname, 'downloadChild.ts');
    const process_ = spawn(process.execPath, [script, JSON.stringify([request, { lockStaleMs, ...options }])], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...environment },
    });
    this.process = process_;
    this.#lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]();
  }

  async until(fits: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      const next = await this.#lines.next();
      if (next.done) throw new Error('the window ended without a word');
      const line = JSON.parse(next.value) as Line;
      if (fits(line)) return line;
    }
  }

  async end(): Promise<Line['end']> {
    return (await this.until(({ end }) => end !== undefined)).end;
  }
}

describe('a window killed in the middle', () => {
  it.concurrent.each([1, 100_000, 400_000, 899_999])(
    'after %i bytes: the next one goes on from there',
    async (after) => {
      await using server = await serve([{ kind: 'stall', after }]);
      const request = { url: server.url, destination: freshDestination(), ...facts };
      const first = new Window(request);
      await first.until(({ bytes = 0 }) => bytes >= after);
      first.process.kill('SIGKILL');
      await once(first.process, 'exit');

      expect(await new Window(request).end()).toMatchObject({ outcome: 'complete', sha256 });
      expect((await readFile(request.destination)).equals(content)).toBe(true);
      expect(server.seen.map(({ range }) => range)).toEqual([undefined, `bytes=${after}-`]);
    },
  );
});

it('a lock that a killed window has just made is outlasted, dated ahead as it is', async () => {
  await using server = await serve();
  const request = { url: server.url, destination: freshDestination(), ...facts };
  const lock = `${request.destination}.lock`;
  await mkdir(lock, { recursive: true });
  const ahead = (Date.now() + 1005) / 1000;
  await utimes(lock, ahead, ahead);
  expect(await new Window(request).end()).toMatchObject({ outcome: 'complete', sha256 });
});

describe('two windows at once', () => {
  it.concurrent('one downloads, the other says so', async () => {
    await using server = await serve([{ kind: 'stall', after: 300_000 }]);
    const request = { url: server.url, destination: freshDestination(), ...facts };
    const first = new Window(request);
    await first.until(({ bytes = 0 }) => bytes >= 300_000);
    const second = new Window(request);
    expect(await second.end()).toEqual({ name: 'download-elsewhere', path: request.destination });
    server.drop();
    expect(await first.end()).toMatchObject({ outcome: 'complete' });
    expect((await readFile(request.destination)).equals(content)).toBe(true);
  });

  it.concurrent('started together, both end with the file, fetched once', async () => {
    await using server = await serve();
    const request = { url: server.url, destination: freshDestination(), ...facts };
    const ends = await Promise.all([new Window(request).end(), new Window(request).end(), new Window(request).end()]);
    for (const end of ends) expect(end).toMatchObject({ outcome: 'complete', sha256 });
    expect(server.bodyBytes).toBe(content.length);
  });
});

/** A proxy as companies have them: clients that do not ask it find no `models.invalid`. */
async function startProxy(target: number, faults: ('cut' | 'refuse')[]) {
  const sockets = new Set<Socket>();
  const proxy = createServer();
  proxy.on('connect', (_, client: Socket) => {
    const fault = faults.shift();
    sockets.add(client.on('error', () => client.destroy()));
    if (fault === 'refuse') {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
      return;
    }
    const upstream = connect(target, '127.0.0.1', () => client.write('HTTP/1.1 200 Connection Established\r\n\r\n'));
    sockets.add(upstream.on('error', () => client.destroy()));
    let passed = 0;
    upstream.on('data', (piece) => {
      passed += piece.length;
      client.write(piece);
      if (fault === 'cut' && passed > 200_000) client.destroy();
    });
    client.on('data', (piece) => upstream.write(piece));
    client.on('close', () => upstream.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const close = () => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  };
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, [Symbol.dispose]: close };
}

describe('a proxy in between', () => {
  const behind = async (faults: ('cut' | 'refuse')[], options: object = {}) => {
    await using server = await serve();
    using proxy = await startProxy(server.port, faults);
    const destination = freshDestination();
    const environment = { NODE_USE_ENV_PROXY: '1', http_proxy: proxy.url, NO_PROXY: '', no_proxy: '' };
    const window = new Window({ url: 'http://models.invalid/model.gguf', destination, ...facts }, options, environment);
    const end = await window.end();
    return { end, file: await readFile(destination).catch(() => undefined), seen: server.seen };
  };

  it.concurrent('is passed', async () => {
    const { end, file } = await behind([]);
    expect(end).toMatchObject({ outcome: 'complete' });
    expect(file?.equals(content)).toBe(true);
  });

  it.concurrent('that breaks connections is passed in several', async () => {
    const { end, file, seen } = await behind(['cut']);
    expect(end).toMatchObject({ outcome: 'complete' });
    expect(file?.equals(content)).toBe(true);
    expect(seen[1]?.range).toMatch(/^bytes=\d{5,}-$/);
  });

  it.concurrent('that wants a password is named', async () => {
    const { end, file } = await behind(['refuse', 'refuse'], { attempts: 1 });
    expect(end).toMatchObject({ name: 'download-interrupted', reason: expect.stringContaining('407') as string });
    expect(file).toBeUndefined();
  });
});

describe('the disk', () => {
  // Where a disk cannot be mounted, the plans with an injected ENOSPC stand for it.
  it.runIf(canMountSmallDisk())(
    'is really full in the middle: said with numbers, resumed when there is room',
    async () => {
      const small = join(folder, 'small');
      await mkdir(small);
      mountSmallDisk(small, '512k');
      try {
        await using server = await serve();
        const request = { url: server.url, destination: join(small, 'model.gguf'), ...facts };
        const claimsRoom = { kind: 'free', bytes: 2 ** 40 } as const;
        const full = await session(request, new Clock(), random, claimsRoom);
        expect(full).toMatchObject({ name: 'disk-full', path: request.destination });
        expect(await realIo.freeBytes(small)).toBe(0);
        resizeSmallDisk(small, '2m');
        expect(await session(request, new Clock(), random)).toMatchObject({ outcome: 'complete' });
        expect((await readFile(request.destination)).equals(content)).toBe(true);
        expect(server.seen[1]?.range).toMatch(/^bytes=\d{6}-$/);
      } finally {
        unmountSmallDisk(small);
      }
    },
  );

  it('tells how much is free where it can, and does not stand in the way where it cannot', async () => {
    expect(await realIo.freeBytes(folder)).toBeGreaterThan(0);
    expect(await realIo.freeBytes(join(folder, 'absent'))).toBe(Infinity);
  });
});

describe('one session', () => {
  it('sends the token to the host it belongs to and not along a redirect', async () => {
    await using server = await serve([], { redirects: true });
    await session({ url: server.url, destination: freshDestination(), token: 'mine', ...facts }, new Clock(), random);
    expect(server.seen).toMatchObject([
      { redirected: false, authorization: 'Bearer mine' },
      { redirected: true, authorization: undefined },
    ]);
  });

  it('never continues one address with another', async () => {
    const other = Buffer.from(content).reverse();
    await using first = await serve([], { etag: 'constant' });
    await using second = await serve([], { etag: 'constant', content: other });
    const destination = freshDestination();
    await session({ url: first.url, destination }, new Clock(), random, { kind: 'stop', after: 300_000 });
    await session({ url: second.url, destination }, new Clock(), random);
    expect((await readFile(destination)).equals(other)).toBe(true);
  });

  it('asks nobody for a file that is there', async () => {
    await using server = await serve();
    const request = { url: server.url, destination: freshDestination(), ...facts };
    await session(request, new Clock(), random);
    expect(await session(request, new Clock(), random)).toMatchObject({ outcome: 'complete' });
    expect(server.seen).toHaveLength(1);
  });

  it('reports bytes that only grow, to the whole, with a speed', async () => {
    await using server = await serve();
    const seen: { phase: string; bytes: number; total: number | undefined }[] = [];
    const request = { url: server.url, destination: freshDestination(), ...facts };
    await session(request, new Clock(), random, { kind: 'none' }, (progress) => seen.push(progress));
    expect(seen.map(({ bytes }) => bytes)).toEqual(seen.map(({ bytes }) => bytes).sort((a, b) => a - b));
    expect(seen[0]).toMatchObject({ phase: 'downloading', bytes: 0, total: content.length });
    expect(seen.at(-1)).toMatchObject({ bytes: content.length, secondsLeft: 0 });
  });

  it('takes no address but http', async () => {
    const request = { url: 'ftp://example.com/model.gguf', destination: freshDestination() };
    expect(await session(request, new Clock(), random)).toMatchObject({ name: 'address-invalid' });
  });

  it('says when the folder cannot be written', async () => {
    await using server = await serve();
    const file = join(folder, 'file');
    await writeFile(file, '');
    const request = { url: server.url, destination: join(file, 'model.gguf'), ...facts };
    expect(await session(request, new Clock(), random)).toMatchObject({ name: 'download-unwritable' });
  });
});
