import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript';
import { runtimeSource } from '../python/runtime.ts';
import { Collector } from './collector.ts';
import type { RealmRequest, RealmResult } from './protocol.ts';
import { provideBinary } from './shims.ts';

/** Of its garbage collector, in bytes, at the start. */
const HEAP = 1024 * 1024;

/** Runs an instrumented Python program in MicroPython. A program that never ends is ended with the process. */
export async function runMicroPython(request: RealmRequest, wasm: Uint8Array): Promise<RealmResult> {
  const { limits, hook } = request;
  const collector = new Collector(limits);
  provideBinary(wasm, limits.memory);
  const python = await loadMicroPython({
    url: 'micropython.wasm',
    heapsize: HEAP,
    stdin: () => null,
    stdout: (line) => {
      if (!collector.take(line)) throw new Error('limit');
    },
    stderr: () => undefined,
  });
  // The first entry is what the module `js` stands for: the realm's global object.
  const refs = (globalThis as unknown as { proxy_js_ref: unknown[] }).proxy_js_ref;
  refs[0] = Object.freeze(Object.create(null));

  const names = request.names.map((name) => JSON.stringify(name)).join(', ');
  try {
    python.runPython(runtimeSource(hook));
    python.runPython(request.code);
    python.runPython(`${hook}.z([${names}], globals())`);
  } catch (error) {
    if (collector.stopped) return { lines: collector.lines, stopped: { why: collector.stopped } };
    return { lines: collector.lines, stopped: describe(error as Error & { type?: string }) };
  }
  return { lines: collector.lines };
}

/** What MicroPython lacks looks like an error of the program. */
const LACKS = [
  'NotImplementedError',
  'AttributeError',
  'SyntaxError',
  'TypeError',
  'UnicodeError',
  'IndentationError',
  'OverflowError',
];

/** What every Python has but this one. */
const BUILT_IN =
  /^(?:(?:Buffer|ChildProcess|Connection\w*|Environment|File(?:Exists|NotFound)|FloatingPoint|IO|ModuleNotFound|Permission|Recursion|Reference|System|Tab|Timeout|UnboundLocal|Unicode\w+)Error|\w*Warning|(?:Base)?ExceptionGroup|ascii|aiter|anext|breakpoint|format|locals|memoryview|vars|__\w+__)$/;

function describe({ type, message }: Error & { type?: string }): NonNullable<RealmResult['stopped']> {
  const last = message.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  if (type === undefined) return { why: /memory/i.test(message) ? 'memory' : 'crashed', detail: last };
  if (type === 'MemoryError') return { why: 'memory' };
  if (last.includes('pystack exhausted')) return { why: 'unsupported', detail: 'deep recursion' };
  if (type === 'NameError') {
    const name = /name '(\w+)'/.exec(last)?.[1] ?? last;
    return { why: BUILT_IN.test(name) ? 'unsupported' : 'names', detail: name };
  }
  return { why: LACKS.includes(type) ? 'unsupported' : 'error', detail: last };
}
