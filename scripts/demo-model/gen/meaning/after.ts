/** Questions that go on with a word problem, among them those of the panel's buttons. */
import type { Rng } from '../rng.ts';
import { shorter, stepQuestion } from '../panel.ts';
import { followUp } from '../arith/followUp.ts';
import type { Told } from './tale.ts';

export function after(told: Told): (r: Rng) => { q: string; a: string; answer: string } {
  const { value } = told;
  const older =
    value === undefined
      ? undefined
      : followUp({
          q: told.q,
          plan: told.plan,
          steps: [...told.steps],
          n: value,
          nums: [],
          unit: told.unit,
          who: told.who?.again ?? 'somebody',
          he: told.who?.he ?? 'somebody',
        });
  return (r) => {
    const kind = r.weighted([
      [older === undefined ? 0 : 5, 'older'],
      [3, 'why'],
      [2, 'shorter'],
      [3, 'detail'],
    ] as const);
    if (kind === 'shorter') return shorter(told.steps, told.answer, told.plan);
    if (kind === 'older' && older !== undefined) return older(r);
    return stepQuestion(r, kind === 'why' ? 'why' : 'detail', told.steps);
  };
}
