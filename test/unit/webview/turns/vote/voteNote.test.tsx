// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import type { Answer, AnswerVote, VoteChain } from '../../../../../src/protocol/conversation.ts';
import { KeptContext } from '../../../../../src/webview/parts/keptState.ts';
import { VoteNote } from '../../../../../src/webview/turns/vote/voteNote.tsx';

const chain = (index: number, answer?: string, more: Partial<VoteChain> = {}): VoteChain => ({
  chain: index,
  text: `We think ${index}. Answer: ${answer ?? ''}`,
  status: 'finished',
  ...(answer !== undefined && { answer }),
  failedChecks: 0,
  tokens: 20,
  seed: 100 + index,
  ...more,
});
const stopped = (index: number) => chain(index, undefined, { status: 'stopped' });

function show(vote: AnswerVote, fields: Partial<Answer> = {}) {
  const root = document.createElement('div');
  const text = vote.chains[0]?.text ?? '';
  const answer: Answer = { role: 'assistant', id: 'a1', text, status: 'finished', vote, ...fields };
  const question = { role: 'user', id: 'q1', text: 'How many?' } as const;
  void act(() => render(<VoteNote answer={answer} vote={vote} question={question} />, root));
  const buttons = () => [...root.querySelectorAll('button')];
  return {
    words: root.querySelector('.vote-words')?.textContent ?? '',
    isDoubtful: root.querySelector('.doubtful') !== null,
    fields: [...root.querySelectorAll('.agreement span')].map((field) => field.className),
    lists: buttons().map((button) => button.textContent.trim()),
    notes: () => [...root.querySelectorAll('.note')].map((note) => note.textContent),
    open: (index: number) => {
      void act(() => buttons()[index]?.click());
      return [...root.querySelectorAll('.vote-chains li')].map((item) => item.textContent);
    },
  };
}

describe('while a vote runs', () => {
  it.each([
    [{ asked: 5, chains: [] }, '0 of 5 done.'],
    [{ asked: 5, atOnce: 2, chains: [] }, '0 of 5 done, 2 at a time.'],
    [{ asked: 5, atOnce: 5, chains: [chain(0, '33')] }, '1 of 5 done. 1 says 33.'],
    [{ asked: 5, chains: [chain(0, '33'), chain(2, '34')] }, '2 of 5 done.'],
    [{ asked: 5, chains: [chain(0, '33'), chain(2, '34'), chain(3, '33')] }, '3 of 5 done. 2 say 33.'],
    [{ asked: 5, chains: [chain(0), chain(2)] }, '2 of 5 done.'],
  ])('it says how it stands (%#)', (vote, words) => {
    const { words: said, isDoubtful, notes } = show(vote, { status: 'writing' });
    expect(said).toBe(words);
    expect(isDoubtful).toBe(false);
    expect(notes()).toEqual([]);
  });

  it('there is a field for each chain', () => {
    const vote = { asked: 5, chains: [chain(0, '34'), chain(1, '33'), chain(2), chain(3, '33')] };
    expect(show(vote, { status: 'writing' }).fields).toEqual(['leader', 'leader', 'other', 'none', '']);
  });
});

