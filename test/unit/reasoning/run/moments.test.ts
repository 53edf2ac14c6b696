import { describe, expect, it } from 'vitest';
import type { RunEvent, RunValue } from '../../../../src/protocol/sandbox.ts';
import { MOST_MOMENTS, momentsOf, valuesAt } from '../../../../src/reasoning/run/moments.ts';

const number = (value: number): RunValue => ({ kind: 'number', text: String(value) });
/** @param depth calls that run then */
const set = (line: number, name: string, value: number, depth = 0): RunEvent => ({
  ...{ type: 'set', line, name, value: number(value), depth },
});
const call = (line: number, name: string, args: Record<string, number>, depth = 1): RunEvent => ({
  ...{ type: 'call', line, name, call: 1, depth },
  args: Object.entries(args).map(([key, value]) => [key, number(value)] as const),
});
const back = (line: number, name: string, value: number, depth = 1): RunEvent => ({
  ...{ type: 'return', line, name, call: 1, value: number(value), depth },
});

const CODE = [
  'let total = 1;',
  'function fee(price) {',
  '  const more = price + 1;',
  '  return more;',
  '}',
  'total = fee(20);',
];
const EVENTS: readonly RunEvent[] = [
  set(1, 'total', 1),
  call(2, 'fee', { price: 20 }),
  set(3, 'more', 21, 1),
  back(4, 'fee', 21),
  set(6, 'total', 21),
];
const values = (events: readonly RunEvent[], index: number) =>
  Object.fromEntries(valuesAt(momentsOf(events, CODE.join('\n')), index));

describe('the moments of a run', () => {
  it('say in order what happened in which line', () => {
    const told = momentsOf(EVENTS, CODE.join('\n')).map(({ line, source, text }) => `${line} ${source} → ${text}`);
    expect(told).toEqual([
      '1 let total = 1; → total = 1',
      '2 function fee(price) { → fee(price = 20)',
      '3 const more = price + 1; → more = 21',
      '4 return more; → returns 21',
      '6 total = fee(20); → total = 21',
    ]);
    const test: RunEvent = { type: 'test', line: 1, source: 'i  <\n 3', result: false, of: 'loop' };
    const print: RunEvent = { type: 'print', line: 1, source: 'print(x)', text: 'a\nb\n', values: [] };
    expect(momentsOf([test, print], 'x').map(({ text }) => text)).toEqual(['i < 3: false', 'prints a ⏎ b']);
  });

  it('know the values then: those of the function that runs, and the caller’s again behind it', () => {
    expect(values(EVENTS, 0)).toEqual({ total: '1' });
    expect(values(EVENTS, 1)).toEqual({ price: '20' });
    expect(values(EVENTS, 2)).toEqual({ price: '20', more: '21' });
    expect(values(EVENTS, 3)).toEqual({ price: '20', more: '21' });
    expect(values(EVENTS, 4)).toEqual({ total: '21' });
  });

  it('leave a name out that a function set as well: which of the two it is nobody knows', () => {
    const shadowed = [set(1, 'total', 1), call(2, 'fee', {}), set(3, 'total', 5, 1), back(4, 'fee', 5)];
    const after: RunEvent = { type: 'test', line: 6, source: 'true', result: true, of: 'if', depth: 0 };
    expect(values([...shadowed, after], 4)).toEqual({});
    expect(values([...shadowed, set(6, 'total', 5)], 4)).toEqual({ total: '5' });
  });

  it('of calls within calls belong to the innermost', () => {
    const inner = [
      ...[call(2, 'f', { n: 2 }), call(2, 'f', { n: 1 }, 2), back(4, 'f', 1, 2), back(4, 'f', 2)],
      set(6, 'a', 2),
    ];
    expect([0, 1, 2, 3, 4].map((index) => values(inner, index))).toEqual([
      { n: '2' },
      { n: '1' },
      { n: '1' },
      {},
      { a: '2' },
    ]);
  });

  it('of a function that gives nothing back are over when it is left, and the program’s own are there again', () => {
    const log = [set(1, 'total', 1), call(2, 'log', { text: 5 }), set(3, 'more', 6, 1), set(6, 'total', 2)];
    expect(values(log, 2)).toEqual({ text: '5', more: '6' });
    expect(values(log, 3)).toEqual({ total: '2' });
    const twice = [call(2, 'log', { text: 5 }), call(2, 'log', { text: 7 })];
    expect(values(twice, 1)).toEqual({ text: '7' });
  });

  it('leave out what a call below the program did, and end where there are too many', () => {
    expect(momentsOf([set(7, 'x', 1), set(0, 'y', 1)], CODE.join('\n'))).toEqual([]);
    const many = Array.from({ length: 400 }, (_, i) => set(1, 'i', i));
    expect(momentsOf(many, 'i')).toHaveLength(MOST_MOMENTS);
    const long: RunEvent = { type: 'set', line: 1, name: 's', value: { kind: 'text', text: '😀'.repeat(99) } };
    expect(momentsOf([long], 'x'.repeat(200))[0]).toMatchObject({
      source: `${'x'.repeat(79)}…`,
      text: `s = '${'😀'.repeat(58)}…`,
    });
  });
});
