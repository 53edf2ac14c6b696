import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/protocol/panel.ts';
import { anchorStepsIn, type AnchoredFile } from '../../../src/reasoning/anchors/severalFiles.ts';
import { askedDocuments, locateGroups } from '../../../src/reasoning/askedDocuments.ts';
import { attachedEntry } from '../../../src/reasoning/context/attached.ts';

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

  it('are those the user added, each once', () => {
    expect(askedDocuments(question).map(({ label, groups }) => [label, groups.length])).toEqual([
      ['rates.ts', 1],
      ['bill.ts', 2],
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
