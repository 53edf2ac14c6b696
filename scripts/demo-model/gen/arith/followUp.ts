/** Questions that go on with the number before. */
import type { Rng } from '../rng.ts';
import type { Draft } from './draft.ts';

/** Follow-ups. Each one that changes the number is the base of the next. */
export function followUp(d: Draft): (r: Rng) => { q: string; a: string; answer: string } {
  let n = d.n;
  let last = d.steps[d.steps.length - 1]!;
  let changed = false;
  return (r) => {
    const k = r.int(2, 30);
    const eq = (lead: string, op: string, v: number, m: number) => {
      last = `${n} ${op} ${v} = ${m}.`;
      n = m;
      changed = true;
      return { a: `${lead}: ${last}\nAnswer: ${m}`, answer: String(m) };
    };
    const kind = r.weighted([
      [3, 'add'],
      [3, 'sub'],
      [2, 'double'],
      [1, 'half'],
      [2, 'why'],
      [changed ? 0 : 2, 'step'],
      [changed ? 0 : 1, 'how'],
      [1, 'only'],
      [1, 'times'],
      [1, 'share'],
    ]);
    const he = d.he;
    if (kind === 'add' && n + k <= 200)
      return {
        q: r.pick([
          `And if ${he} gets ${k} more?`,
          `And if ${he} buys ${k} more?`,
          `What if there are ${k} more?`,
          `What if ${he} finds ${k} more?`,
          `Now add ${k}.`,
          `Add ${k} to that.`,
          `And with ${k} more ${d.unit}?`,
          `And plus ${k}?`,
          `Then ${he} gets another ${k}. How many now?`,
          `And if ${d.who} gets ${k} more ${d.unit}?`,
        ]),
        ...eq('Adding to the last answer', '+', k, n + k),
      };
    if (kind === 'sub' && n > k)
      return {
        q: r.pick([
          `And if ${he} loses ${k}?`,
          `And if ${he} gives away ${k}?`,
          `What if there are ${k} fewer?`,
          `What if ${he} sells ${k}?`,
          `Now subtract ${k}.`,
          `Take away ${k}.`,
          `And if ${k} of them are gone?`,
          `And minus ${k}?`,
          `Then ${he} uses ${k}. How many are left?`,
          `And if ${d.who} gives ${k} ${d.unit} away?`,
        ]),
        ...eq('Subtracting from the last answer', '-', k, n - k),
      };
    if (kind === 'double' && n <= 100)
      return {
        q: r.pick([
          'Now double it.',
          'And twice that?',
          'What is double that?',
          'Double it.',
          'And if it doubles?',
          'Now double the answer.',
        ]),
        ...eq('Doubling the last answer', '*', 2, n * 2),
      };
    if (kind === 'half' && n % 2 === 0)
      return {
        q: r.pick(['And half of that?', 'Now halve it.', 'What is half of it?', 'Now take half.']),
        ...eq('Half of the last answer', '/', 2, n / 2),
      };
    if (kind === 'times' && n <= 30)
      return {
        q: r.pick(['Now triple it.', 'And three times that?']),
        ...eq('Three times the last answer', '*', 3, n * 3),
      };
    const ds = [2, 3, 4, 5, 6].filter((v) => n % v === 0 && n > v);
    if (kind === 'share' && ds.length) {
      const v = r.pick(ds);
      return {
        q: r.pick([
          `And if they are shared equally among ${v} people?`,
          `Now share it among ${v} friends.`,
          `Divide that by ${v}.`,
        ]),
        ...eq('Sharing the last answer', '/', v, n / v),
      };
    }
    if (kind === 'why')
      return {
        q: r.pick(['Why?', 'Why is that?', 'How come?', `Why is it ${n}?`]),
        a: `Because of the last step: ${last}`,
        answer: last,
      };
    if (kind === 'how')
      return {
        q: r.pick(['How many steps did you need?', 'How many steps was that?']),
        a: `I used ${d.steps.length} ${d.steps.length === 1 ? 'step' : 'steps'}.`,
        answer: String(d.steps.length),
      };
    if (kind === 'only' || changed)
      return {
        q: r.pick([
          'Give me only the answer.',
          'Just the answer please.',
          'What was the answer?',
          'What is the final answer again?',
        ]),
        a: `Answer: ${n}`,
        answer: String(n),
      };
    const i = r.int(1, d.steps.length);
    return {
      q: r.pick([`What was step ${i}?`, `Repeat step ${i}.`, `Show me step ${i} again.`]),
      a: `Step ${i}: ${d.steps[i - 1]}`,
      answer: d.steps[i - 1]!,
    };
  };
}
