import { describe, expect, it } from 'vitest';
import { fenceLanguage } from '../../../../../src/host/editor/edits/fenceLanguage.ts';
import { fitCode } from '../../../../../src/host/editor/edits/fitCode.ts';

describe('code that goes into a file', () => {
  it('ends without a line break of its own', () => {
    expect(fitCode('let a;\nlet b;\n', '')).toBe('let a;\nlet b;');
  });

  it('takes the depth of the line it goes to, and keeps its own shape and blank lines', () => {
    expect(fitCode('  if (a) {\n    b();\n\n  }\n', '\t')).toBe('if (a) {\n\t  b();\n\n\t}');
  });

  it('finds what lines have in common when tabs and blanks mix', () => {
    expect(fitCode('\ta\n  b\n', '')).toBe('\ta\n  b');
  });
});

describe("a fence's word", () => {
  it('becomes the id VS Code knows, or plain text', () => {
    const known = ['typescript', 'shellscript', 'zig'];
    expect(['ts', 'sh', 'zig', 'klingon', '__proto__', ''].map((word) => fenceLanguage(word, known))).toEqual([
      'typescript',
      'shellscript',
      'zig',
      'plaintext',
      'plaintext',
      'plaintext',
    ]);
  });
});
