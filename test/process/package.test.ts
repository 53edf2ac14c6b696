import { unzipSync } from 'fflate';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageExtension } from '../../scripts/package/packageExtension.ts';
import { probeBackend } from '../../src/host/engine/local/probeProcess.ts';
import { realBackends } from '../support/backends.ts';
import { ask, demoEngine } from '../support/engine.ts';
import type { Packaged } from '../../scripts/package/writeExtension.ts';

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly scripts?: unknown;
  readonly devDependencies?: unknown;
}

let packaged: Packaged;
let files: Record<string, Uint8Array>;
let manifest: Manifest;
let home: string;

const names = () => Object.keys(files);
const text = (name: string) => new TextDecoder().decode(files[name]);

beforeAll(async () => {
  packaged = await packageExtension();
  files = unzipSync(await readFile(packaged.vsixPath));
  manifest = JSON.parse(text('extension/package.json')) as Manifest;
  home = await mkdtemp(path.join(tmpdir(), 'Cerebrum Prüfung 试 '));
  for (const [name, content] of Object.entries(files)) {
    if (name.endsWith('/')) continue;
    await mkdir(path.dirname(path.join(home, name)), { recursive: true });
    await writeFile(path.join(home, name), content);
  }
});

afterAll(() => {
  vi.unstubAllEnvs();
  return rm(home, { recursive: true, force: true });
});

const SANDBOX = ['sandbox.mjs', 'sandboxWorker.mjs', 'sandboxRealm.js', 'quickjs.wasm', 'micropython.wasm'];

describe('the packaged extension', () => {
  it('holds the extension, the demo model, and every file the manifest points at', () => {
    const referred = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:media|dist)\/[^"]+)"/g)].map(
      ([, file]) => file,
    );
    expect(referred).toEqual(expect.arrayContaining([manifest.main.replace('./', ''), manifest.icon]));
    expect(names()).toEqual(expect.arrayContaining(referred.map((file) => `extension/${String(file)}`)));
    expect(names()).not.toContain('extension/dist/inputs.json');
    const programs = [
      'extension.cjs',
      'host.cjs',
      'screenThread.cjs',
      'inference.mjs',
      'probe.mjs',
      'templateThread.mjs',
      'watchdog.mjs',
    ];
    for (const built of [...programs, ...SANDBOX, 'webview.js', 'webview.css']) {
      expect(names()).toContain(`extension/dist/${built}`);
    }
    expect(names().filter((name) => name.endsWith('.gguf'))).toHaveLength(1);
  });

  it('holds nothing an installed extension has no use for', () => {
    const useless =
      /cuda|gitRelease\.bundle|node-llama-cpp\/(llama\/(?!binariesGithubRelease)|templates|dist\/cli\/cli)/;
    expect(names().filter((name) => useless.test(name))).toEqual([]);
    expect(names().filter((name) => /\.(map|lib|tsx?)$/.test(name))).toEqual([]);
    expect(names().filter((name) => /^extension\/(src|test|scripts|node_modules|\.)/.test(name))).toEqual([]);
    expect(manifest.scripts).toBeUndefined();
    expect(manifest.devDependencies).toBeUndefined();
    // The engine's libraries and the demo model have 36 MB of it, diagrams 1.0, the sandbox 0.6.
    expect(packaged.bytes).toBeLessThan(42e6);
    const libraries = names().filter((name) => /ggml-cpu-/.test(name));
    expect(libraries.length).toBeGreaterThan(2);
    expect(new Set(libraries.map((name) => path.posix.basename(name))).size).toBe(libraries.length);
  });

  it('ships the licence of every package it redistributes that has one', () => {
    const folders = names()
      .map((name) => /^extension\/dist\/(.*node_modules\/(?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(name)?.[1])
      .filter((folder) => folder !== undefined);
    const licence = /^licen[cs]e/i;
    const shipsOne = (folder: string) =>
      names().some((name) => name.startsWith(`extension/dist/${folder}/`) && licence.test(path.posix.basename(name)));
    const hasOne = (folder: string) => readdirSync(folder).some((name) => licence.test(name));
    expect(folders.length).toBeGreaterThan(50);
    expect(folders.filter((folder) => !shipsOne(folder) && hasOne(folder))).toEqual([]);

    const notices = text('extension/ThirdPartyNotices.txt');
    expect(notices).toMatch(/^preact \S+ \(MIT\)\n\n[^=]*Permission is hereby granted/m);
    expect(notices).toMatch(/^@vscode\/codicons /m);
    expect(notices).toMatch(/^@micropython\/\S+ \S+ \(MIT\)\n\n[^=]*Permission is hereby granted/m);
    expect(notices).toMatch(/^@jitl\/quickjs-wasmfile-release-sync \S+ \(MIT\)\n\n[^=]*Fabrice Bellard/m);
    expect(notices).toMatch(
      /^@xterm\/headless \S+ \(MIT\)\n\n[^=]*The xterm\.js authors[^=]*Permission is hereby granted/m,
    );
  });

  it('answers from its own files alone, wherever it is unpacked', async () => {
    const model = path.join(home, String(names().find((name) => name.endsWith('.gguf'))));
    const script = path.join(home, 'extension', 'dist', 'answer.mjs');
    await writeFile(script, answerSource);
    const { stdout } = await promisify(execFile)(process.execPath, [script, model], { cwd: home });
    const answer = JSON.parse(String(stdout.trim().split('\n').at(-1))) as { tokens: number; text: string };
    expect(answer.tokens).toBeGreaterThan(0);
    expect(answer.text.trim()).not.toBe('');
  });

  it.runIf(process.platform === 'linux')(
    'runs on Vulkan from its own files, and writes nothing among them',
    async () => {
      const dist = path.join(home, 'extension', 'dist');
      const before = readdirSync(dist, { recursive: true });
      vi.stubEnv('GGML_VK_VISIBLE_DEVICES', '0');
      const probe = () => probeBackend('vulkan', { entry: path.join(dist, 'probe.mjs'), log: () => undefined });
      expect(await probe()).toMatchObject({ passed: true, devices: [expect.stringContaining('llvmpipe')] });
      const engine = demoEngine({ gpu: 'vulkan' }, () => undefined, {
        entry: path.join(dist, 'inference.mjs'),
        backends: realBackends({ probe }),
      });
      const { answer } = await ask(engine, 'What is 2 + 3?', { maxTokens: 4 }).finally(() => engine.stop());
      expect(answer).not.toBe('');
      expect(readdirSync(dist, { recursive: true })).toEqual(before);
    },
  );

  it('is not packed again when nothing changed', async () => {
    const again = await packageExtension();
    expect(again).toEqual({ ...packaged, reused: true });
  });
});

/** Run from inside the unpacked extension: loads the model given and prints what it says next, as JSON. */
const answerSource = `
import { getLlama } from 'node-llama-cpp';
const llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1, progressLogs: false });
const model = await llama.loadModel({ modelPath: process.argv[2] });
const context = await model.createContext({ contextSize: 256 });
const sequence = context.getSequence();
const tokens = [];
for await (const token of sequence.evaluate([model.tokens.bos, ...model.tokenize('User: What is 2 + 3?\\nAI:')])) {
  if (model.isEogToken(token) || tokens.push(token) === 24) break;
}
console.log(JSON.stringify({ tokens: tokens.length, text: model.detokenize(tokens) }));
await llama.dispose();
`;
