import type { Failure } from '../../../../../src/protocol/failures.ts';
import { toFailure } from '../../../../../src/protocol/failures.ts';
import { describe, expect, it } from 'vitest';
import { fromJson, toJson } from '../../../../../src/host/history/exchange/chatFile.ts';
import { toMarkdown } from '../../../../../src/host/history/exchange/chatMarkdown.ts';
import { TurnTree } from '../../../../../src/host/history/turnTree.ts';
import type { Answer, AnswerVote } from '../../../../../src/protocol/conversation.ts';
import { answer, question } from '../chats.ts';

const settings = { maxTokens: 100, temperature: 0.5, seed: 42, systemPrompt: 'Be short.' };
const stats = {
  promptTokens: 20,
  reusedTokens: 3,
  generatedTokens: 9,
  prefillMs: 1.5,
  generateMs: 2,
  gpu: 'cpu',
  model: 'Cerebrum 7b',
};
const source = {
  label: 'src/cart.ts',
  uri: 'file:///src/cart.ts',
  language: 'TypeScript',
  firstLine: 3,
  lastLine: 12,
  lastSentLine: 12,
};
const context = [
  { id: '0', name: '', label: 'src/b.ts', uri: 'file:///src/b.ts', firstLine: 1, lastLine: 2, tokens: 9, text: 'b' },
  { id: '1', name: '', label: 'src/c.ts', uri: 'file:///src/c.ts', firstLine: 1, lastLine: 2, tokens: 9, text: 'c' },
].map((entry, i) => (i === 0 ? { ...entry, attached: 'file' as const, leftOut: 3 } : entry));
const steps = 'Plan: add.\n\n1. 3 + 4 = 7.\n\nAnswer: 7';
const chain = { status: 'finished', failedChecks: 0, tokens: 9 } as const;
const vote: AnswerVote = {
  asked: 5,
  atOnce: 4,
  chains: [
    { ...chain, chain: 0, text: steps, answer: '7', seed: 42 },
    { ...chain, chain: 1, text: 'Answer: ![8](http://x.test/y.png)', answer: '![8](http://x.test/y.png)', seed: 43 },
    { ...chain, chain: 3, text: 'Hm.', seed: 45, failedChecks: 2, status: 'loop' },
    { ...chain, chain: 4, text: 'So', seed: 46, status: 'stopped' },
  ],
};
const tries = { asked: 4, ended: 4, same: 1, other: { answer: '![8](http://x.test/y.png)', count: 3 } };
const full: Answer = { ...answer('a1', steps), status: 'stopped', settings, stats };

function exported(): string {
  const tree = new TurnTree([], undefined);
  tree.add({ ...question('q1'), source, context, wantsFix: true }, undefined);
  tree.add(full, 'q1');
  tree.add(answer('a2', 'Other'), 'q1');
  tree.add(question('gone', 'Deleted words'), 'a2');
  tree.remove('gone', 1);
  tree.step('a2', -1);
  return toJson({ title: 'Sums', leaf: tree.leaf, turns: [...tree.values()] });
}

