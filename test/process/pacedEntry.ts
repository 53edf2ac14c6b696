/** The real inference process, which waits behind each piece of an answer: as a larger model does, so that a test can act in the middle. */
import type { FromInference } from '../../src/protocol/inference.ts';

const WAIT_MS = 10;

const send = process.send?.bind(process);
process.send = (message: FromInference, ...rest: never[]) => {
  const sent = send?.(message, ...rest) ?? false;
  if (message.type === 'event' && message.event.type === 'text')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
  return sent;
};

await import('../../src/inference/main.ts');
