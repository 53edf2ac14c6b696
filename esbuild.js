// Builds one bundle per runtime. Only the host's build knows `vscode`, only the inference process's knows
// node-llama-cpp: an import in the wrong room fails here.
import { build, context } from 'esbuild';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const { watch, production, outdir, only } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
    /** One group of bundles (`sandbox` or `inference`), added to what stands in `outdir`. */
    only: { type: 'string' },
  },
}).values;

const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  metafile: production,
  logLevel: only === undefined ? 'info' : 'warning',
  legalComments: 'none',
};
const node = { ...common, platform: 'node', target: 'node22' };

/**
 * One view of the `vscode` module for all files of the bundle. esbuild would make one for each file that imports it, with
 * a getter for each of its several hundred names, at start-up.
 */
const oneVscode = {
  name: 'one-vscode',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'one-vscode' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'one-vscode' },
    );
    build.onLoad({ filter: /^vscode$/, namespace: 'one-vscode' }, () => ({ contents: `export * from 'vscode';` }));
  },
};

/** The sandbox's process and thread; the script of the realm in which the interpreters are; the interpreters. */
const sandbox = [
  {
    ...node,
    entryPoints: { sandbox: 'src/sandbox/main.ts', sandboxWorker: 'src/sandbox/worker.ts' },
    outdir,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
  },
  {
    ...common,
    // It is evaluated as text: nobody would look for its map.
    sourcemap: false,
    entryPoints: { sandboxRealm: 'src/sandbox/realm/entry.ts' },
    outdir,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    // Without `process` there is nothing of Node's in the loaders.
    define: { 'import.meta.url': '"realm"', process: 'undefined' },
    // Imported where the loaders think they run in Node; the realm has no way to import.
    external: ['module', 'path', 'url', 'fs'],
  },
  {
    ...common,
    sourcemap: false,
    entryPoints: {
      quickjs: 'node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm',
      micropython: 'node_modules/@micropython/micropython-webassembly-pyscript/micropython.wasm',
    },
    outdir,
    loader: { '.wasm': 'copy' },
  },
];

/** The inference process, its threads, and the probe of a backend. */
const inference = [
  {
    ...node,
    entryPoints: {
      inference: 'src/inference/main.ts',
      probe: 'src/inference/probe.ts',
      templateThread: 'src/inference/prompt/templateThread.ts',
      watchdog: 'src/inference/server/watchdog.ts',
    },
    outdir,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    external: ['node-llama-cpp'],
  },
];

const builds = [
  ...sandbox,
  {
    ...node,
    entryPoints: {
      extension: 'src/host/extension.ts',
      host: 'src/host/start.ts',
      historyReader: 'src/host/history/reader/readerThread.ts',
      screenThread: 'src/host/editor/terminal/screenThread.ts',
    },
    outdir,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    plugins: [oneVscode],
    // Loaded by the other when it is needed.
    external: ['./host.cjs'],
  },
  ...inference,
  {
    ...common,
    entryPoints: { webview: 'src/webview/main.tsx' },
    outdir,
    platform: 'browser',
    format: 'esm',
    // What few answers need (grammars, formulas) is loaded with the first that does.
    splitting: true,
    chunkNames: '[name]-[hash]',
    target: 'chrome128',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  },
  {
    ...common,
    // Mermaid's 3.5 MB are read in pieces, by a page that shows a diagram and by nothing else.
    entryPoints: { diagram: 'src/webview/diagram/main.ts' },
    outdir: `${outdir}/diagram`,
    platform: 'browser',
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    target: 'chrome128',
    alias: {
      'elkjs/lib/elk.bundled.js': './src/webview/diagram/absent/elk.ts',
      katex: './src/webview/diagram/absent/katex.ts',
    },
  },
];

if (only === undefined) await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
const group = { sandbox, inference }[only];
if (group !== undefined) {
  await writeWhole(group);
  process.exit();
}
const contexts = await Promise.all(builds.map((options) => context(options)));
if (watch) {
  await Promise.all(contexts.map((c) => c.watch()));
} else {
  const results = await Promise.all(contexts.map((c) => c.rebuild()));
  if (production) {
    // What was bundled, so that packaging can give each its licence.
    const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
    await writeFile(`${outdir}/inputs.json`, JSON.stringify(inputs));
  }
  await Promise.all(contexts.map((c) => c.dispose()));
}

/** Builds, and puts each file in its place at once: another process may be reading the one before. */
async function writeWhole(options) {
  const results = await Promise.all(options.map((each) => build({ ...each, write: false })));
  for (const { path, contents } of results.flatMap(({ outputFiles }) => outputFiles)) {
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, contents);
    await rename(unfinished, path);
  }
}
