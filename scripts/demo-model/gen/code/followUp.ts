/** Questions that go on about a program. */
import type { Rng, Turn } from '../rng.ts';
import type { Prog } from './prog.ts';
import { endStep } from './lastSet.ts';
import { show } from './prog.ts';

export const PLAN = [
  'Go through the code line by line and keep track of the values.',
  'Read the code from top to bottom and follow each value.',
];

/** What one variable is at the end. */
export const planFor = (r: Rng, name: string): string =>
  r.pick([
    `Go through the code and keep track of \`${name}\`.`,
    `Read the code from top to bottom and follow \`${name}\`.`,
  ]);

export function followUp(p: Prog): (r: Rng) => Turn & { answer: string } {
  const vars = [...p.env.keys()];
  return (r) => {
    const kind = r.weighted([
      [4, 'value'],
      [2, 'step'],
      [p.out ? 2 : 0, 'prints'],
      [1.5, 'how'],
      [1.5, 'why'],
      [p.loopVar ? 3 : 0, 'loop'],
    ]);
    if (kind === 'loop') {
      const v = show(p.env.get(p.loopVar!)!);
      if (p.steps.filter((s) => s.startsWith(`\`${p.loopVar}\` becomes`)).length === 0)
        return {
          q: r.pick([
            `What is ${p.loopVar} after the loop?`,
            `What is \`${p.loopVar}\` after the loop?`,
            `And the value of ${p.loopVar} after the loop?`,
          ]),
          a: `After the loop \`${p.loopVar}\` is ${v}.\nAnswer: ${v}`,
          answer: v,
        };
    }
    if (kind === 'step') {
      const i = r.int(1, p.steps.length);
      return {
        q: r.pick([`What was step ${i}?`, `Repeat step ${i}.`, `Show me step ${i} again.`]),
        a: `Step ${i}: ${p.steps[i - 1]}`,
        answer: p.steps[i - 1]!,
      };
    }
    if (kind === 'how')
      return {
        q: r.pick(['How many steps did you need?', 'How many steps was that?']),
        a: `I used ${p.steps.length} steps.`,
        answer: String(p.steps.length),
      };
    if (kind === 'why') {
      const last = p.steps[Math.max(0, p.steps.length - 2)]!;
      return { q: r.pick(['Why?', 'Why is that?', 'How come?']), a: `Because of this step: ${last}`, answer: last };
    }
    if (kind === 'prints' || (!vars.length && p.out))
      return {
        q: r.pick(['So what does it print?', 'What is the output?', 'What is printed?', 'And the output?']),
        a: `It prints ${p.out}.\nAnswer: ${p.out}`,
        answer: p.out,
      };
    if (!vars.length)
      return {
        q: 'How many steps did you need?',
        a: `I used ${p.steps.length} steps.`,
        answer: String(p.steps.length),
      };
    const x = r.pick(vars);
    const v = show(p.env.get(x)!);
    return {
      q: r.pick([
        `What is ${x} at the end?`,
        `And what is \`${x}\`?`,
        `What is the value of ${x}?`,
        `What is \`${x}\` at the end?`,
      ]),
      a: `${endStep(p.steps, x, v)}\nAnswer: ${v}`,
      answer: v,
    };
  };
}
