import type { LlamaContext } from 'node-llama-cpp';

type SampleToken = (...args: readonly unknown[]) => Promise<unknown>;

/**
 * Has the rows of a batch sampled one after the other. node-llama-cpp 3.21.1 samples those of all sequences at once, each in a thread of
 * its own; in llama.cpp the first look at the logits puts their rows in order (`llama_context::output_reorder`), and two threads in there
 * give a sequence the row of another.
 */
export function sampleInTurn(context: LlamaContext): void {
  // Not part of the library's types: its version is pinned, and a test of several answers fails without this.
  const { _ctx: native } = context as unknown as { readonly _ctx: { sampleToken: SampleToken } };
  const sampleToken = native.sampleToken.bind(native);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn: SampleToken = (...args) => {
    const sampled = last.then(() => sampleToken(...args));
    last = sampled.catch(() => undefined);
    return sampled;
  };
  // The native class's own method cannot be assigned to.
  Object.defineProperty(native, 'sampleToken', { value: inTurn });
}
