/** Word problems with written-out computations, and bare sums. */
import { type Item, type Rng, solution } from '../rng.ts';
import { factors } from './draft.ts';
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

/** Bare sums: many computations in few tokens. */
export function drill(r: Rng): Item {
  const one = (): [string, number] => {
    const op = r.weighted([
      [4, '+'],
      [4, '-'],
      [4, '*'],
      [2, '/'],
    ]);
    if (op === '*' || op === '/') {
      const [a, b] = factors(r, 150);
      return op === '*' ? [`${a} * ${b}`, a * b] : [`${a * b} / ${a}`, b];
    }
    const a = r.int(2, 120);
    const b = r.int(2, 80);
    if (op === '+') return [`${a} + ${b}`, a + b];
    return a >= b ? [`${a} - ${b}`, a - b] : [`${b} - ${a}`, b - a];
  };
  if (r.chance(0.3)) {
    const [e, v] = one();
    const q = r.pick([
      `What is ${e}?`,
      e,
      `${e} = ?`,
      `Calculate ${e}.`,
      `How much is ${e}?`,
      `Compute ${e}.`,
      `What is ${e.replace('*', 'times').replace('+', 'plus').replace('-', 'minus').replace('/', 'divided by')}?`,
    ]);
    return {
      kind: 'drill',
      q,
      a: `${e} = ${v}.\nAnswer: ${v}`,
      answer: String(v),
      key: 'd' + e,
      follow: followUp({ q, plan: '', steps: [`${e} = ${v}.`], n: v, nums: [], unit: 'points', who: '', he: 'he' }),
    };
  }
  const es = Array.from({ length: r.int(3, 8) }, one);
  return {
    kind: 'drill',
    q: r.pick([
      `Work out: ${es.map((x) => x[0]).join(', ')}.`,
      `Compute these: ${es.map((x) => x[0]).join('; ')}`,
      `Solve each one: ${es.map((x) => x[0]).join(', ')}`,
    ]),
    a: es.map(([e, v], i) => `${i + 1}. ${e} = ${v}.`).join('\n') + `\nAnswer: ${es.map((x) => x[1]).join(', ')}`,
    answer: es.map((x) => x[1]).join(', '),
    key: 'd' + es[0]![0],
  };
}
