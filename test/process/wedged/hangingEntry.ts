/**
 * The real inference process, which hangs once at a place that the test chose: `--hang=HANG:REQUEST --once=FILE`. It hangs at
 * the first REQUEST while FILE is there, which it removes: the process after it is sound.
 *
 * HANG `loop`: JavaScript on the main thread never returns · `native`: a native call on the main thread never returns ·
 * `step`: a native step of the model never ends, and the main thread waits for it as for any other · `worker`: the same for
 * a worker thread, with the main thread deaf to Stop
 */
import { existsSync, unlinkSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { LlamaContextSequence } from 'node-llama-cpp';
import type { FromInference, ToInference } from '../../../src/protocol/inference.ts';

const argument = (name: string) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
const [hang = '', request = ''] = argument('hang').split(':');
const once = argument('once');

function isDue(): boolean {
  if (!existsSync(once)) return false;
  unlinkSync(once);
  return true;
}

const block = () => {
  if (hang === 'native') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  else for (;;);
};
const never = () =>
  hang === 'worker'
    ? new Promise((resolve) => {
        const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';
        new Worker(wait, { eval: true }).once('exit', resolve);
      })
    : new Promise(() => undefined);

if (hang === 'loop' || hang === 'native') {
  if (request === 'generate') blockBehindText();
  else
    process.on('message', (message: ToInference) => {
      if (message.type === request && isDue()) block();
    });
} else {
  hangInStep();
}
if (hang === 'worker') dropCancels();

/** In the middle of an answer: some of its text is on its way to the host. */
function blockBehindText(): void {
  const send = process.send?.bind(process);
  process.send = (message: FromInference, ...rest: never[]) => {
    const sent = send?.(message, ...rest) ?? false;
    if (message.type === 'event' && message.event.type === 'text' && isDue()) setImmediate(block);
    return sent;
  };
}

function hangInStep(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- they are called with their own `this`
  const { evaluate, evaluateWithoutGeneratingNewTokens } = LlamaContextSequence.prototype;
  LlamaContextSequence.prototype.evaluate = async function* (...args): ReturnType<typeof evaluate> {
    let tokens = 0;
    for await (const token of evaluate.apply(this, args)) {
      yield token;
      if (request === 'generate' && ++tokens > 8 && isDue()) await never();
    }
  };
  LlamaContextSequence.prototype.evaluateWithoutGeneratingNewTokens = async function (...args) {
    if (request === 'prefill' && isDue()) await never();
    return evaluateWithoutGeneratingNewTokens.apply(this, args);
  };
}

function dropCancels(): void {
  const emit = process.emit.bind(process) as (name: string, ...args: unknown[]) => boolean;
  process.emit = ((name: string, ...args: unknown[]) =>
    name === 'message' && (args[0] as ToInference).type === 'cancel'
      ? false
      : emit(name, ...args)) as typeof process.emit;
}

await import('../../../src/inference/main.ts');
