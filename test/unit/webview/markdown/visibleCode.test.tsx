// @vitest-environment happy-dom
import { render } from 'preact';
import { describe, expect, it } from 'vitest';
import { Markdown } from '../../../../src/webview/markdown/markdown.tsx';

function codeOf(text: string, isGrowing = false): HTMLElement {
  const root = document.createElement('div');
  render(<Markdown text={text} isGrowing={isGrowing} />, root);
  const code = root.querySelector('code');
  if (code === null) throw new Error('There is code.');
  return code;
}

describe('code', () => {
  it.each([
    ['a\u202eb', 'aU+202Eb'],
    ['isAdmin\u200b = 1', 'isAdminU+200B = 1'],
    ['\u2066x\u2069', 'U+2066xU+2069'],
    ['a\u061cb\u200ec', 'aU+061CbU+200Ec'],
    ['x\u00ady\ufeffz', 'xU+00ADyU+FEFFz'],
    ['f\u3164g\u115f', 'fU+3164gU+115F'],
    ['\u{e0041}\u{e007f}', 'U+E0041U+E007F'],
    ['a\u001b[31mb\u0008c', 'aU+001B[31mbU+0008c'],
    ['a\u200db', 'aU+200Db'],
    ['x\ufe01y\ufe0f', 'xU+FE01yU+FE0F'],
    ['\u{1f600}\u200d\u202e', '\u{1f600}U+200DU+202E'],
  ])('shows hidden characters of %j by their numbers', (code, shown) => {
    for (const text of [`\`\`\`\n${code}\n\`\`\``, `\`\`\`ts\n${code}\n\`\`\``, `Then \`${code}\` there.`]) {
      expect(codeOf(text).textContent.trim()).toBe(shown);
      expect(codeOf(text).querySelectorAll('.hidden-character').length).toBeGreaterThan(0);
    }
    expect(codeOf(`\`\`\`ts\n${code}`, true).textContent.trim()).toBe(shown);
  });

  it.each([
    '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
    '❤️ ok',
    '1️⃣',
    'a\tb',
    'שלום',
    'ä é 日本 नमस्ते',
    '\u{1f44d}\u{1f3fd}',
  ])('leaves %j as it is', (code) => {
    const shown = codeOf(`\`\`\`\n${code}\n\`\`\``);
    expect(shown.textContent.trim()).toBe(code);
    expect(shown.querySelector('.hidden-character')).toBeNull();
  });
});
