// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { flips, shown } from '../shown.tsx';

describe('a backslash', () => {
  it.each([
    'Delete C:\\new\\*.txt and C:\\old\\*.txt today.',
    'C:\\(alt)\\tools\\[x64]',
    'C:\\Users\\_me\\#1',
    '..\\*\\_x, .\\*.ps1, src\\*.ts',
    '\\\\server\\share\\$data',
    '%TEMP%\\_x\\*',
    'Escape brackets as \\[ and \\] in the pattern.',
    'Parentheses are \\( and \\) there.',
    'The pattern \\d+\\.\\d+ and ^\\s*\\*$',
    "grep 'a\\|b' and \\{1,3\\}",
    'say \\"hi\\" or \\\'no\\\'',
    'a \\\\ b',
    'docker run \\\n-p 80',
    'It ends with \\',
  ])('stays in %j', (text) => {
    expect(shown(text)).toBe(text);
    expect(flips(text)).toEqual([]);
  });

  it.each([
    ['snake\\_case\\_name', 'snake_case_name'],
    ['5 \\* 3 \\* 2', '5 * 3 * 2'],
    ['\\*\\*not bold\\*\\*', '**not bold**'],
    ['\\$5, 50\\%, C\\#, R\\&D', '$5, 50%, C#, R&D'],
    ['1\\. no list', '1. no list'],
    ['\\- no list', '- no list'],
    ['\\# no heading', '# no heading'],
    ['\\`no code\\`', '`no code`'],
    ['\\[no link](https://example.org)', '[no link](https://example.org)'],
    ['\\[no link\\](https://example.org)', '[no link](https://example.org)'],
    ['line\\\nbreak', 'line\nbreak'],
  ])('keeps a mark from its meaning in %j', (text, looks) => {
    expect(shown(text)).toBe(looks);
  });
});
