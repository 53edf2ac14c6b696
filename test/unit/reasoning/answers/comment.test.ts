import { describe, expect, it } from 'vitest';
import { commentBlock } from '../../../../src/reasoning/answers/comment.ts';

describe('a comment', () => {
  it('begins each line with the mark, as deep as the code', () => {
    expect(commentBlock('Plan: add.\r\n\r\n1. `sum` is 0.\n', { line: '//' }, '\t')).toBe(
      '\t// Plan: add.\n\t//\n\t// 1. `sum` is 0.\n',
    );
    expect(commentBlock('Plan: add.', { block: ['<!--', '-->'] }, '  ')).toBe('  <!--\n    Plan: add.\n  -->\n');
  });

  it('cannot be ended by what stands in it', () => {
    const css = commentBlock('a */ body {} /* b', { block: ['/*', '*/'] }, '');
    expect(css).toBe('/*\n  a * / body {} / * b\n*/\n');
    expect(commentBlock('a --> <script>', { block: ['<!--', '-->'] }, '').match(/-->/g)).toHaveLength(1);
    expect(commentBlock('path C:\\', { line: '//' }, '')).toBe('// path C:\\ .\n');
    expect(commentBlock('a\u2028b\rc', { line: '#' }, '')).toBe('# a\n# b\n# c\n');
  });

  it('wraps long lines, list items below their words, and leaves long words whole', () => {
    const words = 'word '.repeat(50).trim();
    const lines = commentBlock(`1. ${words}`, { line: '//' }, '    ').trimEnd().split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(lines[0]).toMatch(/^ {4}\/\/ 1\. word/);
    expect(lines[1]).toMatch(/^ {4}\/\/ {4}word/);
    expect(lines.join(' ').match(/word/g)).toHaveLength(50);
    const url = `https://example.org/${'a'.repeat(200)}`;
    expect(commentBlock(`see ${url} there`, { line: '#' }, '')).toBe(`# see\n# ${url}\n# there\n`);
  });
});
