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
  /** A generated text that begins the user's next turn and so ends the answer; EOS does in any case. */
  readonly textStop: string | undefined;
  /** @throws FailureError `roles-not-alternating` or `question-empty` */
  render(turns: readonly Turn[], continueAnswer: boolean): RenderedPrompt;
  /** Keeps the sampled tokens of the `answer` to `turns` for later prompts, where that spares reading it again. */
  remember(turns: readonly Turn[], answer: string, tokens: readonly Token[]): void;
}
