import type { LlamaModel } from 'node-llama-cpp';
import { CerebrumFormat } from './cerebrumFormat.ts';
import { ChatTemplate } from './chatTemplate.ts';
import { FileTemplateFormat, withoutTemplate } from './fileTemplateFormat.ts';
import type { ChatFormat } from './format.ts';
import { TemplateRefused, TemplateUnusable } from './templateRenderer.ts';
import { TemplateTokens } from './templateTokens.ts';
import { turnEnd } from './turnEnd.ts';

/** Cerebrum's own way where the file's chat template renders as that does or is of no use, else the template's. */
export async function chatFormat(model: LlamaModel): Promise<ChatFormat> {
  const source = model.fileInfo.metadata.tokenizer.chat_template;
  if (typeof source !== 'string' || source.trim() === '') return new CerebrumFormat(model, 'missing');
  const { bosString: bos, eosString: eos } = model.tokens;
  let template: ChatTemplate | undefined;
  try {
    template = await ChatTemplate.load({ source, bos: bos ?? '', eos: eos ?? '' });
    if (await template.rendersAsCerebrum(bos ?? '')) {
      template.close();
      return new CerebrumFormat(model, 'cerebrum');
    }
    const tokens = new TemplateTokens(model, source);
    const end = turnEnd(model, tokens, await template.answerEnds());
    if (end !== undefined) {
      console.error(
        `Answers end at ${JSON.stringify(end.text)}: the vocabulary does not count it among the ends of answers.`,
      );
    }
    return new FileTemplateFormat(model, template, tokens, end);
  } catch (error) {
    template?.close();
    if (!(error instanceof TemplateUnusable || error instanceof TemplateRefused)) throw error;
    return withoutTemplate(model, error.message);
  }
}
