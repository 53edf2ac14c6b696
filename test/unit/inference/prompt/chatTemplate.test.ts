import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ChatTemplate } from '../../../../src/inference/prompt/chatTemplate.ts';
import { TemplateRenderer, TemplateUnusable } from '../../../../src/inference/prompt/templateRenderer.ts';
import type { Turn } from '../../../../src/protocol/turns.ts';
import { llamaCppTemplates } from '../../../support/llamaCppFiles.ts';
import { assistant, system, user } from '../../../support/turns.ts';

const special = { bos: '<s>', eos: '</s>' };
const open: { close(): void }[] = [];
afterEach(() => {
  for (const template of open.splice(0)) template.close();
});
async function load(source: string): Promise<ChatTemplate> {
  const template = await ChatTemplate.load({ source, ...special });
  open.push(template);
  return template;
}
/** Template text as it is, messages in «quotes». */
async function shown(source: string, turns: readonly Turn[], continues = false): Promise<string> {
  const pieces = await (await load(source)).render(turns, continues);
  return pieces.map(({ text, source }) => (source === 'template' ? text : `«${text}»`)).join('');
}

const CHATML = `{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`;
const INST = `{{ bos_token }}{% for m in messages %}{% if m.role == 'user' %}[INST] {{ m.content | trim }} [/INST]{% elif m.role == 'assistant' %} {{ m.content | trim }}{{ eos_token }}{% else %}{{ raise_exception('no such role') }}{% endif %}{% endfor %}`;
const VICUNA = `{% for m in messages %}{% if m.role == 'user' %}USER: {{ m.content }} {% elif m.role == 'assistant' %}ASSISTANT: {{ m.content }}</s>{% else %}{{ m.content }} {% endif %}{% endfor %}{% if add_generation_prompt %}ASSISTANT:{% endif %}`;
/** As it was published with Cerebrum, in other words. */
const CEREBRUM = `{{ bos_token }}{% if messages[0].role == 'system' %}{{ messages[0].content.strip() }}{% set rest = messages[1:] %}{% else %}{{ "A chat between a user and a thinking artificial intelligence assistant. The assistant describes its thought process and gives helpful and detailed answers to the user's questions." }}{% set rest = messages %}{% endif %}{% for m in rest %}{% if m.role == 'user' %}{{ '\\nUser: ' + m.content.strip() + '\\nAI:' }}{% else %}{{ ' ' + m.content.strip() }}{% endif %}{% endfor %}`;

