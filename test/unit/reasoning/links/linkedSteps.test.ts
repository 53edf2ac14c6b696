import { describe, expect, it } from 'vitest';
import { codeIn, locateCode } from '../../../../src/reasoning/questions/askedCode.ts';
import { LinkedSteps } from '../../../../src/reasoning/links/linkedSteps.ts';

const CODE = ['let score = 10;', 'for (const p of prices) {', '  score += p;', '}', 'console.log(score);'];
const FILE = { uri: 'file:///prices.ts', label: 'prices.ts', text: CODE.join('\n'), firstLine: 1 };
const ANSWER = [
  'Plan: Follow the values.',
  '1. `score` is set to 10.',
  '2. The loop goes through `prices`.',
  '3. `console.log(score)` prints it.',
  'Answer: it is printed',
].join('\n');

const at = (lines: readonly string[]) => (_uri: string, line: number) => lines[line - 1];
const places = (linked: LinkedSteps, lines: readonly string[]) =>
  linked.links(at(lines)).map(({ step, firstLine, isStale }) => `${step}: ${firstLine}${isStale ? ' stale' : ''}`);

describe('LinkedSteps', () => {
  it('links the whole steps of an answer that grows, and says when there are more', () => {
    const linked = new LinkedSteps([FILE]);
    const news: number[] = [];
    for (let end = 0; end < ANSWER.length; end++) {
      if (linked.read(ANSWER.slice(0, end), true)) news.push(linked.steps.length);
    }
    expect(news).toEqual([1, 2, 3]);
    expect(places(linked, CODE)).toEqual(['0: 1', '1: 2', '2: 5']);
    expect(linked.read(ANSWER, false)).toBe(false);
  });

  it('links an answer that begins anew', () => {
    const linked = new LinkedSteps([FILE]);
    linked.read(ANSWER, false);
    expect(linked.read('Plan: Look.\n1. `console.log(score)` prints.', false)).toBe(true);
    expect(places(linked, CODE)).toEqual(['0: 5']);
  });

  it('follows edits, and marks what they touched with the place known last', () => {
    const linked = new LinkedSteps([FILE]);
    linked.read(ANSWER, false);
    linked.edit(FILE.uri, { startLine: 0, startCharacter: 0, endLine: 0, endCharacter: 0, breaks: 1 });
    const moved = ['', ...CODE];
    expect(places(linked, moved)).toEqual(['0: 2', '1: 3', '2: 6']);
    expect(places(linked, moved.with(2, 'for (;;) {'))).toEqual(['0: 2', '1: 3 stale', '2: 6']);
    expect(places(linked, [])).toEqual(['0: 2 stale', '1: 3 stale', '2: 6 stale']);
  });

  it('links the steps of an answer about a change to the lines as they are after it', () => {
    const after = [
      ...Array.from({ length: 17 }, (_, i) => `// ${i}`),
      '}',
      '',
      'export function cheap(prices) {',
      '  return prices.filter((p) => p < 25);',
      '}',
    ];
    const question = [
      'Explain step by step what this change in cart.ts (lines 18 to 22) does.\n\n```diff',
      ' }\n \n export function cheap(prices) {\n-  return prices.filter((p) => p < 20);\n+  return prices.filter((p) => p < 25);\n }',
      '```',
    ].join('\n');
    const code = locateCode(codeIn(question), after, 18);
    expect(code?.firstLine).toBe(18);
    const linked = new LinkedSteps(code === undefined ? [] : [{ ...code, uri: FILE.uri, label: 'cart.ts' }]);
    linked.read('Plan: Compare.\n1. `cheap` takes `prices`.\n2. `prices.filter((p) => p < 25)` keeps more.', false);
    expect(places(linked, after)).toEqual(['0: 20', '1: 21']);
  });
});
