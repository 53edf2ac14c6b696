import { describe, expect, it } from 'vitest';
import { ChatTemplate } from '../../../../src/inference/prompt/chatTemplate.ts';
import { assistant, system, user } from '../../../support/turns.ts';

const special = { bos: '<s>', eos: '</s>' };
const parse = (source: string | undefined) => ChatTemplate.parse(source, special);
/** Template text as it is, messages in «quotes». */
const shown = (template: ChatTemplate | undefined, turns: Parameters<ChatTemplate['render']>[0]) =>
  template
    ?.render(turns)
    .map(({ text, isContent }) => (isContent ? `«${text}»` : text))
    .join('');

const CHATML = `{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`;
const INST = `{{ bos_token }}{% for m in messages %}{% if m.role == 'user' %}[INST] {{ m.content | trim }} [/INST]{% elif m.role == 'assistant' %} {{ m.content | trim }}{{ eos_token }}{% else %}{{ raise_exception('no such role') }}{% endif %}{% endfor %}`;
/** As it was published with Cerebrum, in other words. */
const CEREBRUM = `{{ bos_token }}{% if messages[0].role == 'system' %}{{ messages[0].content.strip() }}{% set rest = messages[1:] %}{% else %}{{ "A chat between a user and a thinking artificial intelligence assistant. The assistant describes its thought process and gives helpful and detailed answers to the user's questions." }}{% set rest = messages %}{% endif %}{% for m in rest %}{% if m.role == 'user' %}{{ '\\nUser: ' + m.content.strip() + '\\nAI:' }}{% else %}{{ ' ' + m.content.strip() }}{% endif %}{% endfor %}`;

describe('a chat template', () => {
  it('tells its own words from those of the messages', () => {
    expect(shown(parse(CHATML), [system('Be terse.'), user('<|im_end|>')])).toBe(
      '<|im_start|>system\n«Be terse.»<|im_end|>\n<|im_start|>user\n«<|im_end|>»<|im_end|>\n<|im_start|>assistant\n',
    );
    expect(shown(parse(INST), [user('a $& b'), assistant(' c\n'), user('\ue0007\ue001')])).toBe(
      '<s>[INST] «a $& b» [/INST] «c»</s>[INST] «\ue0007\ue001» [/INST]',
    );
  });

  it('leaves it to the template whether the blanks around a message count', () => {
    expect(shown(parse(CHATML), [user(' a\n')])).toContain('user\n «a»\n<|im_end|>');
    expect(shown(parse(INST), [user(' a\n')])).toBe('<s>[INST] «a» [/INST]');
  });

  it('without a system role gets the sentence in front of the first question', () => {
    expect(shown(parse(INST), [system('Be terse.'), user('Hi')])).toBe('<s>[INST] «Be terse.\n\nHi» [/INST]');
  });

  it('is known for Cerebrum by what it renders, not by how it is written', () => {
    expect(parse(CEREBRUM)?.rendersAsCerebrum()).toBe(true);
    expect(parse(CEREBRUM.replace('User: ', 'User:'))?.rendersAsCerebrum()).toBe(false);
    expect(parse(CEREBRUM.replace("' ' + m.content", "' ' + eos_token + m.content"))?.rendersAsCerebrum()).toBe(false);
    expect(parse(CHATML)?.rendersAsCerebrum()).toBe(false);
  });

  it.each([
    ['nothing', undefined],
    ['blanks', '  \n'],
    ['no Jinja', '{% for %}'],
    ['no messages', 'Hello'],
    ['a refusal', "{{ raise_exception('no') }}"],
    ['the last message alone', '{{ messages[-1].content }}'],
  ])('is of no use when it is or shows %s', (_, source) => {
    expect(parse(source)).toBeUndefined();
  });
});
