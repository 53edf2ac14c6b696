import type { LlamaModel } from 'node-llama-cpp';
import { CerebrumFormat } from './cerebrumFormat.ts';
import { ChatTemplate } from './chatTemplate.ts';
import type { ChatFormat } from './format.ts';
import { OwnFormat } from './fileTemplateFormat.ts';

/** Cerebrum's own way where the file's chat template renders as that does or is of no use, else the template's. */
export function chatFormat(model: LlamaModel): ChatFormat {
  const source = model.fileInfo.metadata.tokenizer.chat_template;
  const template = ChatTemplate.parse(source, { bos: model.tokens.bosString, eos: model.tokens.eosString });
  if (template === undefined) return new CerebrumFormat(model, 'missing');
  return template.rendersAsCerebrum() ? new CerebrumFormat(model, 'cerebrum') : new OwnFormat(model, template);
}
