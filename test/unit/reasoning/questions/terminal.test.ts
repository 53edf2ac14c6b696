import { describe, expect, it } from 'vitest';
import { namedPlaces, tailThatFits, terminalQuestion } from '../../../../src/reasoning/questions/terminal.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

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

  const at = (output: string) => namedPlaces(output).map(({ path, line }) => `${path}:${line}`);

  it.each([
    ['a URL', '    at total (file:///home/ada/a.mjs:3:7)', '/home/ada/a.mjs:3'],
    ['a URL on a line of its own', 'file:///home/ada/a.mjs:3\nimport x', '/home/ada/a.mjs:3'],
    [
      'a URL that spells characters',
      'at file:///w/my%20shop/gr%C3%B6%C3%9Fe/%5Bid%5D.mjs:3:7',
      '/w/my shop/größe/[id].mjs:3',
    ],
    ['a URL that spells them wrong', 'at file:///w/100%/a.mjs:3:7', '/w/100%/a.mjs:3'],
    ['a URL of Windows', 'at file:///C:/shop/a.mjs:3:7', 'C:/shop/a.mjs:3'],
    ['a URL with a query', 'at file:///w/a.mjs?t=12:3:7', '/w/a.mjs:3'],
    ['a path with spaces', 'at addFee (C:\\Users\\Ada L\\fee.js:3:9)', 'C:\\Users\\Ada L\\fee.js:3'],
    ['evaluated code', 'at eval (eval at f (/w/a.js:3:5), <anonymous>:1:1)', '/w/a.js:3'],
    ['umlauts', 'src/größe.ts:3:1', 'src/größe.ts:3'],
    ['Chinese characters', 'src/文件.ts:3', 'src/文件.ts:3'],
    ['accents of their own', 'src/cafe\u0301.ts:3', 'src/cafe\u0301.ts:3'],
    ['the home folder', '~/shop/a.py:3', '~/shop/a.py:3'],
    ['a route', 'src/[id]/page.tsx:3', 'src/[id]/page.tsx:3'],
    ['a group of routes', './src/(group)/page.tsx:3', './src/(group)/page.tsx:3'],
    ['all routes', 'src/[[...slug]]/[id].tsx(3,1)', 'src/[[...slug]]/[id].tsx:3'],
    ['brackets in front', '[vite]src/a.ts:3', 'src/a.ts:3'],
    ['brackets around', '[src/a.ts:3:1] (src/b.ts:4)', 'src/b.ts:4 src/a.ts:3'],
    ['quotes', '\'a.ts:3\' "b.ts:4" `c.ts:5` <d.ts:6>', 'd.ts:6 c.ts:5 b.ts:4 a.ts:3'],
    ['the end of a sentence', 'See a.ts:3. And b.ts:4; c.ts:5!', 'c.ts:5 b.ts:4 a.ts:3'],
    ['lines from to', 'a.ts:3-5', 'a.ts:3'],
    ['PHP', 'PHP Fatal error: no in /p/a.php on line 12', '/p/a.php:12'],
    ['C#', '   at A.B() in C:\\p\\A.cs:line 12', 'C:\\p\\A.cs:12'],
    ['a shell', './a.sh: line 3: foo: command not found', './a.sh:3'],
    ['Perl', 'died at a.pl line 3.', 'a.pl:3'],
    ['make', 'Makefile:2: *** missing separator', 'Makefile:2'],
    ['a Makefile in a folder', 'lib/Makefile:2: no, Dockerfile:9', 'Dockerfile:9 lib/Makefile:2'],
    [
      'eslint',
      '/w/a.ts\n  3:7  error  no\n  4:1  warning  no\n\nC:\\w\\b.ts\n  1:1  error  no\n\n3 problems',
      'C:\\w\\b.ts:1 /w/a.ts:4 /w/a.ts:3',
    ],
  ])('names those as they are written: %s', (_, output, places) => {
    expect(at(output).join(' ')).toBe(places);
  });

  it.each([
    'example.com:8080',
    'https://example.com:8080',
    'http://localhost:5173/src/a.ts:3:7',
    'webpack:///./src/a.ts:3:7',
    'example.com:443/a',
    'File "<stdin>", line 1',
    'File "<frozen importlib._bootstrap>", line 241, in x',
    'node:internal/x.js:3:1',
    'bash: line 3: foo: command not found',
    'a.ts:1.5',
    'a.ts:0:1',
    'myMakefile:3',
  ])('names no other: %s', (output) => expect(at(output)).toEqual([]));

  it('takes no long time for any output', () => {
    const parts = ['a', '/a', '(/', '/[a]', 'a.', 'a:', 'a.b:', 'file://', 'http://', 'a-', '/(', 'a.b\n 3:3 '];
    const started = cpuTime();
    for (const part of parts) namedPlaces(part.repeat(64_000 / part.length));
    expect(cpuTime() - started).toBeLessThan(10_000);
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
