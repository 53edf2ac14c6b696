import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameAnswer } from './sameAnswer.ts';
import { type Ballot, countVotes, isDecided, isLikelyDecided } from '../../../../src/reasoning/answers/votes.ts';

/** Chains in their order; `12!` is one with a failed check. */
const ballotsOf = (answers: readonly (string | undefined)[], from = 0): Ballot[] =>
  answers.map((said, i) => ({
    chain: from + i,
    ...(said !== undefined && { answer: said.replace('!', '') }),
    failedChecks: said?.endsWith('!') ? 1 : 0,
    length: 100 + i,
  }));
const count = (...answers: readonly (string | undefined)[]) => countVotes(ballotsOf(answers));
const winner = (...answers: readonly (string | undefined)[]) => count(...answers).groups[0]?.answer;

describe('a vote of several chains', () => {
  it('groups answers however they are written, and the largest group wins', () => {
    expect(count('12', '7', '12.0', '7 apples', '$12').groups).toMatchObject([
      { answer: '12', chains: [0, 2, 4] },
      { answer: '7', chains: [1, 3] },
    ]);
  });

  it('keeps answers apart that begin with the same number or letter', () => {
    expect(count('5', '5 or so', '5 million', '5 (mod 7)').groups).toHaveLength(4);
    expect(count('B', '(B) or (C)', '(A) and (B)').groups).toHaveLength(3);
    expect(count('26 is a number, but `a` is a string.', '26 is a number, but `b` is a string.').groups).toHaveLength(
      2,
    );
  });

  it('is told to be a tie where two answers have as many chains; the first chain then decides', () => {
    expect(count('7', '12', '12', '7')).toMatchObject({ isTie: true });
    expect(winner('7', '12', '12', '7')).toBe('7');
    expect(winner('12', '7', '7', '12')).toBe('12');
    expect(count('7', '12', '12')).toMatchObject({ isTie: false });
  });

  it('is never won by chains without an answer, which are counted as chains all the same', () => {
    expect(count(undefined, undefined, '4')).toMatchObject({ ended: 3, groups: [{ answer: '4', chains: [2] }] });
    expect(count(undefined, undefined).groups).toEqual([]);
    expect(count()).toEqual({ groups: [], isTie: false, ended: 0 });
  });

  it('does not count chains with a failed check against chains without one', () => {
    expect(winner('15!', '15!', '15!', '33')).toBe('33');
    expect(winner('15!', '33', '15')).toBe('15');
    expect(winner('15!', '33!', '33!')).toBe('33');
    expect(count('33', '15!')).toMatchObject({ isTie: false });
  });

  it('shows the chain with the fewest failed checks, then the shortest', () => {
    const chain = (at: number, failedChecks: number, length: number) => ({
      chain: at,
      answer: '4',
      failedChecks,
      length,
    });
    expect(countVotes([chain(0, 1, 10), chain(1, 0, 90), chain(2, 0, 50), chain(3, 0, 50)]).groups[0]?.best).toBe(2);
  });

  it('counts the same in whatever order the chains end', () => {
    const answer = fc.option(fc.constantFrom('1', '1.0', '1!', 'A', '2', '2!', '2,2', 'Hana', 'hana'), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 9 }),
        fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
        (answers, keys) => {
          const ballots = ballotsOf(answers);
          const shuffled = ballots
            .map((ballot, i) => ({ ballot, key: keys[i] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ ballot }) => ballot);
          expect(countVotes(shuffled)).toEqual(countVotes(ballots));
          for (const { chains, answer: said } of countVotes(ballots).groups) {
            for (const chain of chains) expect(sameAnswer(ballots[chain]?.answer ?? '', said)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('stopping early', () => {
  const decided = (chains: number, ...answers: readonly string[]) => isDecided(count(...answers), chains);

  it('is certain of 8 chains after five that agree: four could still end in a tie', () => {
    expect(decided(8, '7', '7', '7', '7')).toBe(false);
    expect(decided(8, '7', '7', '7', '7', '7')).toBe(true);
    expect(decided(8, '3', '7', '7', '7', '7')).toBe(false);
    expect(decided(8, '3', '7', '7', '7', '7', '7')).toBe(true);
    expect(decided(5, '7', '7', '7')).toBe(true);
    // Chains with a failed check do not outvote one that may come without.
    expect(decided(3, '7!', '7!')).toBe(false);
  });

  it('never changes who wins, nor that it is no tie, whatever the chains that were stopped would have said', () => {
    const said = fc.constantFrom('1', '1!', '2', '2!', '3', undefined);
    fc.assert(
      fc.property(
        fc.array(said, { minLength: 1, maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        (answers, hasEnded) => {
          const all = ballotsOf(answers);
          const ended = all.filter(({ chain }) => hasEnded[chain]);
          const early = countVotes(ended);
          fc.pre(isDecided(early, all.length));
          const { groups, isTie } = countVotes(all);
          expect(groups[0]?.answer).toBe(early.groups[0]?.answer);
          if (ended.length < all.length) expect(isTie).toBe(false);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is likely enough at 4 to 0, 6 to 1, 8 to 2, 9 to 3 and 11 to 4, and not one chain before', () => {
    const likely = (first: number, second: number) =>
      isLikelyDecided(count(...Array<string>(first).fill('7'), ...Array<string>(second).fill('3')));
    for (const [first, second] of [
      [4, 0],
      [6, 1],
      [8, 2],
      [9, 3],
      [11, 4],
    ] as const) {
      expect([likely(first, second), likely(first - 1, second)]).toEqual([true, false]);
    }
    expect(isLikelyDecided(count())).toBe(false);
  });
});
