import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createOrigin } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const certificates = join(import.meta.dirname, '../../fixtures/certificate');
const content = Buffer.alloc(200_000, 'cerebrum');

let folder: string;
let server: Server;
let connections: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  const [key, cert] = await Promise.all(
    ['key.pem', 'certificate.pem'].map((name) => readFile(join(certificates, name))),
  );
  server = createServer({ key, cert }, (_request, response) =>
    response.writeHead(200, { 'content-length': content.length }).end(content),
  );
  connections = 0;
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const address = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}/model.gguf`;

/** How a download ends in a process that trusts what its environment names. */
async function downloaded(environment: Readonly<Record<string, string>>, url = address()): Promise<unknown> {
  const request = { url, destination: join(folder, 'model.gguf') };
  const script = join(import.meta.dirname, 'downloadChild.ts');
  const run = promisify(execFile)(process.execPath, [script, JSON.stringify([request, {}])], {
    env: { ...process.env, ...environment },
  });
  const last = (await run).stdout.trim().split('\n').at(-1) ?? '';
  return (JSON.parse(last) as { end: unknown }).end;
}

describe("a server's certificate", () => {
  it('that nobody trusts ends the download at once, by its name', async () => {
    expect(await downloaded({})).toMatchObject({
      name: 'download-interrupted',
      address: address(),
      why: { name: 'certificate' },
      reason: expect.stringMatching(/self[- ]signed certificate/) as string,
    });
    // The second one asks whose it is.
    expect(connections).toBe(2);
  });

  it('is the one of the store that the origin sends on to', async () => {
    const seen: (string | undefined)[] = [];
    const origin = createOrigin((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { location: `${address()}?X-Signature=abc` }).end();
    }).listen(0, '127.0.0.1');
    await once(origin, 'listening');
    const { port } = origin.address() as AddressInfo;
    const end = await downloaded({}, `http://127.0.0.1:${port}/model.gguf`);
    expect(end).toMatchObject({ name: 'download-interrupted', address: address(), why: { name: 'certificate' } });
    expect(seen).toHaveLength(2);
    origin.close();
  });

  it('that the machine was told to trust is as good as any', async () => {
    const trusting = { NODE_EXTRA_CA_CERTS: join(certificates, 'certificate.pem') };
    expect(await downloaded(trusting)).toMatchObject({ outcome: 'complete', bytes: content.length });
    expect((await readFile(join(folder, 'model.gguf'))).equals(content)).toBe(true);
  });
});
