import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
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

  it('has a question answered by several chains, which vote, and stops those that cannot change the winner', () => {
    const question = ['--votes', '8', '--seed', '5', '--json', 'What is 17 + 25?'];
    interface Voted {
      readonly answer: string;
      readonly votes: { asked: number; ended: number; agreement: number; isTie: boolean; groups: { answer: string }[] };
      readonly chains: readonly { readonly stopReason: string; readonly seed: number; readonly text: string }[];
    }
    const all = JSON.parse(ask('--all-chains', ...question).stdout) as Voted;
    expect(all.votes).toMatchObject({ asked: 8, ended: 8, agreement: 1, isTie: false, groups: [{ answer: '42' }] });
    expect(all.chains.map(({ seed }) => seed)).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
    expect(all.chains.map(({ stopReason }) => stopReason)).toEqual(Array<string>(8).fill('finished'));
    expect(all.chains.map(({ text }) => text)).toContain(all.answer);

    const early = JSON.parse(ask(...question).stdout) as Voted;
    expect(early.votes.groups[0]?.answer).toBe('42');
    expect(early.votes.ended).toBeGreaterThanOrEqual(4);
    expect(early.votes.ended).toBeLessThanOrEqual(8);

    const words = ask('--votes', '3', '--all-chains', 'What is 17 + 25?');
    expect(words.stdout).toContain('42');
    expect(words.lines).toContain('3 of 3 say 42.');
  });

  it('writes a receipt, makes the answer again from it, and refuses one that was edited', () => {
    const made = ask('--receipt', 'receipt.json', '--temperature', '0.9', '--seed', '7', 'What is 17 + 25?');
    expect(ask('--replay', 'receipt.json')).toEqual({ ...made, lines: ['The same answer, to the byte.'] });

    const receipt = readFileSync(join(folder, 'receipt.json'), 'utf8');
    expect(receipt).not.toContain(folder);
    writeFileSync(join(folder, 'edited.json'), receipt.replace('"seed": 7', '"seed": 8'));
    const edited = ask('--replay', 'edited.json');
    expect(edited.status).toBe(1);
    expect(edited.lines.join('\n')).toMatch(/edited\.json cannot be replayed\. It was changed after it was written/);
    expect(ask('--receipt', 'receipt.json', 'x').lines.join('\n')).toMatch(/receipt\.json exists already/);
  });

  it('writes a receipt of a vote and makes all its chains again', () => {
    const made = ask(
      '--votes',
      '4',
      '--seed',
      '3',
      '--receipt',
      'vote.json',
      'Tom has 12 apples and eats 5. How many are left?',
    );
    const again = ask('--replay', 'vote.json');
    expect(again.lines.at(-1)).toMatch(/^The same [2-4] chains, to the byte\.$/);
    expect(again).toMatchObject({ status: 0, stdout: made.stdout });
  });

  it.each([
    { what: 'no question', args: [], says: /^No question\. Try: npm run ask/ },
    { what: 'an unknown option', args: ['--nope', 'x'], says: /--nope/ },
    { what: 'a vote of one', args: ['--votes', '1', 'x'], says: /--votes must be from 2 to 16, not 1/ },
    { what: 'too many chains', args: ['--votes', '17', 'x'], says: /--votes must be from 2 to 16, not 17/ },
    {
      what: 'a number of chains for a receipt, which has its own',
      args: ['--votes', '3', '--replay', 'r.json'],
      says: /A receipt says by itself/,
    },
    { what: 'a receipt that is not there', args: ['--replay', 'none.json'], says: /none\.json cannot be read/ },
    { what: 'half a chain', args: ['--votes', '2.5', 'x'], says: /--votes must be a whole number/ },
    { what: 'a number that is none', args: ['--seed', 'many', 'x'], says: /--seed must be a number/ },
    { what: 'a file that is not there', args: ['--messages', 'none.json'], says: /none\.json cannot be read as JSON/ },
    { what: 'a model that is not there', args: ['--model', 'none.gguf', 'x'], says: /^Model file not found\./ },
  ])('tells $what in one line', ({ args, says }) => {
    const { status, lines } = ask(...args);
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(says)]);
  });
});
