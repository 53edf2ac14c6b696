import { describe, expect, it } from 'vitest';
import type { RunEvent, RunValue } from '../../../../src/protocol/sandbox.ts';
import { lineValues } from '../../../../src/reasoning/run/lineValues.ts';

const number = (value: number): RunValue => ({ kind: 'number', text: String(value) });
const set = (line: number, name: string, value: RunValue): RunEvent => ({ type: 'set', line, name, value });
const told = (events: readonly RunEvent[], lineCount = 20) =>
  lineValues(events, lineCount).map(({ line, text }) => `${line}: ${text}`);

describe('the values beside the lines of a program', () => {
  it('are those of each line, by name, in the order in which they came', () => {
    const events: RunEvent[] = [
      {
        type: 'call',
        line: 1,
        name: 'total',
        call: 1,
        args: [['prices', { kind: 'list', items: [number(3), number(9)], whole: true }]],
      },
      set(2, 'sum', number(0)),
      ...[3, 9].flatMap((price): RunEvent[] => [
        set(3, 'price', number(price)),
        { type: 'test', line: 4, source: 'price  > 5', result: price > 5, of: 'if' },
        set(5, 'sum', number(price)),
      ]),
      { type: 'return', line: 6, name: 'total', call: 1, value: { kind: 'text', text: 'a b' } },
      { type: 'print', line: 8, source: 'console.log(total)', text: 'a b\n', values: [] },
    ];
    expect(told(events)).toEqual([
      '1: prices = [3, 9]',
      '2: sum = 0',
      '3: price = 3, 9',
      '4: price > 5: false, true',
      '5: sum = 3, 9',
      "6: returns 'a b'",
      '8: prints a b ',
    ]);
  });

  it('are cut where they are many or long, between whole characters', () => {
    const many = Array.from({ length: 40 }, (_, i) => set(1, 'i', number(i)));
    expect(told(many)).toEqual(['1: i = 0, 1, 2, 3, …, 39']);
    expect(told([set(1, 's', { kind: 'text', text: '😀'.repeat(50) })])).toEqual([`1: s = '${'😀'.repeat(22)}…`]);
    const wide = Array.from({ length: 30 }, (_, i) => set(1, `name${i}`, number(1)));
    expect(Array.from(told(wide)[0] ?? '').length).toBe(3 + 120);
  });

  it('leave out what is no line of the program', () => {
    expect(told([set(0, 'a', number(1)), set(3, 'b', number(2)), set(2, 'c', number(3))], 2)).toEqual(['2: c = 3']);
  });
});
