import { describe, expect, it } from 'vitest';
import type { Question } from '../../../../src/protocol/conversation.ts';
import { anchorStepsIn, type AnchoredFile } from '../../../../src/reasoning/anchors/severalFiles.ts';
import { LinkedSteps } from '../../../../src/reasoning/links/linkedSteps.ts';
import { askedDocuments, locateGroups } from '../../../../src/reasoning/questions/askedDocuments.ts';
import { attachedEntry } from '../../../../src/reasoning/context/attached.ts';
import { ANCHOR_CASES } from './anchorCases.ts';

const RATES = ['export function vat(price: number): number {', '  return price * RATE;', '}'];
const BILL = [
  'import { vat } from "./rates";',
  '',
  'for (const item of items) {',
  '  sum += vat(item);',
  '}',
  'print(sum);',
];
const file = (label: string, lines: readonly string[], firstLine = 1): AnchoredFile => ({
  uri: `file:///${label}`,
  label,
  text: lines.join('\n'),
  firstLine,
});
const places = (steps: readonly string[], files: readonly AnchoredFile[]) =>
  anchorStepsIn(steps, files).map(([anchor]) => anchor && `${files[anchor.file]?.label ?? ''}:${anchor.firstLine}`);

describe('steps about several files', () => {
  const files = [file('rates.ts', RATES, 11), file('bill.ts', BILL)];

  it('are linked to the lines of the right one', () => {
    const steps = ['`vat` returns `price * RATE`.', 'The loop goes through `items`.', '`sum += vat(item)` adds each.'];
    expect(places(steps, files)).toEqual(['rates.ts:12', 'bill.ts:3', 'bill.ts:4']);
  });

  it('are linked by a line number only where the file is named, too', () => {
    const steps = ['Line 12 computes it.', 'Line 12 of rates.ts computes it.', 'In bill.ts, line 6 prints.'];
    expect(places(steps, files)).toEqual([undefined, 'rates.ts:12', 'bill.ts:6']);
  });

  it('are not linked where two files read alike', () => {
    expect(places(['`return price * RATE` is the result.'], [file('a.ts', RATES), file('b.ts', RATES)])).toEqual([
      undefined,
    ]);
  });
});

describe('steps about code and what was found beside it', () => {
  const main = file('main.ts', ['let total = vat(8);', 'console.log(total);'], 3);
  const rates = { ...file('rates.ts', RATES, 11), isFound: true };
  const steps = ['The function `vat` returns `price * RATE`.', '`vat(8)` is 11.', '`console.log(total)` prints 11.'];

  it('go over into the other file and back', () => {
    expect(places(steps, [main, rates])).toEqual(['rates.ts:12', 'main.ts:3', 'main.ts:4']);
    expect(places(['Line 4 prints.', 'Line 12 of rates.ts computes.'], [main, rates])).toEqual([
      'main.ts:4',
      'rates.ts:12',
    ]);
  });

  it('keep the links they have without it, unless they speak of it', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `console.log(other${i});`);
    const [, ...own] = steps;
    expect(places(own, [main, { ...file('log.ts', lines), isFound: true }])).toEqual(places(own, [main]));
  });

  it('hardly ever go over into code of another explanation', () => {
    const gone = ANCHOR_CASES.flatMap(({ name, code, steps: told }, i) => {
      const more = [1, 2, 3].map((by) => ANCHOR_CASES[(i + by) % ANCHOR_CASES.length]?.code ?? '');
      const found = more.map((text, n) => ({ ...file(`${n}.ts`, [text]), isFound: true }));
      const words = told.map(([text]) => text);
      return places(words, [file('own.ts', [code]), ...found]).map((place, n) =>
        place === undefined || place.startsWith('own.ts') ? undefined : `${name}: ${words[n] ?? ''} ${place}`,
      );
    });
    const wrong = gone.filter((place) => place !== undefined);
    expect(wrong.length / gone.length, wrong.join('\n')).toBeLessThan(0.02);
  });

  it('name the file only where it is another one', () => {
    const linked = new LinkedSteps([main, rates]);
    linked.read(steps.map((step, i) => `${i + 1}. ${step}`).join('\n'), false);
    const lines = [...RATES, '', '', '', '', '', '', '', ...RATES];
    const links = linked.links((uri, line) => (uri === main.uri ? main.text.split('\n')[line - 3] : lines[line - 1]));
    expect(links.map(({ label, firstLine }) => [label, firstLine])).toEqual([
      ['rates.ts', 12],
      [undefined, 3],
      [undefined, 4],
    ]);
  });
});

