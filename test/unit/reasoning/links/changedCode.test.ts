import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChanged, reachOf } from '../../../../src/reasoning/links/changedCode.ts';
import { LinkedSteps } from '../../../../src/reasoning/links/linkedSteps.ts';

const CODE = [
  'function total(prices) {',
  '  let sum = 0;',
  '  for (const price of prices) {',
  '    sum += price;',
  '  }',
  '  return sum;',
  '}',
];
const OTHER = ['const a = 1;', '', 'function other() {', '  return a;', '}', ''];

/** Where the lines of the code stand now, 1-based; `-` where they do not. */
const now = (document: readonly string[]): string =>
  findChanged(CODE.join('\n'), document, 1)
    .places.map((place) => (place === undefined ? '-' : place + 1))
    .join(' ');

describe('code that has changed since it was asked about', () => {
  it('is found line by line after a change inside, wherever it moved', () => {
    expect(now(CODE)).toBe('1 2 3 4 5 6 7');
    expect(now(CODE.with(3, '    sum += 2 * price;'))).toBe('1 2 3 - 5 6 7');
    expect(now([...OTHER, ...CODE.with(1, '  let sum = 1;')])).toBe('7 - 9 10 11 12 13');
    expect(now(CODE.toSpliced(4, 0, '    log(sum);'))).toBe('1 2 3 4 6 7 8');
    expect(now(CODE.toSpliced(2, 3))).toBe('1 2 - - - 3 4');
    expect(now(CODE.map((line) => `\t\t${line}\r`))).toBe('1 2 3 4 5 6 7');
  });

  it('reaches from its first to its last line, also where these are others now', () => {
    const reach = (document: readonly string[]) =>
      reachOf(findChanged(CODE.join('\n'), document, 1).places, document.length);
    expect(reach(CODE)).toEqual({ firstLine: 1, lastLine: 7 });
    const renamed = CODE.with(0, 'export function sum(prices) {').with(6, '};');
    expect(reach([...OTHER, ...renamed, 'next();'])).toEqual({ firstLine: 7, lastLine: 13 });
    expect(reach(CODE.toSpliced(4, 0, '    log(sum);'))).toEqual({ firstLine: 1, lastLine: 8 });
    expect(reach(CODE.slice(1, 6))).toEqual({ firstLine: 1, lastLine: 5 });
    expect(reach(OTHER)).toBeUndefined();
  });

  it('is not found in other code that shares some lines with it', () => {
    expect(now(OTHER)).toBe('- - - - - - -');
    expect(now([])).toBe('- - - - - - -');
    expect(now(['function size(list) {', '  let sum = 0;', '  return sum;', '}'])).toBe('- - - - - - -');
    // One line of it far away from the rest is another line.
    const far = [...CODE.toSpliced(1, 1), ...Array<string>(30).fill('other();'), '  let sum = 0;'];
    expect(now(far)).toBe('1 - 2 3 4 5 6');
  });

  it('never names a line that reads otherwise, nor one twice, nor out of order', () => {
    const line = fc.constantFrom(...CODE, ...OTHER, 'x = 1', 'y = 2', '}');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 30 }), (code, document) => {
        const { places } = findChanged(code.join('\n'), document, 1);
        const found = places.filter((place) => place !== undefined);
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
        for (const [i, place] of places.entries()) {
          if (place !== undefined) expect(document[place]?.trim()).toBe((code[i] ?? '').trim());
        }
      }),
    );
  });

  it('leaves the links to changed lines stale, and the others where their lines are', () => {
    const document = [...OTHER, ...CODE.with(1, '  let sum = 1;')];
    const linked = new LinkedSteps([
      { ...findChanged(CODE.join('\n'), document, 1), uri: 'file:///sum.ts', label: 'sum.ts' },
    ]);
    linked.read(
      'Plan: Read it.\n1. `sum` is set to 0.\n2. `sum` grows by each `price`: `sum += price`.\nAnswer: 3',
      false,
    );
    const links = linked.links((_uri, line) => document[line - 1]);
    expect(links.map(({ step, isStale }) => [step, isStale])).toEqual([
      [0, true],
      [1, false],
    ]);
    expect(links[1]?.firstLine).toBe(10);
  });
});
