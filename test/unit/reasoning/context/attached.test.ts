import { describe, expect, it } from 'vitest';
import {
  attachedEntry,
  bodyOf,
  linesAfter,
  shareOut,
  shortened,
  type AttachedPiece,
} from '../../../../src/reasoning/context/attached.ts';

const piece: AttachedPiece = {
  kind: 'file',
  name: '',
  label: 'src/a.md',
  uri: 'file:///src/a.md',
  fence: 'markdown',
  firstLine: 5,
  lastLine: 8,
  text: '  one\n  ```\n  three\n  four',
};

describe('what is added to a question', () => {
  it('stands in the prompt under its file and lines, in a fence its own backticks cannot close', () => {
    const { text } = attachedEntry(piece, '0');
    expect(text).toBe('src/a.md (lines 5 to 8):\n````markdown\none\n```\nthree\nfour\n````');
  });

  it('loses lines at its end and says which', () => {
    const entry = attachedEntry(piece, '0');
    const cut = shortened(entry, 2);
    expect(bodyOf(cut)).toEqual(['one', '```']);
    expect(cut).toMatchObject({ firstLine: 5, lastLine: 6, leftOut: 2 });
    expect(cut.text).toMatch(/^src\/a\.md \(lines 5 to 6\):\n/);
    expect(shortened(cut, 1)).toMatchObject({ lastLine: 5, leftOut: 3 });
    expect(shortened(cut, 0)).toMatchObject({ text: '', leftOut: 4 });
    expect(shortened(entry, 9)).toBe(entry);
  });

  it('gives problems line by line', () => {
    const entry = attachedEntry({ ...piece, kind: 'problems', text: 'line 5: error: a\nline 7: error: b' }, '0');
    expect(entry.text).toBe('Problems in src/a.md:\nline 5: error: a\nline 7: error: b');
    expect(shortened(entry, 1)).toMatchObject({ text: 'Problems in src/a.md:\nline 5: error: a', leftOut: 1 });
  });

  it('gives changes with their signs, and takes lines away from their end', () => {
    const text = ' function f() {\n-  return 1;\n+  return 2;\n }';
    const entry = attachedEntry({ ...piece, kind: 'changes', fence: 'diff', text }, '0');
    expect(entry.text).toBe(`Changes in src/a.md:\n\`\`\`diff\n${text}\n\`\`\``);
    expect(bodyOf(entry)).toEqual(text.split('\n'));
    const cut = shortened(entry, 2);
    expect(cut).toMatchObject({ leftOut: 2, firstLine: entry.firstLine, lastLine: entry.lastLine });
    expect(cut.text).toBe('Changes in src/a.md:\n```diff\n function f() {\n-  return 1;\n```');
  });

  it('gives an output with its command and how it ended, and keeps its end, where the error stands', () => {
    const text = '  running\nok 1\nnot ok 2\nError: 3 < 4';
    const output = {
      ...piece,
      kind: 'terminal',
      uri: '',
      label: 'npm test',
      name: 'exit code 1',
      fence: 'console',
      text,
    } as const;
    const entry = attachedEntry(output, '0');
    expect(entry.text).toBe(`Output of \`npm test\` in the terminal (exit code 1):\n\`\`\`console\n${text}\n\`\`\``);
    const cut = shortened(entry, 2);
    expect(cut).toMatchObject({ leftOut: 2 });
    expect(cut.text).toMatch(
      /^Output of `npm test` in the terminal \(exit code 1\):\n```console\nnot ok 2\nError: 3 < 4\n```$/,
    );
    expect(shortened(cut, 1).text).toContain('console\nError: 3 < 4\n```');
    expect(shortened(cut, 0)).toMatchObject({ text: '', leftOut: 4 });
    expect(attachedEntry({ ...output, name: '' }, '0').text).toMatch(/^Output of `npm test` in the terminal:\n/);
  });

  it('shares the room evenly among those that do not fit', () => {
    expect(shareOut([10, 20], 100)).toEqual([10, 20]);
    expect(shareOut([200, 10, 300], 110)).toEqual([50, 10, 50]);
    expect(shareOut([40], -5)).toEqual([0]);
  });
});

describe('lines that follow the edits of their document', () => {
  const lines = { firstLine: 5, lastLine: 8 };
  const edit = (startLine: number, endLine: number, endCharacter: number, breaks: number) =>
    linesAfter(lines, { startLine, endLine, endCharacter, breaks });

  it.each([
    ['a line put in above', edit(0, 0, 0, 1), { firstLine: 6, lastLine: 9 }],
    ['a line put in right above', edit(4, 4, 0, 1), { firstLine: 6, lastLine: 9 }],
    ['lines deleted above', edit(1, 3, 0, 0), { firstLine: 3, lastLine: 6 }],
    ['a line put in inside', edit(5, 5, 3, 1), { firstLine: 5, lastLine: 9 }],
    ['a line deleted inside', edit(5, 6, 0, 0), { firstLine: 5, lastLine: 7 }],
    ['a line put in below', edit(9, 9, 0, 1), lines],
    ['all of it deleted', edit(3, 9, 0, 0), undefined],
  ])('%s', (_name, after, expected) => {
    expect(after).toEqual(expected);
  });
});
