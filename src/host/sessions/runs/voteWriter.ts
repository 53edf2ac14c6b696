import type { FailureView } from '../../../protocol/failureView.ts';
import type { AnswerVote, VoteChain } from '../../../protocol/conversation.ts';
import type { GenerationResult } from '../../../protocol/inference.ts';
import { chainSeed } from '../../../protocol/sampling.ts';
import type { EngineState } from '../../engine/engine.ts';
import type { Transcript } from '../transcript.ts';
import { statsOf, type RunOf } from './answerWriter.ts';
import { bestOf, type EndedChain, type Vote, type VoteEvent } from './voteRun.ts';

/** Carries a vote into one answer of a transcript: its text is at any time that of the chain which would win now. */
export class VoteWriter {
  readonly #transcript: Transcript;
  /** The answer's. */
  readonly #id: string;
  readonly #seed: number;
  #vote: AnswerVote;
  /** What each chain has said until now, with the tokens of that. */
  readonly #written = new Map<number, { text: string; tokens: number }>();
  #promptTokens = 0;
  #reusedTokens = 0;
  /** Milliseconds: when the prompt was fixed, and when the first text was there. */
  #promptAt = 0;
  #textAt = 0;

  constructor(
    transcript: Transcript,
    id: string,
    { chains, seed }: { readonly chains: number; readonly seed: number },
  ) {
    this.#transcript = transcript;
    this.#id = id;
    this.#seed = seed;
    this.#vote = { asked: chains, chains: [] };
    transcript.change(id, { vote: this.#vote });
  }

  /** @param parallel chains that the engine writes at once at most */
  write(event: Exclude<VoteEvent, { type: 'finished' }>, parallel: number): void {
    const id = this.#id;
    switch (event.type) {
      case 'prompt':
        this.#promptAt = performance.now();
        this.#promptTokens = event.promptTokens;
        this.#reusedTokens = event.reusedTokens;
        this.#vote = { ...this.#vote, atOnce: Math.min(this.#vote.asked, parallel) };
        this.#transcript.change(id, { status: 'reading', droppedTurns: event.droppedTurns, vote: this.#vote });
        break;
      case 'prefill':
        this.#transcript.change(id, { reading: { done: event.done, total: event.total } });
        break;
      case 'text':
        this.#begin();
        this.#keep(event);
        if (event.chain === 0 && this.#vote.chains.length === 0) this.#append(event.text);
        break;
      case 'counted': {
        this.#begin();
        this.#vote = {
          ...this.#vote,
          chains: event.chains.map((chain) => this.#chain(chain.chain, chain.result, chain)),
        };
        const shown = bestOf(event);
        if (shown !== undefined) this.#transcript.setText(id, shown.result.answer);
        this.#transcript.change(id, { vote: this.#vote });
        break;
      }
    }
  }

  finish(vote: Vote, engine: EngineState, runOf: RunOf): void {
    const id = this.#id;
    const best = bestOf(vote);
    const shown = best?.result ?? vote.results.find(({ answer }) => answer !== '');
    if (shown !== undefined) this.#transcript.setText(id, shown.answer);
    const prompt = shown?.prompt;
    if (prompt !== undefined) this.#transcript.keepPrompt({ turn: id, prompt });
    const chains = vote.results.flatMap((result, chain) =>
      result.answer === '' && result.stopReason === 'stopped'
        ? []
        : [
            this.#chain(
              chain,
              result,
              vote.chains.find((each) => each.chain === chain),
            ),
          ],
    );
    const isLikely = vote.isComplete && !vote.isCertain;
    const stats = {
      promptTokens: this.#promptTokens,
      reusedTokens: this.#reusedTokens,
      generatedTokens: chains.reduce((sum, { tokens }) => sum + tokens, 0),
      prefillMs: Math.max(0, this.#textAt - this.#promptAt),
      generateMs: this.#textAt === 0 ? 0 : performance.now() - this.#textAt,
    };
    this.#transcript.change(id, {
      reading: undefined,
      status: vote.isComplete ? (shown?.stopReason ?? 'finished') : 'stopped',
      vote: { ...this.#vote, chains, ...(isLikely && { isLikely }) },
      made: shown?.made,
      ...statsOf(stats, engine, runOf),
    });
  }

  /** The engine is gone: what the chains said that had not ended stays with the answer. */
  fail(failure: FailureView): void {
    const ended = new Set(this.#vote.chains.map(({ chain }) => chain));
    const cut = [...this.#written].flatMap(([chain, { text, tokens }]): VoteChain[] =>
      ended.has(chain) || text === ''
        ? []
        : [{ chain, text, status: 'stopped', failedChecks: 0, tokens, seed: chainSeed(this.#seed, chain) }],
    );
    const chains = [...this.#vote.chains, ...cut].sort((a, b) => a.chain - b.chain);
    const vote = { ...this.#vote, chains };
    this.#transcript.change(this.#id, { status: 'failed', reading: undefined, failure, vote });
  }

  #keep({ chain, text, tokens }: Extract<VoteEvent, { type: 'text' }>): void {
    const before = this.#written.get(chain) ?? { text: '', tokens: 0 };
    // The model's first token carries the space after "AI:".
    const more = before.text === '' ? text.trimStart() : text;
    this.#written.set(chain, { text: before.text + more, tokens: before.tokens + tokens });
  }

  #begin(): void {
    if (this.#textAt === 0) this.#textAt = performance.now();
    if (this.#transcript.answer(this.#id)?.status === 'writing') return;
    this.#transcript.change(this.#id, { status: 'writing', reading: undefined });
  }

  #append(piece: string): void {
    // The model's first token carries the space after "AI:".
    const text = this.#transcript.answer(this.#id)?.text === '' ? piece.trimStart() : piece;
    this.#transcript.append(this.#id, text);
  }

  #chain(chain: number, { answer: text, stopReason, stats, made }: GenerationResult, ended?: EndedChain): VoteChain {
    return {
      chain,
      text,
      status: stopReason,
      ...(ended?.answer !== undefined && { answer: ended.answer }),
      failedChecks: ended?.failedChecks ?? 0,
      tokens: stats.generatedTokens,
      seed: made?.sampling.seed ?? chainSeed(this.#seed, chain),
    };
  }
}
