import { execFileSync, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProgramLanguage } from '../../../src/protocol/sandbox.ts';
import { runProgram } from '../../../src/host/sandbox/sandboxProcess.ts';
import { RUN_LIMITS } from '../../../src/protocol/sandbox.ts';
import { buildSandbox, printed, runCode } from '../../support/sandbox.ts';

let sandbox: Awaited<ReturnType<typeof buildSandbox>>;
beforeAll(async () => {
  sandbox = await buildSandbox();
});
afterAll(async () => {
  await sandbox.remove();
});

/** Sandbox processes of this test's own bundle that are running. */
function running(): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(sandbox.entry));
}

const limits = { ms: 700 };

describe('a program that does not end by itself is ended, with nothing left running', () => {
  it.each<[ProgramLanguage, string, string, readonly string[]]>([
    ['javascript', 'an endless loop', 'while (true) {}', ['late', 'events']],
    [
      'javascript',
      'one that catches everything',
      'for (;;) { try { for (;;) {} } catch {} finally { continue } }',
      ['late', 'events'],
    ],
    ['javascript', 'one in a getter', 'const a = { get b() { while (1); } }; console.log(a.b)', ['late', 'events']],
    [
      'javascript',
      'one in toString',
      'const a = { toString() { for (;;); } }; console.log(`${a}`)',
      ['late', 'events'],
    ],
    [
      'javascript',
      'one in a proxy',
      'const p = new Proxy({}, { ownKeys() { for (;;); } }); let q = p',
      ['late', 'events'],
    ],
    ['javascript', 'one without a block', 'for (let i = 0; ; i++);', ['late', 'events']],
    ['javascript', 'jobs without end', 'const f = () => Promise.resolve().then(f); f()', ['late', 'events']],
    ['javascript', 'an async loop', 'const f = async () => { for (;;) await null }; f()', ['late', 'events']],
    ['javascript', 'a catastrophic regular expression', "/^(a+)+$/.test('a'.repeat(40) + '!')", ['late', 'error']],
    ['javascript', 'a flood of output', "for (;;) console.log('x'.repeat(1000))", ['output', 'events']],
    ['javascript', 'one huge line', "console.log('x'.repeat(1e9))", ['memory', 'error', 'output']],
    ['javascript', 'endless recursion', 'function f() { return f() } f()', ['error', 'events']],
    [
      'javascript',
      'memory without end',
      "const a = []; for (;;) a.push('x'.repeat(1e6) + a.length)",
      ['memory', 'events', 'error', 'late'],
    ],
    ['javascript', 'a doubling string', "let s = 'x'; for (let i = 0; i < 60; i++) s += s", ['memory', 'error']],
    ['javascript', 'a huge array', 'const a = new Array(1e9).fill(0)', ['memory', 'late', 'error']],
    ['javascript', 'an error at every line', 'throw 1; throw 2; throw 3', ['error']],
    [
      'javascript',
      'big integers',
      'let n = 3n; for (let i = 0; i < 40; i++) n = n * n; console.log(n)',
      ['late', 'memory', 'error'],
    ],
    ['typescript', 'an endless loop', 'let a: number = 1; while (a > 0) {}', ['late', 'events']],
    ['python', 'an endless loop', 'while True: pass', ['late', 'events']],
    [
      'python',
      'one that catches everything',
      'while True:\n    try:\n        x = 1\n    except: pass',
      ['late', 'events'],
    ],
    ['python', 'one in C', 'x = sum(range(10**9))', ['late']],
    ['python', 'a flood of output', "while True: print('x' * 1000)", ['output', 'events']],
    ['python', 'endless recursion', 'def f():\n    return f()\nf()', ['error', 'events', 'crashed']],
    ['python', 'memory without end', "a = []\nwhile True: a.append('x' * 1000000)", ['memory', 'events', 'late']],
    ['python', 'a huge list', 'a = [0] * 10**9', ['memory']],
    ['python', 'a huge number', 'a = 9 ** 9 ** 9', ['late', 'memory', 'error']],
    ['python', 'an error at every line', '1 / 0\n1 / 0', ['error']],
    [
      'python',
      'a catastrophic format',
      'print("%1000000000d" % 1)',
      ['memory', 'error', 'unsupported', 'output', 'crashed', 'late'],
    ],
  ])('%s: %s', async (language, _, code, why) => {
    const result = await runCode(sandbox.entry, language, code, { limits });
    expect(result.type === 'stopped' ? why : [], JSON.stringify(result).slice(0, 300)).toContain(
      result.type === 'stopped' && result.why,
    );
    expect(running()).toEqual([]);
  });

  it.each<[ProgramLanguage, string]>([
    ['javascript', 'function f( {'],
    ['javascript', "let a = 'unfinished"],
    ['typescript', 'interface A { b: '],
    ['typescript', 'let x: = 3'],
    ['python', 'def f(:\n  pass'],
    ['python', 'if x >'],
    ['python', 'print("a'],
    ['javascript', '('.repeat(9000)],
    ['typescript', '['.repeat(9000)],
    ['python', '('.repeat(9000)],
    ['javascript', `${'!'.repeat(9000)}1`],
    ['javascript', ''],
    ['python', '   \n\n'],
    ['javascript', '\u0000\uffff\ud800'],
    ['python', '\u0000\uffff\ud800'],
  ])('half a program (%s, %j) is told as such', async (language, code) => {
    const result = await runCode(sandbox.entry, language, code, { limits });
    expect(result.type).toBe('stopped');
    expect(running()).toEqual([]);
  });

  it('a run that is stopped from outside', async () => {
    const controller = new AbortController();
    const request = {
      language: 'python',
      code: 'while True: pass',
      words: '',
      limits: { ...RUN_LIMITS, ms: 60_000, events: 1e9 },
    } as const;
    const run = runProgram(sandbox.entry, request, controller.signal);
    await expect.poll(() => running().length, { timeout: 20_000 }).toBe(1);
    controller.abort();
    expect((await run).type).toBe('stopped');
    expect(running()).toEqual([]);
  });

  it('a run whose parent has gone', async () => {
    const file = path.join(sandbox.folder, 'parent.mjs');
    const pidFile = path.join(sandbox.folder, 'pid');
    await writeFile(
      file,
      `import { fork } from 'node:child_process'; import { writeFileSync } from 'node:fs';
       const child = fork(${JSON.stringify(sandbox.entry)}, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
       child.once('message', () => {
         child.send({ language: 'python', code: 'x = sum(range(10**9)) + sum(range(10**9)) + sum(range(10**9))', words: '', limits: { ms: 600000, memory: 33554432, output: 1000, events: 1000 } });
         writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
       });`,
    );
    const parent = fork(file, [], { stdio: 'ignore', execArgv: [] });
    await expect
      .poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', { timeout: 30_000 })
      .toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => running().filter((line) => !line.includes('defunct')), { timeout: 30_000 }).toEqual([]);
    await rm(file);
  });
});

describe('the limits', () => {
  it('do not stop what is within them', async () => {
    const code = 'let t = 0; for (let i = 0; i < 500; i++) { t += i; } console.log(t)';
    expect(printed(await runCode(sandbox.entry, 'javascript', code))).toEqual(['124750']);
  });
});
