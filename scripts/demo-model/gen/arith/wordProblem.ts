/** Word problems with written-out computations. */
import { type Item, type Rng, solution } from '../rng.ts';
import { running, shopping, rate, related } from './amounts.ts';
import { groups, days, steady, time } from './groups.ts';
import { followUp } from './followUp.ts';
import { scene } from './scene.ts';

export function wordProblem(r: Rng): Item {
  const d = r.weighted([
    [5, running],
    [3, shopping],
    [2.5, rate],
    [3, related],
    [2.5, groups],
    [1.5, days],
    [2, steady],
    [1, time],
    [6, scene],
  ])(r);
  const x = r.int(0, 40);
  if (x === 0) d.q += ' Think step by step.';
  else if (x === 1) d.q = `Solve this problem: ${d.q}`;
  else if (x === 2) d.q += ' Show your steps.';
  return {
    kind: 'arithmetic',
    q: d.q,
    a: solution(d.plan, d.steps, String(d.n)),
    answer: String(d.n),
    key: 'w' + d.nums.join(','),
    follow: followUp(d),
  };
}