describe('a chat as JSON', () => {
  it('read in again has every version and fact, under new ids, and nothing that was deleted', () => {
    const json = exported();
    expect(json).not.toContain('Deleted words');
    const { heads, turns } = fromJson(json);
    expect(heads).toMatchObject([{ title: 'Sums' }]);
    const tree = new TurnTree(turns, heads[0]?.leaf);
    const [asked, answered] = tree.path;
    expect(asked).toMatchObject({ role: 'user', text: 'What is q1?', source, context, wantsFix: true });
    expect(answered).toEqual({ ...full, id: answered?.id });
    expect(tree.branches()[answered?.id ?? '']).toEqual({ place: 1, count: 2 });
    expect([asked?.id, answered?.id]).not.toContain('q1');
    expect(fromJson(json).heads[0]?.id).not.toBe(heads[0]?.id);
  });

  it('keeps every chain of a vote with its seed', () => {
    const turns = [{ turn: { ...full, vote }, parent: undefined, deleted: undefined }];
    expect(fromJson(toJson({ title: 't', leaf: 'a1', turns })).turns[0]?.turn).toMatchObject({ vote });
  });

  it('keeps what more tries said', () => {
    const turns = [{ turn: { ...full, tries }, parent: undefined, deleted: undefined }];
    expect(fromJson(toJson({ title: 't', leaf: 'a1', turns })).turns[0]?.turn).toMatchObject({ tries });
  });

  it('keeps that an answer was asked for early', () => {
    const turns = [{ turn: { ...full, answeredEarly: true }, parent: undefined, deleted: undefined }];
    expect(fromJson(toJson({ title: 't', leaf: 'a1', turns })).turns[0]?.turn).toMatchObject({ answeredEarly: true });
  });

  it('keeps what the chat has of its own, and says of what is read in that it came with a file', () => {
    const settings = { temperature: 0.7, maxTokens: 20, systemPrompt: 'Be short.\n' };
    const turns = [{ turn: full, parent: undefined, deleted: undefined }];
    const json = toJson({ title: 't', leaf: 'a1', settings: { ...settings, isImported: true }, turns });
    expect(JSON.parse(json)).toMatchObject({ version: 1, settings });
    expect(json).not.toContain('isImported');
    expect(fromJson(json).heads[0]?.settings).toEqual({ ...settings, isImported: true });
    expect(fromJson(exported()).heads[0]).not.toHaveProperty('settings');
    expect(fromJson(json.replace('0.7', '0.7, "isImported": false')).heads[0]?.settings).toMatchObject({
      isImported: true,
    });
  });

  it('keeps no words of an error and shows an open answer as interrupted', () => {
    const open: Answer = { ...answer('a'), status: 'writing', reading: { done: 1, total: 2 } };
    const json = toJson({ title: 't', leaf: 'a', turns: [{ turn: open, parent: undefined, deleted: undefined }] });
    expect(fromJson(json).turns[0]?.turn).toEqual({
      ...answer('a'),
      id: expect.any(String) as string,
      status: 'interrupted',
    });
  });

  const turns = (...all: object[]) => JSON.stringify({ format: 'cerebrum-chat', version: 1, title: 't', turns: all });
  const asked = { role: 'user', id: 'q', text: 'x' };
  const withSettings = (settings: unknown) =>
    JSON.stringify({ format: 'cerebrum-chat', version: 1, title: 't', turns: [asked], settings });
  it.each([
    ['', { name: 'not-json' }],
    [exported().slice(0, 200), { name: 'not-json' }],
    ['[]', { name: 'other-format' }],
    ['null', { name: 'shape', place: '' }],
    [JSON.stringify({ format: 'something else' }), { name: 'other-format' }],
    [JSON.stringify({ format: 'cerebrum-chat', version: 2, title: 't', turns: [asked] }), { name: 'other-version' }],
    [turns(), { name: 'shape', place: 'turns' }],
    [turns({ ...asked, role: 'system' }), { name: 'shape', place: 'turns.0.role' }],
    [turns({ ...asked, text: 5 }), { name: 'shape', place: 'turns.0.text' }],
    [turns({ role: 'assistant', id: 'a', text: 'x', status: 'writing' }), { name: 'shape', place: 'turns.0.status' }],
    [turns({ ...full, vote: { ...vote, asked: 1e9 } }), { name: 'shape', place: 'turns.0.vote.asked' }],
    [turns({ ...full, vote: { asked: 5, chains: null } }), { name: 'shape', place: 'turns.0.vote.chains' }],
    [turns({ ...full, vote: null }), { name: 'shape', place: 'turns.0.vote' }],
    [withSettings({ temperature: 3 }), { name: 'shape', place: 'settings.temperature' }],
    [withSettings({ maxTokens: 0.5 }), { name: 'shape', place: 'settings.maxTokens' }],
    [withSettings({ systemPrompt: 'x'.repeat(200_000) }), { name: 'shape', place: 'settings.systemPrompt' }],
    [withSettings(5), { name: 'shape', place: 'settings' }],
    [turns(asked, asked), { name: 'same-id', id: 'q' }],
    [turns({ ...asked, parent: 'nowhere' }), { name: 'order', id: 'q', parent: 'nowhere' }],
    [turns({ ...asked, parent: 'q' }), { name: 'order', id: 'q', parent: 'q' }],
  ])('broken (%#) is refused by what is wrong', (json, problem) => {
    expect(failureOf(json)).toMatchObject({ name: 'import-invalid', problem });
  });

  it('has its title cut, between characters', () => {
    const titled = (title: string) =>
      fromJson(turns(asked).replace('"t"', JSON.stringify(title))).heads[0]?.title ?? '';
    expect(titled('x'.repeat(20_000_000))).toHaveLength(200);
    expect(titled('two\nlines')).toBe('two lines');
    expect(titled(`${'x'.repeat(198)}😀😀`)).toBe(`${'x'.repeat(198)}…`);
  });

  it('with more than a chat can have is refused with the numbers', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => ({ role: 'user', id: `q${i}`, text: 'x' }));
    const json = turns(asked).replace(JSON.stringify([asked]), JSON.stringify(many));
    expect(failureOf(json)).toMatchObject({ name: 'import-too-large', unit: 'messages', found: 200_000 });
    const long = { ...asked, text: 'x'.repeat(5_000_000) };
    expect(failureOf(turns(long))).toMatchObject({ name: 'import-too-large', unit: 'characters', found: 5_000_000 });
    const attached = { ...asked, context: [{ ...context[0], text: long.text }] };
    expect(failureOf(turns(attached))).toMatchObject({ name: 'import-too-large', unit: 'characters' });
  });

  it('with a chain that is longer than a message can be is refused', () => {
    const long = { ...vote, chains: [{ ...chain, chain: 0, text: 'x'.repeat(5_000_000), seed: 1 }] };
    expect(failureOf(turns({ ...full, vote: long }))).toMatchObject({ name: 'import-too-large', unit: 'characters' });
  });

  it('nested without end is refused', () => {
    const deep = '['.repeat(1_000_000);
    expect(failureOf(deep)).toMatchObject({ name: 'import-invalid' });
    expect(failureOf(deep + ']'.repeat(1_000_000))).toMatchObject({ name: 'import-invalid' });
  });
});

