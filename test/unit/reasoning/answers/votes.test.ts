import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameAnswer } from '../../../../src/reasoning/answers/finalAnswer.ts';
import { majority } from '../../../../src/reasoning/answers/votes.ts';

describe('the majority', () => {
  it('is the most common answer, however it is written', () => {
    expect(majority(['12', '7', '12.0', '7 apples', '$12'])).toEqual({
      answer: '12',
      samples: [0, 2, 4],
      agreement: 0.6,
    });
  });

  it('goes to the answer seen first in a tie', () => {
    expect(majority(['7', '12', '12', '7'])?.answer).toBe('7');
    expect(majority(['12', '7', '7', '12'])?.answer).toBe('12');
  });

  it('never goes to samples without an answer, which still count against it', () => {
    expect(majority([undefined, undefined, undefined, '4'])).toEqual({ answer: '4', samples: [3], agreement: 0.25 });
    expect(majority([undefined, undefined])).toBeUndefined();
    expect(majority([])).toBeUndefined();
  });

  it('has at least as many samples as any other answer, and stays when samples that agree are added', () => {
    const answer = fc.option(fc.constantFrom('1', '1.0', 'A', '2', '22', '2,2', 'Hana', 'hana'), { nil: undefined });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 12 }), (answers) => {
        const vote = majority(answers);
        expect(vote === undefined).toBe(answers.every((a) => a === undefined));
        if (!vote) return;
        const agreeing = (a: string) => answers.flatMap((b, i) => (b !== undefined && sameAnswer(a, b) ? [i] : []));
        expect(vote.samples).toEqual(agreeing(vote.answer));
        expect(vote.agreement).toBe(vote.samples.length / answers.length);
        for (const other of answers) {
          if (other === undefined) continue;
          const rivals = agreeing(other);
          expect(rivals.length).toBeLessThanOrEqual(vote.samples.length);
          if (rivals.length === vote.samples.length) expect(vote.samples[0]).toBeLessThanOrEqual(rivals[0] ?? -1);
        }
        expect(majority([...answers, vote.answer])?.answer).toBe(vote.answer);
      }),
    );
  });
});
