import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DEMO_MODEL, ROOT } from './engine.ts';

const PROGRAM = join(ROOT, '.vscode-test/llama-server/llama-server');

/** `npm run server:build` makes it, on Linux; there the tests fail without it. */
export const hasLlamaServer = process.platform === 'linux';

export interface LlamaServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** What it wrote. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

/** The real server with the demo model on a port of its own, one thread; resolves when it answers. */
export async function llamaServer(...args: string[]): Promise<LlamaServer> {
  if (!existsSync(PROGRAM)) throw new Error('There is no llama-server. npm run server:build makes one.');
  const fixed = ['-m', DEMO_MODEL, '--host', '127.0.0.1', '--port', '0', '-t', '1', '-tb', '1', '--no-ui'];
  const child = spawn(PROGRAM, [...fixed, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const log: string[] = [];
  const exited = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    const read = (line: string) => {
      log.push(line);
      const found = /listening on (http:\/\/\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`llama-server ended: ${log.slice(-5).join('\n')}`)));
  });
  return {
    address,
    log,
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
