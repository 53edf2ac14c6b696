import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerParser, parseAnswer } from '../../../../src/reasoning/steps/answerParser.ts';
import { stepsOf, textBeforeRedo } from '../../../../src/reasoning/steps/revise.ts';
import {
  answerBehind,
  closingTag,
  openedThought,
  withoutThought,
  wordsOfThought,
} from '../../../../src/reasoning/steps/thought.ts';

const kinds = (text: string) => parseAnswer(text).map(({ kind }) => kind);
const QWEN =
  '<think>\nOkay, 17 + 25.\n\n1. 17 + 25 = 43? No.\n2. 42.\nThe answer is 43.\n</think>\n\n1. 17 + 25 = 42.\n2. Done.\n\nAnswer: 42';

describe('a thought between tags', () => {
  it('is one section before the steps and the answer, and none of it is a step', () => {
    expect(kinds(QWEN)).toEqual(['thought', 'step', 'step', 'answer']);
    const [thought] = parseAnswer(QWEN);
    expect(thought && wordsOfThought(thought.text)).toBe(
      'Okay, 17 + 25.\n\n1. 17 + 25 = 43? No.\n2. 42.\nThe answer is 43.',
    );
    expect(withoutThought(QWEN)).toBe('1. 17 + 25 = 42.\n2. Done.\n\nAnswer: 42');
  });

  it.each([
    ['[THINK]So.[/THINK]Answer: 7', ['thought', 'answer'], 'So.'],
    ['\n <think>So.</think>Answer: 7', ['thought', 'answer'], 'So.'],
    ['<think>\n\n</think>\n\nAnswer: 7', ['thought', 'answer'], ''],
    // It goes on: whatever it says is no answer.
    ['<think>\nPlan: Go.\n1. Add.\nAnswer: 7', ['thought'], 'Plan: Go.\n1. Add.\nAnswer: 7'],
    ['<think>', ['thought'], ''],
    ['<think>So </thi', ['thought'], 'So </thi'],
    // The tag of the other family does not close it.
    ['<think>So[/THINK] on', ['thought'], 'So[/THINK] on'],
    // What looks like a second one is part of the answer.
    ['<think>a</think><think>b</think>', ['thought', 'prose'], 'a'],
  ])('%j', (text, expected, words) => {
    const sections = parseAnswer(text);
    expect(sections.map(({ kind }) => kind)).toEqual(expected);
    expect(sections[0] && wordsOfThought(sections[0].text)).toBe(words);
  });

  it.each(['', '<', ' <thi', '<thinkers> are people', 'A <think> in the text', '[THIN', '</think>', '`<think>` opens'])(
    '%j is none',
    (text) => {
      expect(kinds(text)).not.toContain('thought');
      expect(withoutThought(text)).toBe(text);
    },
  );

  it('is the same however the answer is cut, and the sections together are the text', () => {
    const part = fc.constantFrom(
      '<think>',
      '</think>',
      '[THINK]',
      '[/THINK]',
      '<thi',
      'nk>',
      ' ',
      '\n',
      'a',
      '1. b\n',
      '.',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), fc.array(fc.nat(), { maxLength: 8 }), (parts, cuts) => {
        const text = parts.join('');
        const ends = [...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
        const parser = new AnswerParser();
        ends.forEach((end, i) => parser.append(text.slice(ends[i - 1] ?? 0, end)));
        expect(parser.sections).toEqual(parseAnswer(text));
        expect(parser.sections.map((section) => section.text).join('')).toBe(text);
        for (const section of parser.sections) expect(text.slice(section.start, section.end)).toBe(section.text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of any length costs the same for each piece of it', () => {
    const parser = new AnswerParser();
    parser.append('<think>');
    for (let i = 0; i < 20_000; i++) parser.append('word ');
    parser.append('</think>1. a\n2. b\nAnswer: 7');
    expect(parser.sections.map(({ kind }) => kind)).toEqual(['thought', 'step', 'step', 'answer']);
  });

  it('leaves the places of steps as they are in the whole text', () => {
    const [first, second] = stepsOf(parseAnswer(QWEN));
    expect(QWEN.slice(first?.start, first?.end)).toBe('1. 17 + 25 = 42.\n');
    expect(QWEN.slice(second?.body, second?.end)).toBe('Done.\n\n');
    expect(textBeforeRedo(QWEN, 1)).toBe(QWEN.slice(0, QWEN.indexOf('2. Done')));
  });

  it.each([
    ['<think>\nSo', '</think>'],
    ['[THINK]So', '[/THINK]'],
    ['<think>\nSo\n</think>', undefined],
    ['So', undefined],
    ['', undefined],
  ])('%j is closed by %j', (text, tag) => expect(closingTag(text)).toBe(tag));
});

describe('a prompt that begins the thought', () => {
  it.each([
    ['<|im_start|>assistant\n<think>\n', '<think>\n'],
    ['[/INST][THINK]', '[THINK]'],
    ['<|im_start|>assistant\n<think>\n\n</think>\n\n', ''],
    ['\nAI:', ''],
    ['', ''],
  ])('%j: the answer begins with %j', (prompt, opening) => expect(openedThought(prompt)).toBe(opening));

  it.each([
    ['AI:<think>\n', '<think>\nSo', ['So']],
    ['AI:<think>\n', '<think>', []],
    ['AI:<think>\n', '<think>\nSo.\n</think>\n\nAnswer:', ['So.\n', '*</think>\n\n', 'Answer:']],
    ['AI:', '<think>\nSo', ['*<think>', '\nSo']],
    ['AI:', '<think>So.</think>Answer:', ['*<think>', 'So.', '*</think>', 'Answer:']],
    ['AI:<think>\n', 'Answer: 7', ['Answer: 7']],
    ['AI:[THINK]', '<think>So', ['*<think>', 'So']],
    // Only the tags of the thought are tags.
    ['AI:', '<think>a</think>b </think> <think>', ['*<think>', 'a', '*</think>', 'b </think> <think>']],
    ['AI:', 'a <think>b', ['a <think>b']],
  ])('%j and %j goes on with %j', (prompt, answer, pieces) =>
    expect(answerBehind(prompt, answer).map(({ text, isTag }) => (isTag ? '*' : '') + text)).toEqual(pieces),
  );
});
