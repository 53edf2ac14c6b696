import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerParser, parseAnswer, type Section } from '../../../../src/reasoning/steps/answerParser.ts';
import { answerFixtures } from '../answers/answerFixtures.ts';
import { demoAnswers } from './demoAnswers.ts';

const fixtures = answerFixtures();

const shown = (sections: readonly Section[]) =>
  sections.map(({ kind, number, text }) => ({ kind, ...(number !== undefined && { number }), text }));

/** Words and signs that begin sections, hide beginnings or nearly are one. */
const scrap = fc.oneof(
  { arbitrary: fc.string({ unit: 'binary', maxLength: 8 }), weight: 1 },
  {
    arbitrary: fc.constantFrom(
      ...[
        'Plan: ',
        'To find x, we need to add. ',
        'First, ',
        'Next, ',
        'Therefore, ',
        'The answer is 4. ',
        'Answer: ',
        '**Answer: ',
        '*Plan: ',
        '*Step 1:* ',
        'Step 2 (a): ',
        '#### 4',
      ],
      ...[
        '1. ',
        '2. ',
        '3) ',
        'Step 1: ',
        'Step 2: ',
        '**1. Title**',
        '## 2. Title',
        '## Notes',
        '- item',
        '   1. inner',
      ],
      ...[
        '\n',
        '\n\n',
        '\r\n',
        '\n \n',
        ' ',
        '\t',
        '```',
        '````js',
        '~~~',
        '$$',
        '\\[',
        '\\]',
        '\\boxed{4}',
        '`',
        '**',
        '|',
        '> ',
      ],
      ...['Here is how it works: ', 'Here are some ideas:\n', 'words. ', 'words', 'Fix:\n', '👩‍🌾', '\ud83d', '你好。'],
    ),
    weight: 4,
  },
);
const scraps = fc.array(scrap, { maxLength: 40 }).map((parts) => parts.join(''));

/** A fixture with some of its characters cut out and other text put in their place. */
const mutated = fc
  .tuple(fc.constantFrom(...fixtures), fc.array(fc.tuple(fc.nat(), fc.nat(12), scrap), { maxLength: 4 }))
  .map(([{ text }, edits]) =>
    edits.reduce((edited, [at, length, inserted]) => {
      const from = at % (edited.length + 1);
      return edited.slice(0, from) + inserted + edited.slice(from + length);
    }, text),
  );
const answers = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), scraps, mutated);

/** A text and the pieces it may arrive in. */
const streamed = fc.tuple(answers, fc.array(fc.nat(), { maxLength: 30 })).map(([text, cuts]) => {
  const ends = [...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end));
});

