/** Lines about numbers: declarations, calculations, conditions, loops. */
import type { Prog } from './prog.ts';
import { OPS, calc, opFor } from './prog.ts';

export function declBlock(p: Prog): string {
  const x = p.id();
  const v = p.num(1, 50);
  p.decl(0, x, String(v), v, p.r.chance(0.35));
  p.steps.push(`\`${x}\` is set to ${v}.`);
  return x;
}

export function letBlock(p: Prog, v = p.num(1, 40)): string {
  const x = p.id();
  p.decl(0, x, String(v), v);
  p.steps.push(`\`${x}\` is set to ${v}.`);
  return x;
}

export function deriveBlock(p: Prog, x: string, y?: string): string {
  const z = p.id();
  const a = p.get(x);
  if (y) {
    for (const op of p.r.shuffle(OPS)) {
      const v = calc(op, a, p.get(y));
      if (v === undefined) continue;
      p.decl(0, z, `${x} ${op} ${y}`, v, p.r.chance(0.6));
      p.steps.push(`\`${z}\` is \`${x} ${op} ${y}\` = ${a} ${op} ${p.get(y)} = ${v}.`);
      p.main = `computes \`${z}\` from \`${x}\` and \`${y}\``;
      return z;
    }
  }
  const { op, k, v } = opFor(p, a);
  p.decl(0, z, `${x} ${op} ${k}`, v, p.r.chance(0.6));
  p.steps.push(`\`${z}\` is \`${x} ${op} ${k}\` = ${a} ${op} ${k} = ${v}.`);
  p.main = `computes \`${z}\` from \`${x}\``;
  return z;
}

/** x += k or x = x + k; the step is returned so that loops and branches can place it. */
export function change(p: Prog, depth: number, x: string, y?: string): (lead: string) => void {
  const a = p.get(x);
  if (y) {
    const b = p.get(y);
    const fitting = OPS.filter((o) => calc(o, a, b) !== undefined);
    const op = p.r.pick(fitting);
    const w = fitting.length === 0 ? undefined : calc(op, a, b);
    if (w !== undefined) {
      p.line(depth, p.r.chance(0.6) ? `${x} ${op}= ${y}` : `${x} = ${x} ${op} ${y}`);
      return (lead) => {
        p.steps.push(`${lead}\`${x}\` becomes ${a} ${op} ${b} = ${w}.`);
        p.set(x, w);
      };
    }
  }
  const { op, k, v } = opFor(p, a);
  p.line(depth, p.r.chance(0.6) ? `${x} ${op}= ${k}` : `${x} = ${x} ${op} ${k}`);
  return (lead) => {
    p.steps.push(`${lead}\`${x}\` becomes ${a} ${op} ${k} = ${v}.`);
    p.set(x, v);
  };
}

export function updateBlock(p: Prog, x: string): void {
  change(p, 0, x)('');
  p.main ||= `changes \`${x}\``;
}

export function ifBlock(p: Prog, x: string): void {
  const a = p.get(x);
  const op = p.r.pick(['>', '<', '>=', '<=']);
  const k = p.r.chance(0.15) ? a : Math.max(0, a + p.r.int(-15, 15));
  p.nums.push(k);
  const yes = op === '>' ? a > k : op === '<' ? a < k : op === '>=' ? a >= k : a <= k;
  const target = x;
  p.open(0, p.py ? `if ${x} ${op} ${k}` : `if (${x} ${op} ${k})`);
  const then = change(p, 1, target);
  const hasElse = p.r.chance(0.65);
  let other: ((lead: string) => void) | undefined;
  if (hasElse) {
    if (p.py) p.open(0, 'else');
    else p.lines.push('} else {');
    other = change(p, 1, target);
  }
  p.close(0);
  const test = `The test \`${x} ${op} ${k}\` is ${a} ${op} ${k}, which is ${yes}`;
  if (yes) {
    p.steps.push(`${test}.`);
    then('');
  } else if (other) {
    p.steps.push(`${test}, so the else branch runs.`);
    other('');
  } else p.steps.push(`${test}, so nothing changes.`);
  p.main = `checks \`${x}\` and changes it`;
}