describe('a vote that ended', () => {
  const wrong = { failedChecks: 1 };
  it.each<[VoteChain[], string, boolean]>([
    [[0, 1, 2, 3].map((i) => chain(i, '33')).concat(chain(4, '35')), '4 of 5 say 33.', false],
    [
      [chain(0, '33'), chain(1, '33'), chain(2, '33'), stopped(3)],
      '3 of 3 say 33. The other 2 were stopped: they could not change which answer wins.',
      false,
    ],
    [
      [chain(0, '33'), chain(1, '33'), chain(2, '33'), chain(3, '35')],
      '3 of 4 say 33. The last one was stopped: it could not change which answer wins.',
      false,
    ],
    [
      [chain(0, '33'), chain(1, '33'), chain(2, '1'), chain(3, '2'), chain(4, '3')],
      'The chains disagree: 2 of 5 say 33.',
      true,
    ],
    [
      [chain(0, '33'), chain(1, '33'), chain(2, '34'), chain(3, '34'), chain(4)],
      'A tie: 2 of 5 for 33, as many for 34.',
      true,
    ],
    [[0, 1, 2, 3, 4].map((i) => chain(i)), 'None of 5 chains gave an answer that can be compared.', true],
    [
      [chain(0, '33', wrong), chain(1, '33', wrong), chain(2, '33', wrong), chain(3, '34'), chain(4)],
      'The chains disagree: 1 of 5 says 34. 3 chains have a wrong step and did not vote.',
      true,
    ],
    [[0, 1, 2, 3, 4].map((i) => chain(i, '33', wrong)), '5 of 5 say 33. Every chain has a wrong step.', true],
    [[chain(0, 'x'.repeat(90)), ...[1, 2, 3, 4].map((i) => chain(i, 'no'))], '4 of 5 say no.', false],
  ])('says who agrees (%#)', (chains, words, isDoubtful) => {
    expect(show({ asked: 5, chains })).toMatchObject({ words, isDoubtful });
  });

  it('never says that an answer is right', () => {
    const { words, notes } = show({ asked: 3, chains: [0, 1, 2].map((i) => chain(i, '33')) });
    expect([words, ...notes()].join(' ')).not.toMatch(/right|correct|sure|verified/i);
    expect(notes()).toEqual(['Agreement is no proof: chains can be wrong together.']);
  });

  it.each([
    ['stopped', [chain(0, '33'), stopped(1)], 'The only chain that ended says 33. 4 of 5 did not come to their end.'],
    ['stopped', [stopped(0)], 'No chain came to its end.'],
    ['interrupted', [], 'No chain came to its end.'],
    ['failed', [chain(0, '33'), chain(2, '33')], '2 of 2 say 33. 3 of 5 did not come to their end.'],
    ['interrupted', [chain(0)], 'The only chain that ended gave no answer. 4 of 5 did not come to their end.'],
  ] as const)('early (%s) says what did not end (%#)', (status, chains, words) => {
    expect(show({ asked: 5, chains }, { status }).words).toBe(words);
  });

  it.each([
    [[chain(0, '33'), chain(1, '33'), chain(2, '33'), chain(3, '33')], 'The last one was stopped'],
    [[chain(0, '33'), chain(1, '33'), chain(2, '33')], 'The other 2 were stopped'],
  ])('by a likely result does not say that it was certain (%#)', (chains, words) => {
    const said = show({ asked: 5, isLikely: true, chains }).words;
    expect(said).toContain(`${words}: another result was unlikely.`);
    expect(said).not.toContain('could not change');
  });

  it('says of a chain with another answer which step comes to a value that the answer does not have', () => {
    const right = '1. Bought: 3 * 7 = 21.\n2. Together: 12 + 21 = 33.\nAnswer: 33';
    const bags = '1. Bags: 12 + 3 = 15.\nAnswer: 15';
    const words = '1. We think.\nAnswer: 14';
    const chains = [
      chain(0, '33', { text: right }),
      chain(1, '33', { text: '1. 7 + 7 = 14.\n2. 14 + 7 = 21.\n3. 12 + 21 = 33.\nAnswer: 33' }),
      chain(2, '15', { text: bags }),
      chain(3, '14', { text: words }),
    ];
    const { open } = show({ asked: 4, chains });
    const note = 'comes to';
    // Who agrees is no other chain, however it got there.
    for (const agreeing of open(0)) expect(agreeing).not.toContain(note);
    expect(open(1)[0]).toContain('Step 1 comes to 15, as no step of the answer does.');
    expect(open(2)[0]).not.toContain(note);
  });

  it('shows the chains of each answer at one click, with what a check finds in them, and hides them again', () => {
    const text = 'We add. 3 + 4 = 8. Answer: 8';
    const chains = [chain(0, '7'), chain(1, '7'), chain(2, '8', { text, failedChecks: 1 }), chain(3), stopped(4)];
    const { lists, open } = show({ asked: 5, chains });
    expect(lists).toEqual(['7× 2', '8× 1', 'No answer× 1', 'Not finished× 1']);
    const [first, second] = open(0);
    expect(first).toBe('Chain 1 · 20 tokens · seed 100Its text is the answer below.');
    expect(second).toContain('Chain 2 · 20 tokens · seed 101We think 1. Answer: 7');
    const [other] = open(1);
    expect(other).toContain('Chain 3 · 1 wrong statement · 20 tokens · seed 102');
    expect(other).toContain('3 + 4 = 8');
    expect(open(1)).toEqual([]);
  });
});

it('a thought that is unfolded in a chain of one vote stays folded in the same chain of another', () => {
  const thinking = chain(1, '33', { text: '<think>\nNine and nine?\n</think>\nAnswer: 33' });
  const vote = { asked: 2, chains: [chain(0, '33'), thinking] };
  const kept = new Map<string, unknown>();
  const thoughts = (id: string): HTMLElement => {
    const root = document.createElement('div');
    const answer: Answer = { role: 'assistant', id, text: vote.chains[0]?.text ?? '', status: 'finished', vote };
    void act(() =>
      render(
        <KeptContext.Provider value={kept}>
          <VoteNote answer={answer} vote={vote} question={{ role: 'user', id: 'q1', text: 'How many?' }} />
        </KeptContext.Provider>,
        root,
      ),
    );
    if (root.querySelector('.vote-chains') === null) void act(() => root.querySelector('button')?.click());
    return root.querySelector('.thought') ?? root;
  };
  const first = thoughts('a1');
  void act(() => first.querySelector('button')?.click());
  expect(first.textContent).toContain('Nine and nine?');
  expect(thoughts('a1').textContent).toContain('Nine and nine?');
  expect(thoughts('a2').textContent).not.toContain('Nine and nine?');
});
