/**
 * What the interpreters' loaders expect of a browser's worker, and no more. It has to be there before they are loaded:
 * `entry.ts` imports it first.
 */
import { decodeUtf8 } from './utf8.ts';

interface Loaded {
  readonly instance: { readonly exports: Record<string, unknown> };
}
interface Globals {
  WebAssembly: { instantiate: (bytes: unknown, imports: unknown) => Promise<Loaded>; instantiateStreaming?: unknown };
  [name: string]: unknown;
}

const globals = globalThis as unknown as Globals;
const silent = (): void => undefined;

globals['WorkerGlobalScope'] = true;
globals['console'] = { log: silent, error: silent, warn: silent };
globals['performance'] = { now: () => Date.now() };
// No chance: every run is the same.
globals['crypto'] = { getRandomValues: <T>(array: T): T => array };
globals['URL'] = class {
  readonly href = '';
};
globals['TextDecoder'] = class {
  decode(bytes?: Uint8Array): string {
    return bytes === undefined ? '' : decodeUtf8(bytes);
  }
};

let binary: Uint8Array | undefined;
let mostPages = 0;

/** Has the next WebAssembly file be these bytes, and its memory end at `memory` bytes. */
export function provideBinary(bytes: Uint8Array, memory: number): void {
  binary = bytes;
  mostPages = Math.ceil(memory / 65_536);
}
globals['fetch'] = () => Promise.resolve({ ok: true, arrayBuffer: () => binary });

const { instantiate } = globals.WebAssembly;
delete globals.WebAssembly.instantiateStreaming;
globals.WebAssembly.instantiate = async (bytes, imports) => {
  const loaded = await instantiate(bytes, imports);
  const memory = loaded.instance.exports['memory'] as
    { buffer: ArrayBuffer; grow: (pages: number) => number } | undefined;
  if (memory !== undefined) {
    const grow = memory.grow.bind(memory);
    memory.grow = (pages) => {
      if (memory.buffer.byteLength / 65_536 + pages > mostPages) throw new RangeError('memory limit');
      return grow(pages);
    };
  }
  return loaded;
};
