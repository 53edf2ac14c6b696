import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { panelPage } from '../../src/host/panel/panelPage.ts';
import { root } from '../workbench/folders.ts';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

/** Builds the panel as it ships and serves its page, under its own policy, on this machine alone. */
export async function servePanel(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const dist = await mkdtemp(join(tmpdir(), 'cerebrum-panel-'));
  await promisify(execFile)(process.execPath, ['esbuild.js', '--production', '--outdir', dist], { cwd: root });
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const file = /^\/([\w-]+\.(?:js|css|ttf))$/.exec(path)?.[1];
    if (path === '/') {
      response.setHeader('content-type', 'text/html');
      const page = { nonce: 'bench', source: "'self'", script: '/webview.js', style: '/webview.css', language: 'en' };
      response.end(panelPage(page));
    } else if (file === undefined) {
      response.writeHead(404).end();
    } else {
      readFile(join(dist, file)).then(
        (content) => response.setHeader('content-type', TYPES[extname(file)] ?? '').end(content),
        () => response.writeHead(404).end(),
      );
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      await new Promise((closed) => server.close(closed));
      await rm(dist, { recursive: true, force: true });
    },
  };
}