function failureOf(json: string): Failure | undefined {
  try {
    fromJson(json);
    return undefined;
  } catch (error) {
    return toFailure(error);
  }
}

describe('a chat as Markdown', () => {
  const t = (message: string, ...args: (string | number)[]) =>
    message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));

  it('has the steps as they were written, with the place that was asked about and how it was answered', () => {
    expect(toMarkdown('Sums\n# not a heading', [{ ...question('q', 'Why?\n\nHow?'), source }, full], t)).toBe(
      `# Sums # not a heading

## You

*src/cart.ts, lines 3–12*

> Why?
>
> How?

## Cerebrum

${steps}

*Cerebrum 7b · 9 tokens · temperature 0.5 · seed 42 · not finished*
`,
    );
  });

  it.each([
    ['Plan: add.\n1. 3 + 4 = 7.\n2. Done.\nAnswer: 7', 'Plan: add.\n\n1. 3 + 4 = 7.\n2. Done.\n\nAnswer: 7'],
    ['1. One.\n\n2. Two.\nAnswer: 2', '1. One.\n\n2. Two.\n\nAnswer: 2'],
    ['Just words,\nin two lines.', 'Just words,\nin two lines.'],
    ['1. Code:\n```js\nlet a;\n```\nAnswer: a', '1. Code:\n```js\nlet a;\n```\n\nAnswer: a'],
  ])('keeps the answer apart from the last step (%#)', (text, written) => {
    expect(toMarkdown('t', [answer('a', text)], t)).toContain(`## Cerebrum\n\n${written}\n`);
  });

  it('has a note below a step', () => {
    const text = 'Plan: add.\n1. One.\n2. Two.\nAnswer: 2';
    const noteOf = (step: number) => (step === 0 ? '[line 3](cart.ts#L3)' : '');
    expect(toMarkdown('t', [answer('a', text)], t, () => noteOf)).toContain(
      'Plan: add.\n\n1. One.\n\n   [line 3](cart.ts#L3)\n\n2. Two.\n\nAnswer: 2\n',
    );
  });

  it('has a thought as a quotation before the answer', () => {
    const text = '<think>\nAdd.\n\n1. 2 + 2\n</think>\n\n1. One.\n2. Two.\n\nAnswer: 4';
    expect(toMarkdown('t', [answer('a', text)], t)).toContain(
      '## Cerebrum\n\n> Add.\n>\n> 1. 2 + 2\n\n1. One.\n2. Two.\n\nAnswer: 4\n',
    );
  });

  it('names one line as one, and lines with others between them', () => {
    const placed = (place: Partial<typeof source> & { pieces?: { firstLine: number; lastLine: number }[] }) =>
      toMarkdown('t', [{ ...question('q', 'Why?'), source: { ...source, ...place } }], t);
    expect(placed({ firstLine: 3, lastLine: 3 })).toContain('*src/cart.ts, line 3*');
    const pieces = [
      { firstLine: 5, lastLine: 5 },
      { firstLine: 8, lastLine: 8 },
    ];
    expect(placed({ firstLine: 5, lastLine: 8, pieces })).toContain('*src/cart.ts, lines 5, 8*');
  });

  it('says that an answer was asked for early', () => {
    expect(toMarkdown('t', [{ ...full, answeredEarly: true }], t)).toContain('answered early, thought not finished');
    const tried = toMarkdown('t', [{ ...full, tries }], t);
    expect(tried).toContain('1 of 4 more tries gave the same answer, 3 gave ');
    expect(tried).not.toContain('![8](');
    expect(toMarkdown('t', [{ ...full, tries: { asked: 4, ended: 2, same: 1 } }], t)).not.toContain('tries');
  });

  it('says how a vote stood, without what an answer would load', () => {
    const written = toMarkdown('t', [{ ...full, vote }], t);
    expect(written).toContain('## Cerebrum\n\n*Vote of 5 chains · 7 (1) · ');
    expect(written).toContain(' (1) · No answer (1) · Not finished (1)*\n\nPlan: add.');
    expect(written).not.toContain('![');
  });

  it.each(['```ts\nlet a', '~~~~\n```', '```\n``` not the end'])(
    'closes the code block that %j leaves open',
    (text) => {
      const written = toMarkdown('t', [answer('a', text), question('q', 'Next')], t);
      const mark = text.startsWith('~') ? '~~~~' : '```';
      expect(written).toContain(`${text}\n${mark}\n\n## You`);
    },
  );

  it('adds no fence where none is open', () => {
    const closed = '```ts\nlet a;\n```';
    expect(toMarkdown('t', [answer('a', closed)], t)).toContain(`## Cerebrum\n\n${closed}\n`);
    expect(toMarkdown('t', [answer('a', closed)], t)).not.toContain('```\n```');
  });
});
