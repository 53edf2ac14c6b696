import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../../../src/cli/ask.ts');
const folder = mkdtempSync(join(tmpdir(), 'cerebrum-ask-'));

function ask(...args: string[]) {
  const env = { ...process.env, INIT_CWD: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8', env });
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
}

describe('Asking from a terminal', () => {
  it('prints the answer, or with --json one object, with the same answer', () => {
    const words = ask('What is 17 + 25?');
    expect(words).toMatchObject({ status: 0, stdout: expect.stringContaining('42') as string });
    const json = JSON.parse(ask('--json', 'What is 17 + 25?').stdout) as { answer: string; stopReason: string };
    expect(json.answer.trim()).toBe(words.stdout.trim());
    expect(json.stopReason).toBe('finished');
  });

  it('shows the prompt, with the conversation from a file beside the caller', () => {
    const turns = [
      { role: 'user', content: 'What is 2 + 2?' },
      { role: 'assistant', content: 'Answer: 4' },
    ];
    writeFileSync(join(folder, 'chat.json'), JSON.stringify(turns));
    const { stdout } = ask('--show-prompt', '--messages', 'chat.json', '--system', 'Be short.', 'And 3 + 3?');
    expect(stdout).toMatch(/Be short\.[^]*What is 2 \+ 2\?[^]*Answer: 4[^]*And 3 \+ 3\?/);
  });

  it.each([
    { what: 'no question', args: [], says: /^No question\. Try: npm run ask/ },
    { what: 'an unknown option', args: ['--nope', 'x'], says: /--nope/ },
    { what: 'a number that is none', args: ['--seed', 'many', 'x'], says: /--seed must be a number/ },
    { what: 'a file that is not there', args: ['--messages', 'none.json'], says: /none\.json cannot be read as JSON/ },
    { what: 'a model that is not there', args: ['--model', 'none.gguf', 'x'], says: /^Model file not found\./ },
  ])('tells $what in one line', ({ args, says }) => {
    const { status, lines } = ask(...args);
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(says)]);
  });
});
