import { describe, expect, it } from 'vitest';
import { commentBlock } from '../../../../src/reasoning/comments/comment.ts';

describe('a comment', () => {
  it('begins each line with the mark, as deep as the code', () => {
    expect(
      commentBlock('Plan: add.\r\n\r\n1. `sum` is 0.\n', { line: '//' }, { indentation: '\t', language: '' }),
    ).toBe('\t// Plan: add.\n\t//\n\t// 1. `sum` is 0.\n');
    expect(commentBlock('Plan: add.', { block: ['<!--', '-->'] }, { indentation: '  ', language: '' })).toBe(
      '  <!--\n    Plan: add.\n  -->\n',
    );
  });

  it('cannot be ended by what stands in it', () => {
    const css = commentBlock('a */ body {} /* b', { block: ['/*', '*/'] }, { indentation: '', language: 'css' });
    expect(css).toBe('/*\n  a * / body {} / * b\n*/\n');
    expect(
      commentBlock('a --> <script>', { block: ['<!--', '-->'] }, { indentation: '', language: 'html' }).match(/-->/g),
    ).toHaveLength(1);
    expect(commentBlock('path C:\\', { line: '//' }, { indentation: '', language: '' })).toBe('// path C:\\ .\n');
    expect(commentBlock('a\u2028b\rc', { line: '#' }, { indentation: '', language: '' })).toBe('# a\n# b\n# c\n');
  });

  it('wraps long lines, list items below their words, and leaves long words whole', () => {
    const words = 'word '.repeat(50).trim();
    const lines = commentBlock(`1. ${words}`, { line: '//' }, { indentation: '    ', language: '' })
      .trimEnd()
      .split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(lines[0]).toMatch(/^ {4}\/\/ 1\. word/);
    expect(lines[1]).toMatch(/^ {4}\/\/ {4}word/);
    expect(lines.join(' ').match(/word/g)).toHaveLength(50);
    const url = `https://example.org/${'a'.repeat(200)}`;
    expect(commentBlock(`see ${url} there`, { line: '#' }, { indentation: '', language: '' })).toBe(
      `# see\n# ${url}\n# there\n`,
    );
  });

  it.each([
    ['java', '//', 'C:\\users \\\\u000a', '// C:\\ users \\\\ u000a'],
    ['c', '//', 'end ??/\nnext\\', '// end ??/ .\n// next\\ .'],
    [
      'python',
      '#',
      'coding: latin-1\n/// script\n# type: ignore',
      '# coding -: latin-1\n# - /// script\n# # type: ignore',
    ],
    ['ruby', '#', 'frozen_string_literal : true', '# frozen_string_literal - : true'],
    ['dockerfile', '#', 'syntax=x/y\nescape = `', '# - syntax=x/y\n# - escape = `'],
    ['bat', '@REM', '& del %x%^\na & b /?', '@REM - & del %%x%%^ .\n@REM a & b / ?'],
    ['makefile', '#', 'a $(shell id) ${x}', '# a $ (shell id) $ {x}'],
    ['php', '//', 'a ?> b', '// a ? > b'],
    ['vb', "'", 'a _', "' a _ ."],
    ['go', '//', '+build ignore', '// - +build ignore'],
    ['perl', '#', 'line 12 "x"', '# - line 12 "x"'],
    ['sql', '--', 'a &x {{ y }} b;', '-- a & x { { y } } b; .'],
    ['javascript', '//', '@ts-nocheck\neslint-disable', '// @ ts-nocheck\n// eslint -disable'],
    ['typescript', '//', 'type: string, i = 1', '// - type: string, i = 1'],
    ['c', '//', 'a\0b\u001bc\u202ed\ud800e\tf\u0085g\vh 👩‍💻', '// abcde\tf\n// g\n// h 👩‍💻'],
  ])('of %s is near to the text and gives no orders', (language, line, text, expected) => {
    expect(commentBlock(text, { line }, { indentation: '', language })).toBe(`${expected}\n`);
  });

  it('in a script or a style does not end it', () => {
    const place = { indentation: '', language: 'javascript', embedded: true };
    expect(commentBlock('a </script> <!-- b', { line: '//' }, place)).toBe('// a < /script> < !-- b\n');
  });
});
