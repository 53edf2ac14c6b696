// Builds one bundle per runtime. Only the host's build knows `vscode`, only the inference process's knows
// node-llama-cpp: an import in the wrong room fails here.
import { context } from 'esbuild';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const { watch, production, outdir } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
  },
}).values;

const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  metafile: production,
  logLevel: 'info',
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

const builds = [
  {
    ...node,
    entryPoints: {
      extension: 'src/host/extension.ts',
      host: 'src/host/start.ts',
      historyReader: 'src/host/history/readerThread.ts',
    },
    outdir,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    plugins: [oneVscode],
    // Loaded by the other when it is needed.
    external: ['./host.cjs'],
  },
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
];

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
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
