import { describe, expect, it } from 'vitest';
import { namedPlaces, tailThatFits, terminalQuestion } from '../../../../src/reasoning/questions/terminal.ts';

describe('the output of a terminal', () => {
  it('names places in files, the last ones first', () => {
    const output = [
      'src/cart.ts:10:3 - error TS2322: no',
      'src/cart.ts(12,7): error',
      '  File "app/orders.py", line 4, in <module>',
      '    at total (/home/ada/shop/bill.js:7:15)',
      'src/cart.ts:10:3 again',
      'C:\\shop\\main.go:9: undefined',
      'at 12:30:05, version 1.2.3:4, http://localhost:3000',
    ].join('\n');
    expect(namedPlaces(output)).toEqual([
      { path: 'C:\\shop\\main.go', line: 9 },
      { path: 'src/cart.ts', line: 10 },
      { path: '/home/ada/shop/bill.js', line: 7 },
      { path: 'app/orders.py', line: 4 },
      { path: 'src/cart.ts', line: 12 },
    ]);
  });

  it('names its own places where those of packages are many', () => {
    const packages = Array.from(
      { length: 20 },
      (_, i) => `at run (C:\\shop\\node_modules\\runner\\index.js:${i + 1}:5)`,
    );
    expect(namedPlaces(['at addFee (C:\\shop\\fee.js:2:9)', ...packages].join('\n'))).toEqual([
      { path: 'C:\\shop\\fee.js', line: 2 },
    ]);
  });

  it('is asked about by how the command ended', () => {
    expect(terminalQuestion({ command: 'npm test', exitCode: 1 }, 'no')).toBe(
      'Why did this command fail? It ended with exit code 1.\n\n```console\n$ npm test\nno\n```',
    );
    expect(terminalQuestion({ command: 'ls', exitCode: 0 }, 'a')).toMatch(/^Explain step by step what the output/);
    expect(terminalQuestion({}, 'a')).toMatch(/output of a terminal says\.\n\n```console\na\n```$/);
  });

  it('is kept from its end, in whole lines', () => {
    expect(tailThatFits(['a', 'b', 'c'], [1, 1, 1], 4)).toEqual(['b', 'c']);
    expect(tailThatFits(['a', 'b', 'c'], [1, 1, 1], 6)).toEqual(['a', 'b', 'c']);
    expect(tailThatFits(['a', 'b'], [1, 9], 4)).toEqual([]);
  });
});
