/** "What does this print?" */
import { type Item, type Rng, solution } from '../rng.ts';
import type { Prog } from './prog.ts';
import { show } from './prog.ts';
import { program, lang, fence } from './program.ts';
import { followUp, PLAN, planFor } from './followUp.ts';
import { askedFor } from './lastSet.ts';
import { askPrinted, askValue } from './wordings.ts';

/** Whether the last line only prints a variable, so that the program makes sense without it. */
export const plainEnd = (p: Prog) =>
  /^(console\.log|print)\(\w+\);?$/.test(p.lines[p.lines.length - 1]!) && p.lines.length > 2;

export function dropPrint(p: Prog): void {
  p.lines.pop();
  if (!p.lines[p.lines.length - 1]!.trim() || /^(\/\/|#)/.test(p.lines[p.lines.length - 1]!)) p.lines.pop();
  p.steps.pop();
  p.out = '';
}

/** Prints another of its variables at the end. */
function printOther(r: Rng, p: Prog): void {
  const printed = /\((\w+)\);?$/.exec(p.lines[p.lines.length - 1]!)![1]!;
  const others = [...p.env.keys()].filter((name) => name !== printed);
  if (others.length === 0) return;
  const other = r.pick(others);
  p.lines.pop();
  p.steps.pop();
  p.print(other, p.env.get(other)!);
}

export function trace(r: Rng): Item {
  const l = lang(r);
  const p = program(r, l);
  const nums = [...p.env.entries()];
  if (plainEnd(p) && r.chance(0.3)) printOther(r, p);
  if (nums.length && r.chance(0.5)) {
    const [x, v] = r.pick(nums);
    if (plainEnd(p) && r.chance(0.5)) dropPrint(p);
    const code = fence(r, l, p.text());
    const q = askValue(r, x, code);
    return {
      kind: 'trace',
      q,
      a: solution(planFor(r, x), askedFor(p.steps, x, show(v)), show(v)),
      answer: show(v),
      key: 'c' + p.nums.join(','),
      follow: followUp(p),
    };
  }
  const code = fence(r, l, p.text());
  const q = askPrinted(r, l, code);
  return {
    kind: 'trace',
    q,
    a: solution(r.pick(PLAN), p.steps, p.out),
    answer: p.out,
    key: 'c' + p.nums.join(','),
    follow: followUp(p),
  };
}
