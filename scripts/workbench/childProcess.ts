import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/** How a command ended: its exit code (null when it could not be started) and all it printed. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command to its end and keeps what it prints. Never throws: a missing program is an {@link Ended} too. */
export function capture(command: string, args: readonly string[], cwd?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const shell = process.platform === 'win32' && command.endsWith('.cmd');
    const child = spawn(command, args, { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Runs npm: the one that started this script, else the one on the PATH. */
export function npm(args: readonly string[], cwd: string): Promise<Ended> {
  const cli = process.env['npm_execpath'];
  if (cli && basename(cli) === 'npm-cli.js') return capture(process.execPath, [cli, ...args], cwd);
  return capture(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, cwd);
}

/** The last lines of a text, for error messages. */
export const tail = (text: string, lines = 15): string => text.trim().split('\n').slice(-lines).join('\n');
