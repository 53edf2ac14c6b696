import { describe, expect, it } from 'vitest';
import { codeIn, codeToCheck, locateCode, linesNow } from '../../../../src/reasoning/questions/askedCode.ts';
import { explainQuestion } from '../../../../src/reasoning/questions/explain.ts';

const file = ['a();', 'if (x) {', '  b();', '  c();', '}', '', 'if (x) {', '  b();', '  c();', '}', 'd();'];

describe('codeToCheck', () => {
  it('gives the code of a question with the number of its first line', () => {
    const part = { code: '  b();\n  c();', firstLine: 3, lastLine: 4 };
    const question = explainQuestion({ label: 'a.ts', language: 'TypeScript', fence: 'typescript', parts: [part] });
    expect(codeToCheck(question, 3)).toEqual({ text: 'b();\nc();', firstLine: 3 });
  });

  it('gives none where there is none, or where the lines of a second piece are not known', () => {
    expect(codeToCheck('What is 2 + 2?')).toBeUndefined();
    expect(codeToCheck('```\na\n```\n```\nb\n```')).toBeUndefined();
    expect(codeIn('```\na\n```\n```\nb\n```')).toEqual(['a', 'b']);
  });
});

describe('locateCode', () => {
  it('finds code where it was, whatever its indentation', () => {
    expect(locateCode(['b();\nc();'], file, 3)).toEqual({ text: 'b();\nc();', firstLine: 3 });
  });

  it('finds it again where it went, at the place nearest to where it was', () => {
    expect(locateCode(['b();\nc();'], ['// new', ...file], 8)?.firstLine).toBe(9);
    expect(locateCode(['b();\nc();'], ['// new', ...file], 3)?.firstLine).toBe(4);
    expect(locateCode(['b();\nc();'], file, 1000)?.firstLine).toBe(8);
  });

  it('gives several pieces as one text with the lines between them blank', () => {
    expect(locateCode(['a();', 'c();\n}', 'd();'], file, 1)).toEqual({
      text: ['a();', '', '', 'c();', '}', '', '', '', '', '', 'd();'].join('\n'),
      firstLine: 1,
    });
  });

  it('finds nothing where a line reads otherwise, or where there is no code', () => {
    expect(locateCode(['b();\nC();'], file, 3)).toBeUndefined();
    expect(locateCode(['d();', 'a();'], file, 1)).toBeUndefined();
    expect(locateCode([], file, 1)).toBeUndefined();
    expect(locateCode(['a();\nb();'], [], 1)).toBeUndefined();
  });

  it('is found by the beginning of a line that did not fit', () => {
    const line = `var a=${'b+'.repeat(200)}c;`;
    const asked = `${line.slice(0, 150)} …`;
    expect(locateCode([asked], ['', line], 1)?.firstLine).toBe(2);
    expect(locateCode([asked], ['', line.replace('var', 'let')], 1)).toBeUndefined();
    expect(locateCode(['say …'], ['say what'], 1)).toBeUndefined();
  });

  it('has the lines it stands in now', () => {
    const asked = ['b();\nc();'];
    expect(linesNow(asked, ['a();', 'b();', 'c();'], 2)).toEqual({ firstLine: 2, lastLine: 3 });
    expect(linesNow(asked, ['', '', '', 'a();', '  b();', '  c();'], 2)).toEqual({ firstLine: 5, lastLine: 6 });
    expect(linesNow(['a();', 'c();'], ['', 'a();', 'new();', 'c();'], 1)).toEqual({ firstLine: 2, lastLine: 4 });
    expect(linesNow(asked, ['b();', 'C();'], 2)).toBeUndefined();
    expect(linesNow([], ['b();'], 1)).toBeUndefined();
  });
});
