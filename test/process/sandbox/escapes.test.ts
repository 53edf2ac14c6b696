import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSandbox, printed, runCode } from '../../support/sandbox.ts';

let sandbox: Awaited<ReturnType<typeof buildSandbox>>;
let server: Server;
let visits = 0;
let port = 0;

beforeAll(async () => {
  sandbox = await buildSandbox();
  server = createServer((socket) => {
    visits++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
  process.env['CEREBRUM_TEST_SECRET'] = 'secret-of-the-parent';
});
afterAll(async () => {
  server.close();
  await sandbox.remove();
});

/** JavaScript that gives what must not be there: the program's own globals, walks over prototypes, code from text. */
const JAVASCRIPT = [
  `globalThis['pro' + 'cess']`,
  `globalThis['req' + 'uire']`,
  `globalThis['fet' + 'ch']`,
  `globalThis['XMLHttp' + 'Request']`,
  `globalThis['De' + 'no'] || globalThis['B' + 'un']`,
  `globalThis['o' + 's'] || globalThis['st' + 'd']`,
  `[].constructor.constructor('return typeof pro' + 'cess === "object" && pro' + 'cess')()`,
  `(() => {}).constructor('return this')()['pro' + 'cess']`,
  `(async () => {}).constructor('return typeof req' + 'uire !== "undefined"')() === true`,
  `Object.getPrototypeOf(function* () {}).constructor('return 1').caller`,
  `this && this.constructor && this.constructor.constructor('return globalThis["pro"+"cess"]')()`,
  `Reflect.ownKeys(globalThis).find((k) => /process|require|fetch|child|module|Worker|WebAssembly/i.test(String(k)))`,
  `console.log.constructor('return globalThis["pro"+"cess"]')()`,
  `Object.getPrototypeOf(console.log).constructor('return typeof req' + 'uire')() === 'function'`,
  `new Proxy({}, { get: (t, k, r) => r.constructor }).x.prototype.constructor.constructor('return this["pro"+"cess"]')()`,
  `(() => { try { null.x } catch (e) { return e.constructor.constructor('return this["pro"+"cess"]')() } })()`,
  `(() => { try { null.x } catch (e) { return /node:|file:/.test(e['sta' + 'ck']) } })()`,
  `Error['prepare' + 'StackTrace'] || Error['capture' + 'StackTrace'] && (() => { const o = {}; Error['capture' + 'StackTrace'](o); return /node:/.test(o['sta' + 'ck']) })()`,
  `Symbol.for('nodejs.util.inspect.custom') in Object.prototype`,
  `globalThis['Web' + 'Assembly']`,
  `globalThis['Shared' + 'ArrayBuffer']`,
  `globalThis['set' + 'Timeout']`,
  `globalThis['import' + 'Scripts']`,
  `(() => { Object.prototype.then = 1; const bad = ({}).then !== 1; delete Object.prototype.then; return bad })()`,
  `(() => { Array.prototype.push = () => 'lost'; JSON.stringify = () => '{}'; return false })()`,
  `(() => { String.prototype.toString = null; Reflect.apply = null; Object.freeze = null; return false })()`,
  `Object.values(Object.getOwnPropertyDescriptors(globalThis)).some((d) => d.get && /native/.test(String(d.get)) && d.get.call(globalThis)?.versions)`,
  `new Proxy(function () {}, { apply: (t, self) => self && self['pro' + 'cess'] }).call(globalThis)`,
  `((f) => f.caller || f.arguments && f.arguments.callee.caller)(function () {})`,
  `globalThis.__seen && globalThis.__seen.s.constructor('return this["pro"+"cess"]')()`,
];

/** The same for Python, where names that are refused beforehand come in by another way. */
const PYTHON = [
  `(lambda: 1).__globals__`,
  `str.format("{0.__class__.__mro__}", "").count("js")`,
  `"{0.__class__.__bases__}".format("")`,
  `[].append.__self__`,
  `print.__closure__`,
  `print.__globals__["js"]`,
  `type(print)(lambda: 1)`,
  `type("X", (), {})().__class__.__subclasses__()`,
  `().__class__.__base__.__subclasses__()`,
  `__seen.math.__import__("js")`,
  `__seen.p.__import__`,
  `__seen.js`,
  `__seen.s.__globals__`,
  `__import__("os")`,
  `__import__("js")`,
  `eval("__import__('os').listdir('/')")`,
  `exec("import js")`,
  `open("/etc/passwd").read()`,
  `open("/proc/self/environ")`,
  `compile("1", "a", "eval")`,
  `globals()["__builtins__"]`,
  `getattr(print, "__self__")`,
  `super().__thisclass__`,
  `__builtins__`,
  `js.globalThis`,
  `sys.modules["js"]`,
  `jsffi.to_js([]).constructor.constructor("return process")()`,
];

const asTry = (attempt: string, i: number): string =>
  `try { if (${attempt}) console.log('ESCAPED ${i}') } catch (e) {}`;

describe('a program finds nothing but the language', () => {
  it('in JavaScript', async () => {
    const code = [...JAVASCRIPT.map(asTry), `console.log('end')`].join('\n');
    expect(printed(await runCode(sandbox.entry, 'javascript', code))).toEqual(['end']);
  });

  it('in Python', async () => {
    for (const attempt of PYTHON) {
      const code = `try:\n    x = ${attempt}\n    if x: print("ESCAPED")\nexcept Exception: pass\nprint("end")\n`;
      const result = await runCode(sandbox.entry, 'python', code);
      // Refused before it ran, or run to nothing.
      if (result.type === 'finished') expect(printed(result), attempt).toEqual(['end']);
      else expect(['unsupported', 'files', 'imports', 'names', 'syntax'], attempt).toContain(result.why);
    }
  }, 180_000);

  it.each([
    'js',
    'jsffi',
    'os',
    'sys',
    'vfs',
    'builtins',
    'gc',
    'uctypes',
    'machine',
    'micropython',
    'asyncio',
    'ctypes',
    'socket',
  ])('and no module %s in Python', async (name) => {
    const result = await runCode(sandbox.entry, 'python', `import ${name}\nprint("ESCAPED")`);
    expect(result.type).toBe('stopped');
  });
});

/** Who got out of an interpreter is in its realm: JavaScript that gives something which is not of the language. */
const IN_REALM = [
  `globalThis.process`,
  `globalThis.require`,
  `globalThis.fetch`,
  `globalThis.Buffer`,
  `globalThis.setTimeout`,
  `globalThis.structuredClone`,
  `Function('return globalThis')()`,
  `(0, eval)('1')`,
  `[].constructor.constructor('return process')()`,
  `(async () => {}).constructor('return import("node:fs")')()`,
  `new (Object.getPrototypeOf(function* () {}).constructor)('yield 1')`,
  `globalThis.constructor && globalThis.constructor.constructor('return process')()`,
  `Object.getPrototypeOf(globalThis) && Object.getPrototypeOf(globalThis).constructor !== Object && Object.getPrototypeOf(globalThis).constructor.constructor('return process')()`,
  `bytes.constructor.constructor('return process')()`,
  `bytes.buffer.constructor.constructor('return process')()`,
  `json.constructor.constructor('return process')()`,
  `(() => { try { (function f() { f() })() } catch (e) { return e.constructor.constructor('return process')() } })()`,
  `(() => { Error.prepareStackTrace = (e, sites) => sites; const sites = new Error().stack; const f = Array.isArray(sites) && sites.map((s) => s.getFunction()).find((f) => f); return f && f.constructor('return process')() })()`,
  `(() => { Error.prepareStackTrace = (e, sites) => sites; const sites = new Error().stack; return Array.isArray(sites) && sites.map((s) => s.getThis()).find((t) => t && t.process) })()`,
  `(() => { const c = globalThis.console; return c && c.log && c.log.constructor('return process')() })()`,
  `run.caller || run.arguments`,
  `(() => { Promise.prototype.then = function (f) { return f.constructor('return process')() }; return false })()`,
  `WebAssembly.Module.constructor.constructor('return process')()`,
  `new Proxy(globalThis, {}).process`,
  `Object.getOwnPropertyNames(globalThis).find((n) => /process|require|module|fetch|crypto|Worker|navigator/.test(n))`,
];

describe('whoever got out of an interpreter', () => {
  it('finds nothing in its realm', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cerebrum-escape-'));
    try {
      await cp(sandbox.folder, folder, { recursive: true });
      const attempts = IN_REALM.map((attempt, i) => `try { if (${attempt}) out.push('ESCAPED ${i}') } catch {}`).join(
        '\n',
      );
      const realm = `let bytes, answer; globalThis.sandboxRealm = { allocate: (n) => (bytes = new Uint8Array(n)), result: () => answer, run: async function run(json) {
        const out = [];
        ${attempts}
        let late = false;
        try { await import('node:fs'); late = true } catch {}
        if (late) out.push('ESCAPED import');
        out.push('end');
        answer = JSON.stringify({ lines: out.map((text) => JSON.stringify({ t: 'p', i: -1, text, values: [] })) });
      } };`;
      await writeFile(path.join(folder, 'sandboxRealm.js'), realm);
      const result = await runCode(path.join(folder, 'sandbox.mjs'), 'javascript', 'let a = 1');
      expect(printed(result)).toEqual(['end']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  /** The process itself, had somebody code in its thread before it is locked up further. */
  it('finds no file, no environment and no child process even outside of it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cerebrum-escape-'));
    const outside = path.join(tmpdir(), `cerebrum-escaped-${process.pid}`);
    try {
      await cp(sandbox.folder, folder, { recursive: true });
      const attempts = [
        `fs.readFileSync('/etc/hostname')`,
        `fs.readFileSync(${JSON.stringify(import.meta.filename)})`,
        `fs.readdirSync('/')`,
        `fs.readdirSync(process.cwd() + '/..')`,
        `fs.readFileSync(process.cwd() + '/../../etc/hostname')`,
        `fs.writeFileSync(${JSON.stringify(outside)}, 'x') ?? 'written'`,
        `fs.mkdtempSync(${JSON.stringify(outside)})`,
        `fs.symlinkSync('/etc/hostname', ${JSON.stringify(`${folder}/quickjs.wasm2`)}) ?? 'linked'`,
        `cp.execSync('echo 1')`,
        `cp.spawnSync(process.execPath, ['-v']).stdout`,
        `cp.fork(${JSON.stringify(outside)})`,
        `Object.values(process.env).some((value) => value.includes('secret-of-the-parent'))`,
        `process.env.HOME || process.env.PATH || process.env.USERPROFILE`,
        `new Function('return 1')()`,
        `process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6') ?? 'loaded'`,
        `new (await import('node:wasi')).WASI({ version: 'preview1', preopens: { '/': '/' } }).wasiImport`,
      ];
      const worker = `import { parentPort } from 'node:worker_threads';
        import fs from 'node:fs';
        import cp from 'node:child_process';
        const out = [];
        ${attempts.map((attempt, i) => `try { if (${attempt}) out.push(${i}) } catch {}`).join('\n')}
        parentPort.postMessage(JSON.stringify({ type: 'stopped', why: 'error', detail: JSON.stringify(out) }));`;
      await writeFile(path.join(folder, 'sandboxWorker.mjs'), worker);
      const result = await runCode(path.join(folder, 'sandbox.mjs'), 'javascript', 'let a = 1');
      expect(result).toEqual({ type: 'stopped', why: 'error', detail: '[]' });
    } finally {
      await rm(folder, { recursive: true, force: true });
      await rm(outside, { force: true });
    }
  });

  it('finds no globals of Node in the thread, and so no network', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cerebrum-escape-'));
    try {
      const { build } = await import('esbuild');
      await cp(sandbox.folder, folder, { recursive: true });
      await build({
        bundle: true,
        platform: 'node',
        format: 'esm',
        outfile: path.join(folder, 'sandboxWorker.mjs'),
        stdin: {
          resolveDir: path.resolve(import.meta.dirname, '../../../src/sandbox'),
          loader: 'ts',
          contents: `import { parentPort } from 'node:worker_threads';
            import { removeGlobals } from './hardening.ts';
            const port = parentPort!, node = process;
            removeGlobals();
            const out: string[] = [];
            for (const name of ['process', 'fetch', 'WebSocket', 'EventSource', 'require', 'Buffer', 'setTimeout', 'navigator', 'structuredClone'])
              if ((globalThis as any)[name] !== undefined) out.push(name);
            for (const name of ['binding', 'getBuiltinModule', 'dlopen', 'kill', 'exit'])
              if ((node as any)[name] !== undefined) out.push('process.' + name);
            try { await (globalThis as any).fetch('http://127.0.0.1:${String(port)}'); out.push('fetched') } catch {}
            port.postMessage(JSON.stringify({ type: 'stopped', why: 'error', detail: JSON.stringify(out) }));`,
        },
      });
      const result = await runCode(path.join(folder, 'sandbox.mjs'), 'javascript', 'let a = 1');
      expect(result).toEqual({ type: 'stopped', why: 'error', detail: '[]' });
      expect(visits).toBe(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
