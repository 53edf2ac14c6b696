import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { runProgram } from '../../src/host/sandbox/sandboxProcess.ts';
import { RUN_LIMITS, type ProgramLanguage, type RunLimits, type RunResult } from '../../src/protocol/sandbox.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The sandbox's bundles in a folder of their own. */
export async function buildSandbox(): Promise<{ folder: string; entry: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cerebrum-sandbox-'));
  await promisify(execFile)(process.execPath, ['esbuild.js', '--only', 'sandbox', '--outdir', folder], { cwd: root });
  const remove = () => rm(folder, { recursive: true, force: true });
  return { folder, entry: path.join(folder, 'sandbox.mjs'), remove };
}

export function runCode(
  entry: string,
  language: ProgramLanguage,
  code: string,
  { words = '', limits = {} }: { words?: string; limits?: Partial<RunLimits> } = {},
): Promise<RunResult> {
  return runProgram(entry, { language, code, words, limits: { ...RUN_LIMITS, ...limits } });
}

/** What a finished run printed, line by line. */
export function printed(result: RunResult): string[] {
  if (result.type !== 'finished') throw new Error(`Not finished: ${JSON.stringify(result)}`);
  return result.events.flatMap((event) => (event.type === 'print' ? [event.text] : []));
}
