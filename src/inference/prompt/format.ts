import type { Token } from 'node-llama-cpp';
import type { LoadedModel } from '../../protocol/inference.ts';
import type { Turn } from '../../protocol/turns.ts';

export interface RenderedPrompt {
  /** Without BOS where that is added as a token. */
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** How a conversation is put to one model. */
export interface ChatFormat {
  readonly chatTemplate: LoadedModel['chatTemplate'];
  /** Why the file's chat template is of no use; it may turn out so late. */
  readonly templateProblem: string | undefined;
  /** A generated text that begins the user's next turn and so ends the answer; EOS does in any case. */
  readonly textStop: string | undefined;
  /** What ends an answer, where the vocabulary does not say so. */
  readonly turnEnd: string | undefined;
  /** Whether this token ends an answer, besides those that end generation. */
  endsAnswer(token: Token): boolean;
  /**
   * @throws FailureError `roles-not-alternating` or `question-empty`
   * @throws NotRendered call it within `whenRendered`
   */
  render(turns: readonly Turn[], continueAnswer: boolean): RenderedPrompt;
  /** Lets `render` have this prompt. @throws FailureError `template-refused` */
  prepare(turns: readonly Turn[], continueAnswer: boolean): Promise<void>;
  /** A generated text as it should stand in the history. */
  answerOf(text: string): string;
  /** Keeps the sampled tokens of the `answer` to `turns` for later prompts, where that spares reading it again. */
  remember(turns: readonly Turn[], answer: string, tokens: readonly Token[]): void;
}