export function forBlock(p: Prog): string {
  const from = p.r.pick([0, 1, 1, 0, 2]);
  const n = p.r.int(2, 5);
  const last = from + n - 1;
  const i = p.r.pick(['i', 'i', 'i', 'j', 'k', 'n'].filter((v) => !p.used.includes(v)).concat('i'));
  const kind = p.r.weighted([
    [4, 'i'],
    [3, 'const'],
    [2, 'scaled'],
  ]);
  const x = letBlock(p, p.r.chance(0.6) ? 0 : p.num(1, 30));
  const k = kind === 'i' ? 1 : p.num(2, 9);
  p.nums.push(from, n);
  const incl = p.r.chance(0.5);
  p.open(
    0,
    p.py
      ? `for ${i} in range(${from === 0 && p.r.chance(0.8) ? '' : `${from}, `}${last + 1})`
      : `for (let ${i} = ${from}; ${i} ${incl ? `<= ${last}` : `< ${last + 1}`}; ${i}++)`,
  );
  const add = kind === 'i' ? i : kind === 'const' ? String(k) : `${i} * ${k}`;
  p.line(1, p.r.chance(0.7) ? `${x} += ${add}` : `${x} = ${x} + ${add}`);
  p.close(0);
  const rounds = Array.from({ length: n }, (_, j) => from + j).join(', ');
  p.steps.push(`The loop runs with \`${i}\` from ${from} to ${last}: ${rounds}.`);
  for (let j = from; j <= last; j++) {
    const a = p.get(x);
    const d = kind === 'i' ? j : kind === 'const' ? k : j * k;
    p.steps.push(
      `\`${i}\` = ${j}: \`${x}\` = ${a} + ${kind === 'scaled' ? `${j} * ${k} = ${a} + ${d}` : d} = ${a + d}.`,
    );
    p.set(x, a + d);
  }
  p.main = kind === 'const' ? `adds ${k} to \`${x}\` ${n} times` : `adds up \`${x}\` in a loop`;
  p.loopVar = x;
  return x;
}

export function whileBlock(p: Prog): string {
  const x = letBlock(p, p.num(1, 12));
  const kind = p.r.weighted([
    [3, '+'],
    [2, '*'],
    [2, '-'],
  ]);
  const k = kind === '*' ? p.r.int(2, 3) : p.num(2, 9);
  let a = p.get(x);
  if (kind === '-') {
    a = p.num(10, 40);
    p.set(x, a);
    p.lines[p.lines.length - 1] = p.lines[p.lines.length - 1]!.replace(/= \d+/, `= ${a}`);
    p.steps[p.steps.length - 1] = `\`${x}\` is set to ${a}.`;
  }
  const f = (v: number) => (kind === '+' ? v + k : kind === '*' ? v * k : v - k);
  const n = p.r.int(1, 4);
  let end = a;
  for (let j = 0; j < n; j++) end = f(end);
  while (end < 0 || end > 150) end = kind === '-' ? end + k : Math.floor(end / k);
  // The bound lies between the last two values, so that the loop stops at `end`.
  const bound = kind === '-' ? end + p.r.int(0, k - 1) : end - p.r.int(0, Math.max(0, Math.min(k - 1, end - a - 1)));
  const op = kind === '-' ? '>' : '<';
  p.nums.push(bound);
  p.open(0, p.py ? `while ${x} ${op} ${bound}` : `while (${x} ${op} ${bound})`);
  p.line(1, p.r.chance(0.6) ? `${x} ${kind}= ${k}` : `${x} = ${x} ${kind} ${k}`);
  p.close(0);
  p.steps.push(`The loop runs while \`${x} ${op} ${bound}\`.`);
  let v = a;
  while (op === '<' ? v < bound : v > bound) {
    p.steps.push(`${v} ${op} ${bound} is true: \`${x}\` = ${v} ${kind} ${k} = ${f(v)}.`);
    v = f(v);
  }
  p.steps.push(`${v} ${op} ${bound} is false, so the loop ends.`);
  p.set(x, v);
  p.main = `changes \`${x}\` in a while loop`;
  p.loopVar = x;
  return x;
}