describe('an answer as sections', () => {
  it.each(fixtures)('$name', ({ text, sections }) => {
    expect(shown(parseAnswer(text))).toEqual(sections);
  });

  it('has enough fixtures', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(60);
    expect(new Set(fixtures.map(({ name }) => name)).size).toBe(fixtures.length);
  });

  it('shows the words of a section without their marker', () => {
    const words = (text: string) => parseAnswer(text).map((section) => text.slice(section.body, section.end).trim());
    expect(words('Plan: Add.\n1. **Sum**: 1 + 1 = 2.\nAnswer: 2')).toEqual(['Add.', '**Sum**: 1 + 1 = 2.', '2']);
    expect(words('**Step 1:** Open.\n## Step 2: Close\nNow.')).toEqual(['Open.', 'Close\nNow.']);
    expect(words('## Plan\nWait.\n\n**Answer:** no')).toEqual(['Wait.', 'no']);
    expect(words('**1. Open the box** slowly\n\n**2. Close it**')).toEqual([
      '**1. Open the box** slowly',
      '**2. Close it**',
    ]);
    expect(words('#### 42')).toEqual(['42']);
  });

  it.each([
    ['**Answer: 42**', 'answer', '**Answer: 42**'],
    ['**Answer: $15$**', 'answer', '**Answer: $15$**'],
    ['*Answer: 42*', 'answer', '*Answer: 42*'],
    ['__Final answer: 42__', 'answer', '__Final answer: 42__'],
    ['***Result: 42***', 'answer', '***Result: 42***'],
    ['**Conclusion: it works.** More.', 'answer', '**Conclusion: it works.** More.'],
    ['**Plan: do this**', 'plan', '**Plan: do this**'],
    ['**Answer: ** 42', 'answer', '42'],
    ['**Answer:** **42**', 'answer', '**42**'],
    ['**Answer**: **42**', 'answer', '**42**'],
    ['**_Answer:_** 42', 'answer', '42'],
    ['- **Answer:**42', 'answer', '42'],
    ['**Answer**\n42', 'answer', '42'],
    ['Answer:**42**', 'answer', '**42**'],
    ['Answer: **42**', 'answer', '**42**'],
    ['Answer:__init__ x', 'answer', '__init__ x'],
    ['Answer: _x_', 'answer', '_x_'],
    ['Plan:**Add** them', 'plan', '**Add** them'],
    ['Step 1:**Find x** then', 'step', '**Find x** then'],
    ['**Step 1:** **Find x** then', 'step', '**Find x** then'],
    ['**Step 1: Find x** then', 'step', '**Step 1: Find x** then'],
    ['*Step 1:* Find x', 'step', 'Find x'],
    ['1、**x** then\n2、y', 'step', '**x** then'],
    ['**1.** **x** then\n**2.** y', 'step', '**x** then'],
    ['Step #1: Find x', 'step', 'Find x'],
    ['Step 1 (setup): Find x', 'step', '(setup): Find x'],
    ['### Step 1 (setup)\nFind x', 'step', '(setup)\nFind x'],
    ['**Step 1 (setup):** Find x', 'step', '**Step 1 (setup):** Find x'],
    ['Schritt 1: Öffnen', 'step', 'Öffnen'],
    ['**Antwort:** 42', 'answer', '42'],
    ['Das Ergebnis: 42', 'answer', '42'],
  ])('keeps emphasis whole behind a label or with it: %j', (text, kind, words) => {
    const [section] = parseAnswer(text);
    expect(section?.kind).toBe(kind);
    expect(section?.text.slice(section.body - section.start).trim()).toBe(words);
  });

  it.each([
    'Answer**: x',
    '**Answer** is x',
    '*Answer*\nx',
    'Step 1** x',
    'Step 1.5 x',
    'Step 1 (of 2) x',
    'Steps 1: x',
  ])('is prose where no label ends: %j', (text) => {
    expect(parseAnswer(text).map(({ kind }) => kind)).toEqual(['prose']);
  });

  it('takes a list behind a bold label for the answer', () => {
    const kinds = parseAnswer('Plan: Go.\n1. a\n2. b\n\n**Answer: these:**\n3. x\n4. y').map(({ kind }) => kind);
    expect(kinds).toEqual(['plan', 'step', 'step', 'answer']);
  });

  it.each([
    ['1. a\n   1. x\n   2. y\n2. b', ['step 1. a\n   1. x\n   2. y', 'step 2. b']],
    ['1. **A**\n\n   1. x\n   2. y\n\n2. **B**', ['step 1. **A**\n\n   1. x\n   2. y', 'step 2. **B**']],
    ['1. a\nlazy\n\t1. x\n\t2. y\n2. b', ['step 1. a\nlazy\n\t1. x\n\t2. y', 'step 2. b']],
    [
      '1. a\n2. b\n\n   Follow these steps:\n   1. x\n   2. y\n3. c',
      ['step 1. a', 'step 2. b\n\n   Follow these steps:\n   1. x\n   2. y', 'step 3. c'],
    ],
    ['- a\n  1. x\n  2. y\n- b', ['prose - a\n  1. x\n  2. y\n- b']],
    ['- a\n\n  1. x\n  2. y', ['prose - a\n\n  1. x\n  2. y']],
    ['Plan: Go.\n- a\n  1. x\n  2. y\n1. b', ['plan Plan: Go.\n- a\n  1. x\n  2. y', 'step 1. b']],
    ['  1. a\n  2. b', ['step   1. a', 'step   2. b']],
    ['- a\n\nPlan: Go.\n  1. x\n  2. y', ['prose - a', 'plan Plan: Go.', 'step   1. x', 'step   2. y']],
    ['- a\n\nNow.\n\n  1. x\n  2. y', ['prose - a\n\nNow.', 'step   1. x', 'step   2. y']],
    ['1.\n\na\n\n2.\n\nb', ['step 1.\n\na', 'step 2.\n\nb']],
  ])('leaves lists within items there: %j', (text, expected) => {
    expect(parseAnswer(text).map((section) => `${section.kind} ${section.text.trimEnd()}`)).toEqual(expected);
  });

  it.each([
    ['The answer is 4. First, \n\n**1. Title**', ['answer', 'prose']],
    ['The answer is 4. First, we add.\n\n1. Add 2.\n2. Add 2.', ['answer', 'step', 'step']],
    ['Answer: 4\n\nTherefore so. First, we add.\n\n1. Add 2.', ['answer', 'prose']],
    [
      'Plan: Go.\n1. Add.\n\nThe answer is 4. To begin, add.\n\n1. Add 2.\n2. Add 2.',
      ['plan', 'step', 'answer', 'step', 'step'],
    ],
  ])('says a first step behind an answer once, whatever list follows it: %j', (text, kinds) => {
    const sections = parseAnswer(text);
    expect(sections.map((section) => section.text).join('')).toBe(text);
    expect(sections.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('loses, adds and moves nothing', () => {
    fc.assert(
      fc.property(answers, (text) => {
        const sections = parseAnswer(text);
        expect(sections.map((section) => section.text).join('')).toBe(text);
        let at = 0;
        for (const { start, end, body, text: part } of sections) {
          expect([start, end, part]).toEqual([at, at + part.length, text.slice(start, end)]);
          expect(part).not.toBe('');
          expect(body >= start && body <= end).toBe(true);
          at = end;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an answer as it streams', () => {
  it('has the same sections however it is cut', () => {
    fc.assert(
      fc.property(streamed, (parts) => {
        const parser = new AnswerParser();
        let text = '';
        for (const part of parts) {
          parser.append(part);
          text += part;
          expect(parser.sections).toEqual(parseAnswer(text));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('has the same sections one character at a time', () => {
    for (const { text } of fixtures) {
      const parser = new AnswerParser();
      for (const char of text.split('')) parser.append(char);
      expect(parser.sections).toEqual(parseAnswer(text));
    }
  });

  it('leaves all but the last three sections as they are', () => {
    fc.assert(
      fc.property(streamed, (parts) => {
        const parser = new AnswerParser();
        for (const part of parts) {
          const before = [...parser.sections];
          parser.append(part);
          for (const [i, section] of before.slice(0, -3).entries()) expect(parser.sections[i]).toBe(section);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never takes a step of a demo answer back once the next one is there', () => {
    const takenBack: string[] = [];
    for (const { got } of demoAnswers()) {
      const parser = new AnswerParser();
      for (const char of got.split('')) {
        const before = [...parser.sections];
        parser.append(char);
        if (before.slice(0, -1).some((section, i) => parser.sections[i] !== section)) takenBack.push(got);
      }
    }
    expect(takenBack).toEqual([]);
  });

  it.each([
    ['steps', (i: number) => `${i}. This is what happens in it: a = ${i}. Then b follows.\n`],
    ['one paragraph', () => 'This goes on. And on, '],
    ['one line without a full stop', () => 'and so on '],
    ['one code block', (i: number) => (i === 1 ? '```js\n' : `let a${i} = 1; // Step 2: no\n`)],
    [
      'paragraphs behind a plan',
      (i: number) => (i === 1 ? 'To find x, we need to add.\n\n' : `Now ${i} is there.\n\n`),
    ],
    ['a list that has not begun', (i: number) => (i === 1 ? '1. One\n' : 'and more of it\n')],
    ['blank lines', () => '\n'],
  ])('costs as much at the end as at the start: %s', (_name, part) => {
    const parser = new AnswerParser();
    const cost = (from: number, to: number): number => {
      const before = parser.examined;
      let appended = 0;
      for (let i = from; i < to; i++) {
        for (const token of part(i).match(/\s*\S+|\s+/g) ?? []) {
          parser.append(token);
          appended += token.length;
        }
      }
      return (parser.examined - before) / appended;
    };
    const early = cost(1, 300);
    cost(300, 5000);
    expect(cost(5000, 5300)).toBeLessThan(early * 1.2 + 1);
  });
});

describe('what the demo model really writes', () => {
  const solved = demoAnswers().filter(({ got }) => got.startsWith('Plan:'));

  it('is plan, steps as numbered, and answer', () => {
    expect(solved.length).toBeGreaterThan(800);
    for (const { got } of solved) {
      const sections = parseAnswer(got);
      const numbers = [...got.matchAll(/^(\d+)\. /gm)].map((match) => Number(match[1]));
      const steps = sections.filter(({ kind }) => kind === 'step');
      expect(steps.map(({ number }) => number)).toEqual(numbers);
      expect(steps.map(({ text }) => text)).toEqual(got.match(/^\d+\. .*\n/gm));
      expect(sections[0]?.kind).toBe('plan');
      expect(sections.at(-1)?.text).toMatch(/^Answer: .*$/);
      expect(sections.at(-1)?.kind).toBe('answer');
      const rest = sections.slice(1 + steps.length, -1);
      expect(rest.map(({ kind, text }) => kind + text.slice(0, 4))).toEqual(
        got.includes('\nFix:') ? ['proseFix:'] : [],
      );
    }
  });

  it('is prose, at most with an answer line, in talk and refusals', () => {
    for (const { set, got } of demoAnswers()) {
      if (set !== 'chat' && set !== 'out-of-domain') continue;
      expect(parseAnswer(got).map(({ kind }) => kind)).toEqual(['prose']);
    }
  });
});
