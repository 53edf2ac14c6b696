// npm run server:build: the llama-server which the tests talk to, of the release of llama.cpp that node-llama-cpp carries. Its own
// sources are compiled (some minutes, once) and linked against the shared libraries that node-llama-cpp loads.
// On Linux; needs git and a C++ compiler, which it installs as root on Debian or Ubuntu. Does nothing where it is built already.
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.vscode-test/llama-server');
const SOURCE = join(FOLDER, 'source');
const SERVER = join(FOLDER, 'llama-server');
const STAMP = join(FOLDER, 'built-from');
const BUNDLE = join(ROOT, 'node_modules/node-llama-cpp/llama/gitRelease.bundle');
const STUB = join(import.meta.dirname, 'server/noMultimedia.cpp');
const LIBRARIES = join(ROOT, `node_modules/@node-llama-cpp/linux-${process.arch}/bins/linux-${process.arch}`);
const INCLUDES = ['include', 'common', 'vendor', 'vendor/cpp-httplib', 'ggml/include', 'tools/mtmd', 'tools/server'];

/** Differs whenever the server would. */
function builtFrom(): string {
  const parts = [
    join(ROOT, 'node_modules/node-llama-cpp/llama/llama.cpp.info.json'),
    join(LIBRARIES, '_nlcBuildMetadata.json'),
    STUB,
    import.meta.filename,
  ];
  const hash = createHash('sha256').update(ROOT);
  for (const part of parts) hash.update(readFileSync(part));
  return hash.digest('hex');
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}

const has = (command: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, command)));

function installTools(): void {
  if (has('g++') && has('nm') && has('git')) return;
  run('apt-get', '-qq', 'update');
  run('apt-get', '-qq', 'install', '--yes', '--no-install-recommends', 'g++', 'git');
}

/** The web page of the server, empty: its generator is llama.cpp's. */
function makePage(): void {
  const generator = join(FOLDER, 'embed');
  run('g++', '-std=c++17', '-O0', '-o', generator, join(SOURCE, 'tools/ui/embed.cpp'));
  run(generator, join(FOLDER, 'ui.cpp'), join(FOLDER, 'ui.h'));
}

async function compile(files: readonly string[]): Promise<string[]> {
  const waiting = [...files.entries()];
  const objects: string[] = [];
  const includes = [FOLDER, SOURCE, ...INCLUDES.map((folder) => join(SOURCE, folder))].map((folder) => `-I${folder}`);
  const flags = ['-std=c++17', '-O1', '-w', '-DLLAMA_SHARED', '-DGGML_SHARED', '-DGGML_BACKEND_SHARED'];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, file] = next;
      const object = join(FOLDER, `${String(index)}.o`);
      console.log(`${String(index + 1)} of ${String(files.length)}: ${file.slice(file.lastIndexOf('/') + 1)}`);
      await promisify(execFile)('g++', [...flags, ...includes, '-c', '-o', object, file]);
      objects.push(object);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return objects;
}

async function link(objects: readonly string[]): Promise<void> {
  // llama.cpp looks for the libraries of its backends beside the program.
  const libraries = readdirSync(LIBRARIES).filter((file) => file.endsWith('.so'));
  for (const file of libraries) await symlink(join(LIBRARIES, file), join(FOLDER, file));
  const linked = libraries.filter((file) => !file.startsWith('libggml-cpu-')).map((file) => join(FOLDER, file));
  const absent = join(FOLDER, 'absent.c');
  await writeFile(absent, absentFunctions(objects));
  run('g++', '-o', SERVER, ...objects, ...linked, '-x', 'c', absent, '-Wl,-rpath,$ORIGIN', '-lpthread', '-ldl');
}

/** What of the multimedia library the server refers to; `noMultimedia.cpp` has what it calls for a text. */
function absentFunctions(objects: readonly string[]): string {
  const undefinedNames = execFileSync('nm', ['--undefined-only', '--format=just-symbols', ...objects], {
    encoding: 'utf8',
  });
  const names = new Set(undefinedNames.match(/^\w*mtmd_\w+$/gm));
  return [...names].map((name) => `__attribute__((weak)) void ${name}(void) { __builtin_trap(); }\n`).join('');
}

async function build(): Promise<void> {
  installTools();
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  run('git', '-c', 'advice.detachedHead=false', 'clone', '--quiet', BUNDLE, SOURCE);
  makePage();
  const folder = join(SOURCE, 'tools/server');
  const own = readdirSync(folder).filter((file) => file.endsWith('.cpp'));
  const files = [...own.map((file) => join(folder, file)), join(FOLDER, 'ui.cpp'), STUB];
  const objects = await compile(files);
  await link(objects);
  run(SERVER, '--version');
  await Promise.all([...objects, SOURCE].map((path) => rm(path, { recursive: true, force: true })));
  await writeFile(STAMP, builtFrom());
}

if (process.platform !== 'linux') {
  console.log('The tests against a real llama-server run on Linux only.');
} else if (existsSync(SERVER) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === builtFrom()) {
  console.log('llama-server is built.');
} else {
  try {
    await build();
    console.log(`llama-server is in ${FOLDER}.`);
  } catch (error) {
    console.error('llama-server could not be built, so the tests against a server cannot run. They need git and g++.');
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