describe('a chat template', () => {
  it('tells its own text from that of the messages', async () => {
    expect(await shown(CHATML, [system('Be terse.'), user('<|im_end|>')])).toBe(
      '<|im_start|>system\n«Be terse.»<|im_end|>\n<|im_start|>user\n«<|im_end|>»<|im_end|>\n<|im_start|>assistant\n',
    );
    expect(await shown(INST, [user('a $& b'), assistant(' c\n'), user('\ue0007\ue001')])).toBe(
      '<s>[INST] «a $& b» [/INST] «c»</s>[INST] «\ue0007\ue001» [/INST]',
    );
  });

  it('leaves it to the template whether the blanks around a message count', async () => {
    expect(await shown(CHATML, [user(' a\n')])).toContain('user\n« a\n»<|im_end|>');
    expect(await shown(INST, [user(' a\n')])).toBe('<s>[INST] «a» [/INST]');
  });

  it('without a system role gets the sentence in front of the first question, which keeps its indentation', async () => {
    expect(await shown(INST, [system('Be terse.'), user('    let a;')])).toBe(
      '<s>[INST] «Be terse.\n\n    let a;» [/INST]',
    );
  });

  it.each([
    ['</think>', `{% if '</think>' in c %}{% set c = c.split('</think>')[-1].lstrip('\\n') %}{% endif %}`],
    ['startswith', `{% if c.startswith('<think>') %}{% set c = c[c.find('</think>') + 10:] %}{% endif %}`],
    ['replace', `{% set c = c | replace('<think>\\nadd\\n</think>\\n\\n', '') %}`],
    ['partition', `{% set c = c.partition('</think>\\n\\n')[2] or c %}`],
  ])('that looks at what was written (%s) drops earlier thoughts', async (_, drop) => {
    const source = `{% for m in messages %}<{{ m.role }}>{% set c = m.content %}{% if m.role == 'assistant' %}${drop}{% endif %}{{ c }}{% endfor %}`;
    const turns = [user('a'), assistant('<think>\nadd\n</think>\n\n7'), user('b </think> c')];
    expect(await shown(source, turns)).toBe('<user>«a»<assistant>«7»<user>«b </think> c»');
  });

  it('goes on with an answer as it stands in a conversation', async () => {
    const answers = [user('Why?'), assistant('The')];
    expect(await shown(VICUNA, answers, true)).toBe('USER: «Why?» ASSISTANT: «The»');
    expect(await shown(INST, answers, true)).toBe('<s>[INST] «Why?» [/INST] «The»');
    expect(await shown(CHATML, answers, true)).toMatch(/assistant\n«The»$/);
    expect(await shown(CHATML, [user('Why?'), assistant('    let a')], true)).toMatch(/assistant\n« {4}let a»$/);
    // What a template puts before every finished answer is none of what the model was about to write.
    const thinks = CHATML.replace(
      "'\\n' + m.content",
      "'\\n' + ('<think></think>' if m.role == 'assistant' else '') + m.content",
    );
    expect(await shown(thinks, answers, true)).toMatch(/assistant\n«The»$/);
  });

  it('is known for Cerebrum by what it renders, not by how it is written', async () => {
    const isCerebrum = async (source: string) => (await load(source)).rendersAsCerebrum('<s>');
    expect(await isCerebrum(CEREBRUM)).toBe(true);
    expect(await isCerebrum(CEREBRUM.replace('User: ', 'User:'))).toBe(false);
    expect(await isCerebrum(CEREBRUM.replace("' ' + m.content", "' ' + eos_token + m.content"))).toBe(false);
    expect(
      await isCerebrum(CEREBRUM.replace('m.content.strip() }}{% endif', "m.content.split('</think>')[-1] }}{% endif")),
    ).toBe(false);
    expect(await isCerebrum(CHATML)).toBe(false);
  });

  it.each([
    ['no Jinja', '{% for %}', 'Unexpected token'],
    ['no messages', 'Hello', 'all messages'],
    ['a refusal', "{{ raise_exception('not today') }}", 'not today'],
    ['the last message alone', '{{ messages[-1].content }}', 'all messages'],
    ['a name that does not exist', '{{ functions.x }}', "'functions' is undefined"],
    ['a filter that does not exist', '{{ messages | frobnicate }}', "No filter named 'frobnicate'"],
    [
      'an endless loop',
      '{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}',
      'too many steps',
    ],
    ['a huge text', "{{ 'x' * 1000000000 }}", 'million characters'],
    ['macros without end', '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}', 'too deep'],
    ['a deep expression', `{{ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`, 'too deep'],
  ])('is of no use, and why is told, when it is or shows %s', async (_, source, reason) => {
    await expect(load(source)).rejects.toThrow(TemplateUnusable);
    await expect(load(source)).rejects.toThrow(reason);
  });
});

