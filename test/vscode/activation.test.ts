import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';

describe('before its first use, the extension', () => {
  before(async () => {
    await vscode.extensions.getExtension<unknown>('cerebrum-local.cerebrum')?.activate();
    // What activation left for later has happened by then.
    await vscode.commands.executeCommand('setContext', 'cerebrum.test', true);
  });

  it('has loaded nothing but its door', () => {
    const loaded = Object.keys(require.cache);
    assert.ok(loaded.some((file) => file.endsWith(join('dist', 'extension.cjs'))));
    assert.ok(!loaded.some((file) => file.endsWith(join('dist', 'host.cjs'))));
  });

  it('has loaded no database', () => {
    const loaded = (process as unknown as { readonly moduleLoadList: readonly string[] }).moduleLoadList;
    assert.ok(loaded.includes('NativeModule fs'));
    assert.ok(!loaded.includes('NativeModule sqlite'));
  });

  it('has started no process', () => {
    const running = execFileSync('ps', ['-e', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
    const children = running.filter((line) => Number.parseInt(line, 10) === process.pid);
    assert.deepEqual(
      children.filter((line) => line.includes('inference.mjs') || line.includes('probe.mjs')),
      [],
    );
  });
});
