// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { Markdown } from '../../../../src/webview/markdown/markdown.tsx';

vi.mock('../../../../src/webview/markdown/math/formula.tsx', () => ({
  Formula: ({ tex }: { tex: string }) => {
    if (tex.includes('broken')) throw new RangeError('Maximum call stack size exceeded');
    return <code>{tex}</code>;
  },
}));

const root = document.createElement('div');
const show = (text: string, isGrowing = true) =>
  void act(() => render(<Markdown text={text} isGrowing={isGrowing} />, root));
const inside = (selector: string) => [...root.querySelectorAll(selector)].map(({ textContent }) => textContent);

afterEach(() => render(null, root));

it('shows a block that cannot be drawn as it was written, and goes on with the others', () => {
  show('**One.**\n\nTwo $broken = 1$ **bold**');
  expect(inside('p')).toEqual(['One.', 'Two $broken = 1$ **bold**']);
  show('**One.**\n\nTwo $broken = 1$ **bold**\n\n**Three.**');
  expect(inside('p')).toEqual(['One.', 'Two $broken = 1$ **bold**', 'Three.']);
  expect(inside('strong')).toEqual(['One.', 'Three.']);
});

it('keeps such a block in its list', () => {
  show('- one\n- $broken = 1$\n- three', false);
  expect(inside('ul > li')).toEqual(['one', '- $broken = 1$', 'three']);
});

it('draws the block again when it is another', () => {
  show('$broken = 1$');
  show('$x$', false);
  expect(inside('p > code')).toEqual(['x']);
});
