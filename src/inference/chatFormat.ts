import type { LlamaModel, Token } from 'node-llama-cpp';
import type { LoadedModel } from '../protocol/inference.ts';
import type { Turn } from '../protocol/turns.ts';
import { CerebrumFormat } from './cerebrumFormat.ts';
import { ChatTemplate } from './chatTemplate.ts';
import { OwnFormat } from './ownFormat.ts';

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

/** Cerebrum's own way where the file's chat template renders as that does or is of no use, else the template's. */
export function chatFormat(model: LlamaModel): ChatFormat {
  const source = model.fileInfo.metadata.tokenizer.chat_template;
  const template = ChatTemplate.parse(source, { bos: model.tokens.bosString, eos: model.tokens.eosString });
  if (template === undefined) return new CerebrumFormat(model, 'missing');
  return template.rendersAsCerebrum() ? new CerebrumFormat(model, 'cerebrum') : new OwnFormat(model, template);
}
