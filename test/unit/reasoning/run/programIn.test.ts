import { describe, expect, it } from 'vitest';
import { programIn } from '../../../../src/reasoning/run/programIn.ts';

const languageOf = (code: string) => programIn(`What is x?\n\n\`\`\`\n${code}\n\`\`\``)?.language;

describe('a program without the name of its language', () => {
  it.each([
    ['let x = 7;\nx += 2;', 'typescript'],
    ['const x = 7 / 2;\nconsole.log(x);', 'typescript'],
    ['var half = (n) => n / 2;\nvar x = half(7);', 'typescript'],
    ['function half(n) { return n / 2; }', 'typescript'],
    ['x = 7 / 2', 'python'],
    ['for i in range(3):\n    x = i / 2', 'python'],
  ])('is read by its words: %j', (code, language) => {
    expect(languageOf(code)).toBe(language);
  });

  it.each([
    // Whole numbers stay whole in C#, Rust, Swift and C.
    'var x = 7 / 2;',
    'let x = 7 / 2;\nlet y = x * 2;',
    'for (i = 0; i < 4; i++) total += i / 2;',
    'int x = 7;\nx /= 2;',
  ])('is not run where another language would come to something else: %j', (code) => {
    expect(languageOf(code)).toBeUndefined();
  });
});
