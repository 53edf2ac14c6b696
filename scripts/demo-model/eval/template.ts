/** Compares the prompt that the GGUF's chat template makes with the one the model was trained with: node eval/template.ts model.gguf */
import { Template } from '@huggingface/jinja';
import { readGgufFileInfo } from 'node-llama-cpp';
import { promptText, renderPrompt } from '../../../src/reasoning/prompt/template.ts';

const [model = ''] = process.argv.slice(2);
const { metadata } = await readGgufFileInfo(model);
const messages = [
  { role: 'user', content: 'Hello' },
  { role: 'assistant', content: 'Hi.' },
  { role: 'user', content: 'What is 2 + 3?' },
] as const;
const template = metadata.tokenizer.chat_template;
if (template === undefined) throw new Error('The file has no chat template.');
const got = new Template(template).render({ bos_token: '<s>', add_generation_prompt: true, messages });
console.log(got === `<s>${promptText(renderPrompt(messages))}` ? 'template equal' : `DIFFERENT\n${got}`);
console.log(JSON.stringify(metadata.general), metadata.llama);
