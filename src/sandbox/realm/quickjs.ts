import baseVariant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
} from 'quickjs-emscripten-core';
import type { RunObstacle } from '../../protocol/sandbox.ts';
import { RUNTIME } from '../javascript/runtime.ts';
import { Collector } from './collector.ts';
import type { RealmRequest, RealmResult } from './protocol.ts';

/** Bytes; deeper recursion ends with an error of the program. */
const STACK = 512 * 1024;

interface Memory {
  new (size: { initial: number; maximum: number }): object;
}

/** Runs an instrumented JavaScript program in QuickJS. */
export async function runQuickJs(request: RealmRequest, wasm: Uint8Array): Promise<RealmResult> {
  const { limits, hook } = request;
  const collector = new Collector(limits);
  const deadline = Date.now() + limits.ms;
  const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: Memory } }).WebAssembly;
  const wasmMemory = new Memory({ initial: 256, maximum: 256 + Math.ceil(limits.memory / 65_536) });
  const variant = newVariant(baseVariant, { wasmBinary: wasm.buffer as ArrayBuffer, wasmMemory: wasmMemory as never });
  const runtime = (await newQuickJSWASMModuleFromVariant(variant)).newRuntime();
  runtime.setMemoryLimit(limits.memory);
  runtime.setMaxStackSize(STACK);
  let isLate = false;
  runtime.setInterruptHandler(() => {
    isLate ||= Date.now() > deadline;
    return isLate || collector.stopped !== undefined;
  });
  const context = runtime.newContext();

  const tell = context.newFunction('tell', (line) => {
    if (!collector.take(context.getString(line))) throw new Error('limit');
  });
  const made = context.unwrapResult(context.evalCode(RUNTIME, 'runtime'));
  const prepared = context.callFunction(made, context.undefined, context.newString(hook), tell);
  if (prepared.error)
    return { lines: [], stopped: { why: 'crashed', detail: JSON.stringify(context.dump(prepared.error)) } };

  const obstacle = (error: QuickJSHandle): RealmResult => ({
    lines: collector.lines,
    stopped: isLate ? { why: 'late' } : collector.stopped ? { why: collector.stopped } : describe(context, error),
  });
  const ended = context.evalCode(request.code, 'program.js', { type: 'global' });
  if (ended.error) return obstacle(ended.error);
  ended.value.dispose();
  const jobs = runtime.executePendingJobs();
  if (jobs.error) return obstacle(jobs.error);
  // What interrupts an asynchronous function only rejects its promise.
  if (Date.now() > deadline) return { lines: collector.lines, stopped: { why: 'late' } };
  const pairs = request.names.map((name) => `[${JSON.stringify(name)},${name}]`).join(',');
  const told = context.evalCode(`${hook}.end([${pairs}])`, 'end.js');
  if (told.error) return obstacle(told.error);
  // The program may have caught what stopped it.
  const { stopped } = collector;
  return {
    lines: collector.lines,
    ...(stopped && { stopped: { why: stopped } }),
    // A rejected promise that nobody looks at would have ended the program elsewhere.
    ...(jobs.value > 0 && { unsure: 'asynchronous' }),
  };
}

function describe(context: QuickJSContext, error: QuickJSHandle): { why: RunObstacle; detail?: string } {
  const dumped: unknown = context.dump(error);
  if (typeof dumped !== 'object' || dumped === null) return { why: 'error', detail: String(dumped).slice(0, 200) };
  const { name = 'Error', message = '' } = dumped as { name?: unknown; message?: unknown };
  const text = String(message).slice(0, 200);
  if (text === 'out of memory') return { why: 'memory' };
  const unknown = name === 'ReferenceError' ? /^'?([\w$]+)'? is not defined/.exec(text)?.[1] : undefined;
  if (unknown !== undefined) return { why: 'names', detail: unknown };
  return { why: 'error', detail: `${String(name).slice(0, 50)}: ${text}` };
}
