/** Names of the language itself; all others that a Node process has are taken away. */
const KEPT = new Set(
  (
    'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error ' +
    'AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math Intl ArrayBuffer Atomics ' +
    'Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray ' +
    'BigUint64Array BigInt64Array DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef Proxy Reflect ' +
    'FinalizationRegistry decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape isFinite isNaN ' +
    'globalThis WebAssembly SharedArrayBuffer'
  ).split(' '),
);

/** A second lock behind the realm's: takes away what this thread's own globals give, `process` and `fetch` among them. */
export function removeGlobals(): void {
  for (const name of Object.getOwnPropertyNames(process)) {
    if (
      !['binding', 'dlopen', 'kill', 'getBuiltinModule', '_linkedBinding', 'exit', 'env', 'mainModule'].includes(name)
    )
      continue;
    try {
      Object.defineProperty(process, name, { value: undefined });
    } catch {
      // Not configurable: the name `process` goes below.
    }
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!KEPT.has(name)) Reflect.deleteProperty(globalThis, name);
  }
}