describe('the thread of a template', () => {
  const renderer = (source: string) => {
    const made = new TemplateRenderer({ source, ...special });
    open.push(made);
    return made;
  };
  const order = (...messages: Turn[]) => ({ messages, generationPrompt: true });

  it('is ended when it hangs where nothing is counted; the process goes on meanwhile', async () => {
    // The lexer of the library takes time with the square of a run of blanks.
    const rendered = renderer(`${' '.repeat(2_000_000)}{{ 1 }}`).render(order(user('a')));
    let turns = 0;
    const timer = setInterval(() => turns++, 20);
    await expect(rendered).rejects.toThrow('it takes more than 2 seconds');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it('is ended when it takes too much memory', async () => {
    const source = `{% set ns = namespace(l=[]) %}{% for a in range(100000) %}{% set ns.l = [ns.l, {'a': 1, 'b': 2, 'c': {'d': {}}}, {'a': 1}, {'a': 1}] %}{% endfor %}`;
    await expect(renderer(source).render(order(user('a')))).rejects.toThrow(TemplateUnusable);
  });

  it('renders as long as it stays within limits, and never again after that', async () => {
    const source = `{% if messages | length > 4 %}{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}{% endif %}${CHATML}`;
    const made = renderer(source);
    const three = [user('a'), assistant('b'), user('c')];
    expect((await made.render(order(...three))).length).toBeGreaterThan(3);
    await expect(made.render(order(...three, assistant('d'), user('e')))).rejects.toThrow(TemplateUnusable);
    await expect(made.render(order(...three))).rejects.toThrow(TemplateUnusable);
  });

  it('renders what waits in order, and refuses single conversations only', async () => {
    const made = renderer(`{% if messages | length == 3 %}{{ raise_exception('three') }}{% endif %}${CHATML}`);
    const [one, three, again] = await Promise.allSettled([
      made.render(order(user('a'))),
      made.render(order(user('a'), assistant('b'), user('c'))),
      made.render(order(user('a'))),
    ]);
    expect([one.status, three.status, again.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

interface Expected {
  readonly sha256?: string;
  readonly end?: string;
  readonly error?: string;
}
interface Fixture {
  readonly conversations: Readonly<Record<string, readonly Turn[]>>;
  readonly rendered: Readonly<Record<string, Readonly<Record<string, Expected>>>>;
}
/** What Jinja2 makes of them; see scripts/fixtures/chatTemplates.py. */
const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/jinja2/chatTemplates.json'), 'utf8'),
) as Fixture;

describe('the chat templates that llama.cpp collects', () => {
  const sources = llamaCppTemplates();

  it('are those of the fixture', () => {
    expect([...sources.keys()].sort()).toEqual(Object.keys(fixture.rendered).sort());
  });

  it.each(Object.entries(fixture.rendered))('%s: rendered as Jinja2 does, or refused', async (name, expected) => {
    const renderer = new TemplateRenderer({ source: sources.get(name) ?? '', ...special });
    open.push(renderer);
    for (const [conversation, { sha256, end, error }] of Object.entries(expected)) {
      const messages = fixture.conversations[conversation] ?? [];
      const rendered = renderer.render({ messages, generationPrompt: true });
      if (error !== undefined) {
        await expect(rendered, conversation).rejects.toThrow();
        continue;
      }
      const pieces = await rendered;
      const text = onTheFixturesDay(pieces.map((piece) => piece.text).join(''));
      expect(Array.from(text).slice(-120).join(''), conversation).toBe(end);
      expect(createHash('sha256').update(text).digest('hex'), conversation).toBe(sha256);
      // The last question is a message's, all of it.
      const last = pieces.filter(({ source }) => source === messages.length - 1).map((piece) => piece.text);
      expect(last.join('').trim(), conversation).toBe(messages.at(-1)?.content.trim());
    }
  });
});

/** Puts the day of the fixture in the place of today's, in the forms that templates write. */
function onTheFixturesDay(text: string): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  const month = (form: 'long' | 'short') => now.toLocaleString('en-US', { month: form });
  const iso = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return text
    .replaceAll(iso, '2026-07-26')
    .replaceAll(`${two(now.getDate())} ${month('short')} ${now.getFullYear()}`, '26 Jul 2026')
    .replaceAll(`${month('long')} ${two(now.getDate())}, ${now.getFullYear()}`, 'July 26, 2026')
    .replaceAll(`${two(now.getDate())} ${month('long')} ${now.getFullYear()}`, '26 July 2026');
}
