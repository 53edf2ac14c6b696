import { describe, expect, it } from 'vitest';
import { splitFences } from '../../../../src/reasoning/questions/fences.ts';
import { fenceAfter, fenceOpenedBy, type OpenFence } from '../../../../src/reasoning/questions/openFence.ts';

/** How many lines the fence that opens `text` takes. */
function lines(text: string): number {
  const [first = '', ...others] = text.split('\n');
  let fence: OpenFence | undefined = fenceOpenedBy(first);
  let count = 1;
  for (const line of others) {
    if (!fence) break;
    fence = fenceAfter(fence, line);
    count += 1;
  }
  return count;
}

describe('a fence', () => {
  it.each([
    ['```js\na\n```\nText', 3],
    ['````js\n```\n````\nText', 3],
    ['```markdown\n# Run\n```bash\nls\n```\nDone.\n```\nText', 7],
    ['```md\n```js\na\n```\n```py\nb\n```\n```\nText', 8],
    ['~~~md\n```js\na\n```\n~~~\nText', 5],
    ['````md\n```js\n````\nText', 3],
    ['```md\n````js\n```\n````\n```\nText', 5],
    ['```text\n```js\na\n```\nText', 4],
    ['```bash\n```js\n```\nText', 3],
  ])('ends where its writer meant in %j', (text, count) => {
    expect(lines(text)).toBe(count);
  });

  it('parts a question as well', () => {
    expect(splitFences('```markdown\n```bash\nls\n```\n```\nWhy?')).toEqual([
      { kind: 'code', text: '```bash\nls\n```', info: 'markdown' },
      { kind: 'text', text: 'Why?' },
    ]);
  });
});
