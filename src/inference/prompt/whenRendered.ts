import type { Turn } from '../../protocol/turns.ts';
import type { ChatFormat } from './format.ts';

/** The prompt of these turns is not rendered yet. */
export class NotRendered extends Error {
  readonly turns: readonly Turn[];
  readonly continueAnswer: boolean;

  constructor(turns: readonly Turn[], continueAnswer: boolean) {
    super('The prompt is not rendered yet.');
    this.turns = turns;
    this.continueAnswer = continueAnswer;
  }
}

/** Prompts that one piece of work may need: those of `fitTurns` grow with the logarithm of the number of turns. */
const MOST = 64;

/**
 * Runs `work`, which renders prompts by `format.render`. Rendering may take another thread: then the work begins anew once the
 * prompt is there. So it must change nothing.
 *
 * @throws FailureError `template-refused`, and what `work` throws
 */
export async function whenRendered<T>(format: ChatFormat, work: () => T): Promise<T> {
  for (let left = MOST; ; left--) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof NotRendered) || left === 0) throw error;
      await format.prepare(error.turns, error.continueAnswer);
    }
  }
}
