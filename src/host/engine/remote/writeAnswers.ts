import { FailureError } from '../../../protocol/failures.ts';
import type { GenerateParams } from '../../../protocol/inference.ts';
import { chainSeed } from '../../../protocol/sampling.ts';
import type { AnswerQueue } from './answerQueue.ts';
import { Chain, type ChainParts } from './chain.ts';
import { completionEvent, type Choice } from './completion.ts';
import { jsonEvents } from './connection/events.ts';
import type { Connection } from './connection/connection.ts';
import { sendForEvents } from './connection/http.ts';
import { patiently, type Patience } from './connection/patience.ts';
import type { RemotePrompt, RemotePrompts } from './prompt/prompt.ts';
import type { Server } from './servers/server.ts';

/** Bytes that a server may send for a token, with all it says beside the text. */
const BYTES_PER_TOKEN = 16 * 1024;
const MOST_OVERHEAD = 1024 * 1024;
/** For what a server tells behind the last word: its counts; milliseconds. */
const REST_MS = 250;

export interface Writing {
  readonly connection: Connection;
  readonly server: Server;
  readonly prompts: RemotePrompts;
  readonly prompt: RemotePrompt;
  readonly params: GenerateParams;
  readonly patience: Patience;
}

/** Chains of one prompt, each of which may be ended alone. */
export class Answers {
  readonly chains: readonly Chain[];
  readonly #writing: Writing;
  readonly #queue: AnswerQueue;
  readonly #parts: ChainParts;
  /** Of each request that runs: called when a chain has ended. */
  readonly #whenFinished = new Set<() => void>();

  constructor(writing: Writing, chains: number, queue: AnswerQueue) {
    const { params, prompts, prompt, server, connection } = writing;
    const { kind, model, contextSize, parallel, build } = server;
    this.#writing = writing;
    this.#queue = queue;
    const textStop = params.plainText === undefined ? prompts.textStop : undefined;
    this.#parts = {
      ...{ params, prompts, prompt, textStop, parallel },
      maxTokens: Math.max(1, Math.min(params.maxTokens, server.contextSize - prompt.tokens)),
      stops: [...(textStop === undefined ? [] : [textStop]), ...(params.stops ?? [])],
      server: {
        ...{ kind, model, contextSize, host: connection.address.host },
        ...(build !== undefined && { build }),
      },
    };
    this.chains = Array.from({ length: chains }, (_, chain) => {
      let before = performance.now();
      return new Chain(this.#parts, chain, (text, tokens) => {
        const now = performance.now();
        queue.push({ type: 'text', chain, text, tokens, ms: now - before });
        before = now;
      });
    });
  }

  /** Ends one chain; the others go on. */
  stop(index: number): void {
    const chain = this.chains[index];
    if (chain === undefined || chain.isOver) return;
    chain.stop();
    this.#finished(index);
  }

  /** Writes all chains. @throws FailureError; what was written until then has been shown */
  async write(signal: AbortSignal): Promise<void> {
    const { mostPerRequest, parallel } = this.#writing.server;
    const groups: number[][] = [];
    for (let first = 0; first < this.chains.length; first += mostPerRequest)
      groups.push([...this.chains.keys()].slice(first, first + mostPerRequest));
    const atOnce = Math.max(1, Math.floor(parallel / mostPerRequest));
    const failed = new AbortController();
    const work = async () => {
      for (let group = groups.shift(); group !== undefined; group = groups.shift())
        await this.#request(group, AbortSignal.any([signal, failed.signal]));
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, work));
    } catch (error) {
      failed.abort(error);
      throw error;
    } finally {
      for (const chain of this.chains) chain.close();
    }
  }

  /** One request for several chains that follow one another: a server gives chain `i` the seed + `i`. */
  async #request(group: readonly number[], signal: AbortSignal): Promise<void> {
    const { connection, server, prompt, params, patience } = this.#writing;
    const isOver = () => group.every((index) => this.chains[index]?.isOver);
    if (isOver()) return;
    const { maxTokens, stops } = this.#parts;
    const sampling = { ...params.sampling, seed: chainSeed(params.sampling.seed, group[0] ?? 0) };
    const body = server.body({ prompt: prompt.prompt, maxTokens, sampling, stops, chains: group.length });
    const done = new AbortController();
    let rest: NodeJS.Timeout | undefined;
    const whenOver = () => {
      if (!isOver()) return;
      if (group.every((index) => this.chains[index]?.isCounted)) done.abort();
      else rest ??= setTimeout(() => done.abort(), REST_MS);
    };
    this.#whenFinished.add(whenOver);
    const until = AbortSignal.any([signal, done.signal]);
    try {
      const response = await patiently(() => sendForEvents(connection, '/v1/completions', body, until), {
        ...patience,
        signal: until,
      });
      const bytes = (maxTokens + 64) * group.length * BYTES_PER_TOKEN + MOST_OVERHEAD;
      for await (const json of jsonEvents(response, connection, { bytes, signal: until })) {
        this.#take(json, group);
      }
      if (!isOver()) throw this.#brokenOff('cut');
    } catch (error) {
      if (!done.signal.aborted || signal.aborted) throw error;
    } finally {
      clearTimeout(rest);
      this.#whenFinished.delete(whenOver);
    }
  }

  #take(json: Record<string, unknown>, group: readonly number[]): void {
    const { choices, usage, progress } = completionEvent(json);
    if (progress !== undefined && group[0] === 0) this.#queue.push({ type: 'prefill', ...progress });
    for (const choice of choices) {
      const index = group[choice.index];
      const chain = index === undefined ? undefined : this.chains[index];
      if (index === undefined || chain === undefined) throw this.#brokenOff('format');
      if (choice.finish !== undefined && /^(abort|error|content_filter)/.test(choice.finish.reason))
        throw this.#brokenOff('error', choice);
      // llama-server counts each chain with its end, others all chains at the very end.
      if (choices.length === 1 && usage !== undefined && (group.length === 1 || choice.finish !== undefined))
        chain.count(usage);
      if (!chain.isOver && chain.push(choice)) this.#finished(index);
    }
    if (choices.length === 0 && usage !== undefined && group.length === 1) this.chains[group[0] ?? 0]?.count(usage);
  }

  #finished(index: number): void {
    const chain = this.chains[index];
    if (chain !== undefined) this.#queue.push({ type: 'chainFinished', chain: index, result: chain.result() });
    for (const tell of this.#whenFinished) tell();
  }

  #brokenOff(why: 'cut' | 'error' | 'format', { finish }: Partial<Choice> = {}): FailureError {
    const { address, key } = this.#writing.connection;
    return new FailureError({
      name: 'server-broke-off',
      address: address.root,
      why,
      reason: key.redact(finish?.reason ?? ''),
    });
  }
}
