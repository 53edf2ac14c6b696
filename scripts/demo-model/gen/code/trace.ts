/** "What does this print?" */
import { type Item, type Rng, solution } from '../rng.ts';
import type { Prog } from './prog.ts';
import { TITLE, show } from './prog.ts';
import { program, lang, fence } from './program.ts';
import { followUp, PLAN } from './followUp.ts';
import { endStep } from './lastSet.ts';

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
  const T = TITLE[l];
  const nums = [...p.env.entries()];
  if (plainEnd(p) && r.chance(0.3)) printOther(r, p);
  if (nums.length && r.chance(0.5)) {
    const [x, v] = r.pick(nums);
    if (plainEnd(p) && r.chance(0.5)) dropPrint(p);
    p.steps.push(endStep(p.steps, x, show(v)));
    const code = fence(r, l, p.text());
    const q = r.pick([
      `What is ${x} at the end?\n\n${code}`,
      `What is the value of ${x} at the end?\n\n${code}`,
      `What is \`${x}\` after this code runs?\n\n${code}`,
      `${code}\n\nWhat is ${x} at the end?`,
    ]);
    return {
      kind: 'trace',
      q,
      a: solution(r.pick(PLAN), p.steps, show(v)),
      answer: show(v),
      key: 'c' + p.nums.join(','),
      follow: followUp(p),
    };
  }
  const code = fence(r, l, p.text());
  const q = r.weighted([
    [4, `What does this print?\n\n${code}`],
    [2, `What does this ${T} code print?\n\n${code}`],
    [1, `What is the output of this code?\n\n${code}`],
    [1, `What is the output?\n\n${code}`],
    [1, `${code}\n\nWhat does this print?`],
    [1, `What will this ${r.pick(['program', 'code', 'snippet'])} print?\n\n${code}`],
    [1, `Trace this code and tell me what it prints.\n\n${code}`],
  ]);
  return {
    kind: 'trace',
    q,
    a: solution(r.pick(PLAN), p.steps, p.out),
    answer: p.out,
    key: 'c' + p.nums.join(','),
    follow: followUp(p),
  };
}
