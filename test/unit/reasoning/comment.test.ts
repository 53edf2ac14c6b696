import { describe, expect, it } from 'vitest';
import { commentBlock } from '../../../src/reasoning/comment.ts';

describe('a comment', () => {
  it('begins each line with the mark, as deep as the code', () => {
    expect(commentBlock('Plan: add.\r\n\r\n1. `sum` is 0.\n', { line: '//' }, { indentation: '\t', language: '' })).toBe(
      '\t// Plan: add.\n\t//\n\t// 1. `sum` is 0.\n',
    );
    expect(commentBlock('Plan: add.', { block: ['<!--', '-->'] }, { indentation: '  ', language: '' })).toBe('  <!--\n    Plan: add.\n  -->\n');
  });

  it('cannot be ended by what stands in it', () => {
    const css = commentBlock('a */ body {} /* b', { block: ['/*', '*/'] }, { indentation: '', language: 'css' });
    expect(css).toBe('/*\n  a * / body {} / * b\n*/\n');
    expect(commentBlock('a --> <script>', { block: ['<!--', '-->'] }, { indentation: '', language: 'html' }).match(/-->/g)).toHaveLength(1);
    expect(commentBlock('path C:\\', { line: '//' }, { indentation: '', language: '' })).toBe('// path C:\\ .\n');
    expect(commentBlock('a\u2028b\rc', { line: '#' }, { indentation: '', language: '' })).toBe('# a\n# b\n# c\n');
  });

  it('wraps long lines, list items below their words, and leaves long words whole', () => {
    const words = 'word '.repeat(50).trim();
    const lines = commentBlock(`1. ${words}`, { line: '//' }, { indentation: '    ', language: '' }).trimEnd().split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(lines[0]).toMatch(/^ {4}\/\/ 1\. word/);
    expect(lines[1]).toMatch(/^ {4}\/\/ {4}word/);
    expect(lines.join(' ').match(/word/g)).toHaveLength(50);
    const url = `https://example.org/${'a'.repeat(200)}`;
    expect(commentBlock(`see ${url} there`, { line: '#' }, { indentation: '', language: '' })).toBe(`# see\n# ${url}\n# there\n`);
  });
});