describe('the documents a question is about', () => {
  const entry = (kind: 'file' | 'problems' | 'selection', label: string, lines: readonly string[], firstLine = 1) =>
    attachedEntry(
      {
        ...{ kind, name: '', label, uri: `file:///${label}`, fence: 'ts', firstLine },
        ...{ lastLine: firstLine + lines.length - 1, text: lines.join('\n') },
      },
      label,
    );
  const found = { id: 'f', name: '', label: 'found.ts', uri: 'file:///found.ts', firstLine: 1, lastLine: 3, tokens: 9 };
  const question: Question = {
    role: 'user',
    id: 'q',
    text: 'Why?',
    context: [
      entry('file', 'rates.ts', RATES),
      entry('selection', 'bill.ts', BILL.slice(3, 4), 4),
      entry('selection', 'bill.ts', BILL.slice(0, 1)),
      entry('problems', 'scores.js', ['line 1: error: no']),
      { ...found, text: 'found.ts (lines 1 to 3):\n```ts\nlet a;\n```' },
    ],
  };

  it('are those the user added, and those found beside them, each once', () => {
    const more = [
      { ...found, id: 'g', firstLine: 7, text: 'found.ts (line 7):\n```ts\nlet b;\n```' },
      { ...found, id: 'h', label: 'rates.ts', uri: 'file:///rates.ts', text: 'rates.ts (line 9):\n```ts\nlet c;\n```' },
      { ...found, id: 'i', label: 'p.ts', uri: 'file:///p.ts', text: 'Problems in p.ts:\nline 1: no' },
      { ...found, id: 'j', label: 'l.d.ts', uri: 'file:///node_modules/l.d.ts', text: 'log:\n```ts\nlog(): void\n```' },
    ];
    const documents = askedDocuments({ ...question, context: [...(question.context ?? []), ...more] });
    expect(documents.map(({ label, groups, isFound }) => [label, groups.length, isFound])).toEqual([
      ['rates.ts', 1, false],
      ['bill.ts', 2, false],
      ['found.ts', 2, true],
    ]);
  });

  it('are asked about where the question comes from, whatever was found around it', () => {
    const source = {
      label: 'bill.ts',
      uri: 'file:///bill.ts',
      language: 'ts',
      firstLine: 6,
      lastLine: 6,
      lastSentLine: 6,
    };
    const around = {
      ...found,
      label: 'bill.ts',
      uri: 'file:///bill.ts',
      text: 'bill.ts (line 1):\n```ts\nlet a;\n```',
    };
    const asked = { ...question, text: 'Why?\n```ts\nprint(sum);\n```', source, context: [around] };
    expect(askedDocuments(asked)).toEqual([
      { uri: 'file:///bill.ts', label: 'bill.ts', groups: [{ pieces: ['print(sum);'], near: 6 }], isFound: false },
    ]);
  });

  it('are found again with all pieces, wherever they stand now', () => {
    const groups = askedDocuments(question)[1]?.groups ?? [];
    expect(locateGroups(groups, ['', ...BILL])).toEqual({
      text: [BILL[0], '', '', BILL[3]?.trim()].join('\n'),
      firstLine: 2,
    });
    expect(locateGroups(groups, BILL.slice(1))).toBeUndefined();
  });
});
