/**
 * The script of the realm in which the interpreters are loaded: a JavaScript realm of its own, with nothing but the
 * language in it (no `process`, no `require`, no `import`, no code from text). Whoever gets out of an interpreter is here.
 */
import { provideBinary } from './shims.ts';
import { runMicroPython } from './micropython.ts';
import type { RealmRequest } from './protocol.ts';
import { runQuickJs } from './quickjs.ts';

let wasm = new Uint8Array(0);

/** Room for the interpreter's file, made here so that no object of another realm gets in. */
const allocate = (bytes: number): Uint8Array => (wasm = new Uint8Array(bytes));

let answer: string | undefined;

async function run(json: string): Promise<void> {
  const request = JSON.parse(json) as RealmRequest;
  provideBinary(wasm, request.limits.memory);
  const result = await (request.language === 'python' ? runMicroPython(request, wasm) : runQuickJs(request, wasm));
  answer = JSON.stringify(result);
}

Object.assign(globalThis, {
  sandboxRealm: {
    allocate,
    run: (json: string) => {
      run(json).catch((error: unknown) => {
        answer = JSON.stringify({ lines: [], stopped: { why: 'crashed', detail: String(error) } });
      });
    },
    result: () => answer,
  },
});
