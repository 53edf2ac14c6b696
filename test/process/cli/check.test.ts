import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ENTRY = fileURLToPath(new URL('../../../src/cli/check.ts', import.meta.url));
const run = (args: readonly string[], input = '') =>
  spawnSync(process.execPath, [ENTRY, ...args], { input, encoding: 'utf8' });

it('prints every statement judged, with its place', () => {
  const { status, stdout } = run(['-'], 'He has 3 + 4 = 8.\nSo 5 > 3 is true.\n');
  expect([status, stdout]).toEqual([0, '1:8 wrong  3 + 4 = 8 (7)\n2:4 right  5 > 3\n']);
});

it('prints JSON, one array per line', () => {
  const { stdout } = run(['--json', '--lines', '-'], '3 + 4 = 8\r\nnothing\n2 * 2 = 4\n');
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    [{ start: 0, end: 9, kind: 'arithmetic', verdict: 'false', expected: '7' }],
    [],
    [{ start: 0, end: 9, kind: 'arithmetic', verdict: 'true' }],
  ]);
});

it.each([[['/not/there']], [[]], [['a', 'b']], [['--nothing', '-']]])(
  'says in one line what is wrong with %j',
  (args) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout, stderr.trimEnd().split('\n').length]).toEqual([1, '', 1]);
  },
);

it('takes a megabyte in one line', () => {
  expect(run(['--json', '-'], '1 + 1 = 3 '.repeat(100_000)).status).toBe(0);
});
