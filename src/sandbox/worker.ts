/** The thread of the sandbox process that runs the program. It takes one request, answers once, and is ended. */
import { createContext, runInContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { RunResult } from '../protocol/sandbox.ts';
import { compareAnswer } from '../reasoning/checks/run/compareAnswer.ts';
import { lineValues } from '../reasoning/run/lineValues.ts';
import { momentsOf } from '../reasoning/run/moments.ts';
import { readEvents } from './events.ts';
import { removeGlobals } from './hardening.ts';
import { prepare } from './prepare.ts';
import { Obstacle } from './program.ts';
import { RAN, RUNNING, type WorkerData } from './workerProtocol.ts';
import type { RealmRequest, RealmResult } from './realm/protocol.ts';

interface Realm {
  readonly allocate: (bytes: number) => Uint8Array;
  readonly run: (json: string) => unknown;
}

const { request, realm, quickjs, micropython } = workerData as WorkerData;
const port = parentPort;
const nextTurn = setImmediate;
removeGlobals();

/**
 * Asks until there is a text. Nothing of this realm may get into the other: to wait for its promise would hand it this
 * realm's functions.
 */
async function textFrom(read: () => unknown): Promise<string> {
  for (;;) {
    const text = read();
    if (typeof text === 'string') return text;
    await new Promise(nextTurn);
  }
}

async function run(): Promise<RunResult> {
  const program = prepare(request);
  const language = request.language === 'python' ? 'python' : 'javascript';
  const context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: true } });
  runInContext(realm, context);
  const { allocate, run: runIn } = runInContext('sandboxRealm', context) as Realm;
  const wasm = language === 'python' ? micropython : quickjs;
  allocate(wasm.length).set(wasm);
  const { code, hook, names } = program;
  const order: RealmRequest = { language, code, hook, names, limits: request.limits };
  port?.postMessage(RUNNING);
  runIn(JSON.stringify(order));
  const told = JSON.parse(await textFrom(() => runInContext('sandboxRealm.result()', context))) as RealmResult;
  port?.postMessage(RAN);
  if (told.stopped) return { type: 'stopped', ...told.stopped };
  const { unsure = told.unsure ?? program.unsure, ...seen } = readEvents(
    told.lines,
    program.sites,
    program.linesBefore,
  );
  const finished = {
    type: 'finished',
    ...seen,
    ...(program.added && { added: program.added }),
    ...(program.definitions.length > 0 && { definitions: program.definitions }),
    ...(program.untold.length > 0 && { untold: program.untold }),
    ...(unsure !== undefined && { unsure }),
  } as const;
  if (request.answer === undefined) return finished;
  // Here and not where the answer is shown: it takes longer than a thread that draws may be held.
  const steps = compareAnswer(request.answer, request, finished);
  const lines = lineValues(finished.events, request.code.split('\n').length);
  const moments = program.suspends ? [] : momentsOf(finished.events, request.code);
  return { ...finished, events: [], atEnd: [], steps, lines, moments };
}

function failed(error: unknown): RunResult {
  if (error instanceof Obstacle) {
    const { why, detail, line } = error;
    return { type: 'stopped', why, ...(detail !== undefined && { detail }), ...(line !== undefined && { line }) };
  }
  const text = String(error);
  // The program's words overflowed the stack of who reads them.
  if (/call stack/i.test(text)) return { type: 'stopped', why: 'unsupported', detail: 'deep nesting' };
  return { type: 'stopped', why: /memory/i.test(text) ? 'memory' : 'crashed', detail: text.slice(0, 200) };
}

const result = await run().catch(failed);
port?.postMessage(JSON.stringify(result));
