import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Node's own modules that this process has loaded. */
const nativeModules = (): readonly string[] => Reflect.get(process, 'moduleLoadList') as string[];

/** The processes of the engine that this process has started. */
function engineProcesses(): string[] {
  const running = execFileSync('ps', ['-e', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
  const children = running.filter((line) => Number.parseInt(line, 10) === process.pid);
  return children.filter((line) => line.includes('inference.mjs') || line.includes('probe.mjs'));
}

describe('before its first use, the extension', () => {
  before(async () => {
    await vscode.extensions.getExtension<unknown>('cerebrum-local.cerebrum')?.activate();
    // What activation left for later has happened by then.
    await vscode.commands.executeCommand('setContext', 'cerebrum.test', true);
  });

  it('has loaded only its entry point', () => {
    const loaded = Object.keys(require.cache);
    assert.ok(loaded.some((file) => file.endsWith(join('dist', 'extension.cjs'))));
    assert.ok(!loaded.some((file) => file.endsWith(join('dist', 'host.cjs'))));
  });

  it('has loaded no database', () => {
    assert.ok(!nativeModules().includes('NativeModule sqlite'));
    // The same look finds one that is loaded.
    process.getBuiltinModule('node:sqlite');
    assert.ok(nativeModules().includes('NativeModule sqlite'));
  });

  it('has started no process', async () => {
    assert.deepEqual(engineProcesses(), []);
    // The same look finds one that runs.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()', 'inference.mjs'], { env });
    await once(child, 'spawn');
    try {
      assert.equal(engineProcesses().length, 1);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
});
