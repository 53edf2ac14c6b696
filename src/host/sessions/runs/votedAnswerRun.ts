import { randomInt } from 'node:crypto';
import { toFailure } from '../../../protocol/failures.ts';
import { SEED_LIMIT } from '../../../protocol/sampling.ts';
import { modelTurns, type Transcript } from '../transcript.ts';
import type { Run, RunParts } from './answerRun.ts';
import { fitContextOf } from './fitContextOf.ts';
import { voteOn, voteSampling } from './voteRun.ts';
import { VoteWriter } from './voteWriter.ts';

/** Writes one answer of a transcript by the vote of several chains, from the first moment to its end. */
export class VotedAnswerRun implements Run {
  readonly ended: Promise<void>;
  readonly #abort = new AbortController();
  readonly #parts: RunParts;
  readonly #transcript: Transcript;
  readonly #answer: string;

  /** @param answer the answer's id in the transcript */
  constructor(parts: RunParts, transcript: Transcript, answer: string) {
    this.#parts = parts;
    this.#transcript = transcript;
    this.#answer = answer;
    this.ended = this.#write();
  }

  stop(): void {
    this.#abort.abort();
  }

  async #write(): Promise<void> {
    const { engine, runOf } = this.#parts;
    const { signal } = this.#abort;
    const { maxTokens, systemPrompt, votes: chains, stopVote: stopWhen } = this.#parts.settings();
    const sampling = voteSampling({ seed: randomInt(SEED_LIMIT) });
    this.#transcript.change(this.#answer, {
      ...{
        status: 'waiting',
        failure: undefined,
        stats: undefined,
        made: undefined,
        droppedTurns: 0,
        stepCosts: undefined,
        tries: undefined,
      },
      settings: { ...sampling, maxTokens, systemPrompt },
    });
    const writer = new VoteWriter(this.#transcript, this.#answer, { chains, seed: sampling.seed });
    try {
      await fitContextOf(this.#transcript, this.#answer, engine, { maxTokens, systemPrompt }, signal);
      const turns = modelTurns(this.#transcript.turns, this.#answer, { systemPrompt, goOn: false });
      const request = { turns, maxTokens, returnPrompt: true };
      for await (const event of voteOn(engine, { request, chains, stopWhen, sampling }, signal)) {
        if (event.type === 'finished') writer.finish(event.vote, engine.state, runOf);
        else writer.write(event, engine.capabilities.parallel);
      }
    } catch (error) {
      writer.fail(this.#parts.failureView(toFailure(error)));
    }
  }
}
