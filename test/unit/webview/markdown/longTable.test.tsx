// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import type * as Parser from '../../../../src/webview/markdown/inline/parser.ts';
import { Markdown } from '../../../../src/webview/markdown/markdown.tsx';

const parsed: string[] = [];
vi.mock('../../../../src/webview/markdown/inline/parser.ts', async (original) => {
  const module = await original<typeof Parser>();
  const parse = (text: string, isGrowing: boolean) => {
    parsed.push(text);
    return module.parse(text, isGrowing);
  };
  return { ...module, parse };
});

const row = (n: number) => `| ${n} | value *${n}* |\n`;
const root = document.createElement('div');
const show = (text: string) => void act(() => render(<Markdown text={text} isGrowing />, root));

/** The most characters that are parsed for one piece, while the rows from `first` on come. */
function mostWork(before: string, first: number): { text: string; most: number } {
  let text = before;
  let most = 0;
  for (let n = first; n < first + 100; n++) {
    for (const piece of [row(n).slice(0, 5), row(n).slice(5)]) {
      text += piece;
      parsed.length = 0;
      show(text);
      most = Math.max(
        most,
        parsed.reduce((sum, { length }) => sum + length, 0),
      );
    }
  }
  return { text, most };
}

it('takes the same work for each piece of a table, however many rows there are', () => {
  const early = mostWork('| n | value |\n| --- | --- |\n', 1000);
  const firstRow = root.querySelector('tbody tr');
  const many = early.text + Array.from({ length: 1900 }, (_, n) => row(1100 + n)).join('');
  show(many);
  const late = mostWork(many, 3000);
  expect(late.most).toBe(early.most);
  expect(root.querySelectorAll('table')).toHaveLength(1);
  expect(root.querySelectorAll('tr')).toHaveLength(2101);
  expect(root.querySelector('tbody tr')).toBe(firstRow);
});
