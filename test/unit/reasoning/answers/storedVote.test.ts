import { describe, expect, it } from 'vitest';
import type { AnswerVote, VoteChain } from '../../../../src/protocol/conversation.ts';
import { standingOf } from '../../../../src/reasoning/answers/storedVote.ts';

const chain = (index: number, answer?: string, more: Partial<VoteChain> = {}): VoteChain => ({
  chain: index,
  text: `Answer: ${answer ?? ''}`,
  status: 'finished',
  ...(answer !== undefined && { answer }),
  failedChecks: 0,
  tokens: 9,
  seed: index,
  ...more,
});
const vote = (...chains: VoteChain[]): AnswerVote => ({ asked: 5, chains });
const listed = (given: AnswerVote) =>
  standingOf(given).lists.map(({ kind, answer, chains }) => [kind, answer, chains.map((each) => each.chain)]);

describe('how a vote stands', () => {
  it.each([
    ['none', vote()],
    ['none', vote(chain(0), chain(1))],
    ['majority', vote(chain(0, '33'))],
    ['majority', vote(chain(0, '33'), chain(1, '$33.00'), chain(2, '34'))],
    ['tie', vote(chain(0, '33'), chain(1, '34'))],
    // Two of four: half is no majority.
    ['disagreement', vote(chain(0, '33'), chain(1, '33'), chain(2, '34'), chain(3))],
    ['disagreement', vote(chain(0, '1'), chain(1, '2'), chain(2, '3'), chain(3, '3'), chain(4, '4'))],
    // As many chains, but those of one have a wrong step.
    ['disagreement', vote(chain(0, '33', { failedChecks: 1 }), chain(1, '34'))],
  ])('is %s', (kind, given) => expect(standingOf(given).kind).toBe(kind));

  it('lists the winner first, then those without an answer, then those that were stopped, which do not vote', () => {
    const given = vote(
      chain(0, '34'),
      chain(1),
      chain(2, '33'),
      chain(3, '33', { failedChecks: 2 }),
      chain(4, '34', { status: 'stopped' }),
      chain(5, '33'),
    );
    expect(listed(given)).toEqual([
      ['answer', '33', [2, 3, 5]],
      ['answer', '34', [0]],
      ['none', undefined, [1]],
      ['stopped', undefined, [4]],
    ]);
    expect(standingOf(given)).toMatchObject({ unheard: 1, leader: { chains: [2, 3, 5], votes: 2 } });
    expect(standingOf(given).count.ended).toBe(5);
  });

  it('is the same however many others gave no answer', () => {
    const none = Array.from({ length: 9 }, (_, i) => chain(i + 1));
    expect(standingOf(vote(chain(0, '7'), ...none)).leader?.answer).toBe('7');
  });
});
