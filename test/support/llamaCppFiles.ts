/** Chat templates and vocabularies of llama.cpp, from the git bundle that node-llama-cpp ships. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = join(import.meta.dirname, '../../node_modules');
const BUNDLE = join(MODULES, 'node-llama-cpp/llama/gitRelease.bundle');

/** The folder `models` of the checkout; unpacked once and kept. */
function llamaCppModels(): string {
  const cache = join(MODULES, '.cache');
  const { version } = JSON.parse(readFileSync(join(MODULES, 'node-llama-cpp/package.json'), 'utf8')) as {
    version: string;
  };
  const checkout = join(cache, `llama.cpp-of-${version}`);
  if (existsSync(checkout)) return join(checkout, 'models');
  mkdirSync(cache, { recursive: true });
  const made = mkdtempSync(join(cache, 'llama.cpp-'));
  const git = (...args: string[]) => execFileSync('git', ['-C', made, ...args], { stdio: 'pipe' });
  git('init', '--quiet');
  git('fetch', '--quiet', BUNDLE, 'HEAD');
  git('sparse-checkout', 'set', 'models');
  git('checkout', '--quiet', 'FETCH_HEAD');
  try {
    renameSync(made, checkout);
  } catch {
    // Another test run was faster.
    rmSync(made, { recursive: true });
  }
  return join(checkout, 'models');
}

/** The vocabulary of a model family, without weights: `phi-3`, `command-r`, … */
export const vocabularyFile = (name: string): string => join(llamaCppModels(), `ggml-vocab-${name}.gguf`);

/** Each chat template by its file name. */
export function llamaCppTemplates(): ReadonlyMap<string, string> {
  const folder = join(llamaCppModels(), 'templates');
  const names = readdirSync(folder).filter((name) => name.endsWith('.jinja'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
