import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIn, locateCode } from '../../../../src/reasoning/questions/askedCode.ts';
import { changeQuestion, hunkAt, hunkOf, hunksOf } from '../../../../src/reasoning/questions/change.ts';

let folder: string;
const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-'));
  git('init', '--quiet');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What git says of a file that was `before` and is `after`. */
function diffOf(before: string, after: string): string {
  writeFileSync(join(folder, 'a.txt'), before);
  git('add', '.');
  writeFileSync(join(folder, 'a.txt'), after);
  return git('diff', '--', 'a.txt');
}

const numbered = (n: number) => Array.from({ length: n }, (_, i) => `line ${i + 1}`);
const text = (lines: readonly string[], end = '\n') => lines.join(end) + end;

describe('the hunks of a diff', () => {
  it('stand at their lines of the new file, whatever git writes around them', () => {
    const before = numbered(30);
    const after = [...before];
    after.splice(19, 1, '--- nineteen', '+++ new');
    after.splice(2, 1);
    const hunks = hunksOf(diffOf(text(before), text(after)));
    expect(hunks.map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual([
      [1, 5],
      [16, 23],
    ]);
    expect(hunks[1]?.code.split('\n').filter((line) => !line.startsWith(' '))).toEqual([
      '-line 20',
      '+--- nineteen',
      '++++ new',
    ]);
    expect(hunkAt(hunks, 5)).toBe(hunks[0]);
    expect(hunkAt(hunks, 10)).toBeUndefined();
  });

  it('come without the ends of lines, also where the last one is not ended', () => {
    const hunks = hunksOf(diffOf(text(['a', 'b'], '\r\n'), 'a\r\nc'));
    expect(hunks.map(({ code }) => code)).toEqual([' a\n-b\n+c']);
    expect(hunksOf(diffOf('a\n', ''))[0]).toEqual({ code: '-a', firstLine: 1, lastLine: 1 });
    expect(hunksOf('Binary files a/x and b/x differ\n')).toEqual([]);
  });

  it('are made of the lines of both files as git makes them', () => {
    const before = numbered(12);
    const after = [...before];
    after.splice(5, 2, 'new');
    const change = {
      originalStartLineNumber: 6,
      originalEndLineNumber: 7,
      modifiedStartLineNumber: 6,
      modifiedEndLineNumber: 6,
    };
    expect([hunkOf(before, after, change)]).toEqual(hunksOf(diffOf(text(before), text(after))));
    const without = before.filter((_, i) => i !== 5);
    const deletion = { ...change, originalEndLineNumber: 6, modifiedStartLineNumber: 5, modifiedEndLineNumber: 0 };
    expect([hunkOf(before, without, deletion)]).toEqual(hunksOf(diffOf(text(before), text(without))));
    const insertion = { ...deletion, originalStartLineNumber: 5, originalEndLineNumber: 0, modifiedStartLineNumber: 6 };
    expect([hunkOf(without, before, { ...insertion, modifiedEndLineNumber: 6 })]).toEqual(
      hunksOf(diffOf(text(without), text(before))),
    );
  });
});

describe('the question about a change', () => {
  it('holds the hunks, and the code in it is that of the new file', () => {
    const before = numbered(30);
    const after = before.map((line, i) => (i === 1 || i === 24 ? `${line}!` : line));
    const [first, ...more] = hunksOf(diffOf(text(before), text(after)));
    const parts = [first ?? { code: '', firstLine: 0, lastLine: 0 }, ...more] as const;
    const question = changeQuestion({ label: 'a.txt', language: '', fence: '', parts });
    expect(question).toMatch(/^Explain step by step what this change in a\.txt \(lines 1 to 28\) does\.\n\n```diff\n/);
    expect(codeIn(question)).toEqual([text(after.slice(0, 5)).trimEnd(), text(after.slice(21, 28)).trimEnd()]);
    expect(locateCode(codeIn(question), after, 1)?.firstLine).toBe(1);
  });
});
