/** Lines about lists. */
import { listIdent } from '../words.ts';
import type { Prog } from './prog.ts';
import { show, calc } from './prog.ts';
import { letBlock, deriveBlock } from './numberBlocks.ts';

export function list(p: Prog, lo = 1, hi = 20): [string, number[]] {
  const xs = Array.from({ length: p.r.int(2, 4) }, () => p.num(lo, hi));
  const name = listIdent(p.r, p.used);
  p.decl(0, name, show(xs), xs, true);
  p.steps.push(`\`${name}\` is the list ${show(xs)}.`);
  return [name, xs];
}

/** Its items one by one, and how many that are. */
const counted = (xs: readonly number[]): string =>
  `Counted: ${xs.map((v, i) => `${v} (${i + 1})`).join(', ')}. The list has ${xs.length} items.`;

export function forOfBlock(p: Prog): string {
  const [name, xs] = list(p);
  const kind = p.r.weighted([
    [4, 'sum'],
    [2, 'count'],
    [2, 'max'],
    [2, 'sumIf'],
  ]);
  const x = letBlock(p, 0);
  const e = p.r.pick(['n', 'v', 'x', 'item', 'num', 'p'].filter((s) => !p.used.includes(s)));
  p.used.push(e);
  p.open(0, p.py ? `for ${e} in ${name}` : `for (const ${e} of ${name})`);
  if (kind === 'sum') {
    p.line(1, p.r.chance(0.7) ? `${x} += ${e}` : `${x} = ${x} + ${e}`);
    p.close(0);
    p.steps.push(`The loop takes each \`${e}\` of \`${name}\`.`);
    for (const v of xs) {
      p.steps.push(`\`${e}\` = ${v}: \`${x}\` = ${p.get(x)} + ${v} = ${p.get(x) + v}.`);
      p.set(x, p.get(x) + v);
    }
    p.main = `adds the numbers in \`${name}\``;
  } else {
    const k = kind === 'max' ? 0 : p.num(3, 15);
    const cond = kind === 'max' ? `${e} > ${x}` : `${e} > ${k}`;
    p.open(1, p.py ? `if ${cond}` : `if (${cond})`);
    p.line(
      2,
      kind === 'count'
        ? p.py || p.r.chance(0.5)
          ? `${x} += 1`
          : `${x}++`
        : kind === 'sumIf'
          ? `${x} += ${e}`
          : `${x} = ${e}`,
    );
    p.close(1);
    p.close(0);
    p.steps.push(`The loop takes each \`${e}\` of \`${name}\`.`);
    for (const v of xs) {
      const a = p.get(x);
      const ok = v > (kind === 'max' ? a : k);
      const b = !ok ? a : kind === 'max' ? v : kind === 'count' ? a + 1 : a + v;
      const how = !ok
        ? `\`${x}\` stays ${a}`
        : kind === 'max'
          ? `\`${x}\` = ${v}`
          : `\`${x}\` = ${a} + ${kind === 'count' ? 1 : v} = ${b}`;
      p.steps.push(`\`${e}\` = ${v}: ${v} > ${kind === 'max' ? a : k} is ${ok}, so ${how}.`);
      p.set(x, b);
    }
    p.main =
      kind === 'max'
        ? `finds the largest number in \`${name}\``
        : kind === 'count'
          ? `counts the numbers in \`${name}\` above ${k}`
          : `adds the numbers in \`${name}\` above ${k}`;
  }
  p.loopVar = x;
  return x;
}

export function arrayBlock(p: Prog): void {
  const [name, xs] = list(p);
  const e = p.r.pick(['n', 'v', 'x', 'p'].filter((s) => !p.used.includes(s)));
  const kind = p.r.weighted([
    [3, 'map'],
    [3, 'filter'],
    [2, 'push'],
    [2, 'length'],
    [2, 'index'],
  ]);
  const fn = (body: string) => (p.r.chance(0.8) ? `(${e}) => ${body}` : `${e} => ${body}`);
  if (kind === 'map') {
    const z = listIdent(p.r, p.used);
    const op = p.r.pick(['+', '*']);
    const k = op === '*' ? p.num(2, 5) : p.num(1, 20);
    const ys = xs.map((v) => calc(op, v, k)!);
    p.decl(0, z, p.py ? `[${e} ${op} ${k} for ${e} in ${name}]` : `${name}.map(${fn(`${e} ${op} ${k}`)})`, ys, true);
    for (const [j, v] of xs.entries()) p.steps.push(`${v} ${op} ${k} = ${ys[j]}.`);
    p.steps.push(`\`${z}\` is ${show(ys)}.`);
    p.print(z, ys);
    p.main = op === '*' ? `multiplies each number in \`${name}\` by ${k}` : `adds ${k} to each number in \`${name}\``;
  } else if (kind === 'filter') {
    const z = listIdent(p.r, p.used);
    const op = p.r.pick(['>', '<']);
    const k = p.num(4, 15);
    const ys = xs.filter((v) => (op === '>' ? v > k : v < k));
    p.decl(
      0,
      z,
      p.py ? `[${e} for ${e} in ${name} if ${e} ${op} ${k}]` : `${name}.filter(${fn(`${e} ${op} ${k}`)})`,
      ys,
      true,
    );
    for (const v of xs) p.steps.push(`${v} ${op} ${k} is ${ys.includes(v)}.`);
    p.steps.push(`\`${z}\` is ${show(ys)}.`);
    p.print(z, ys);
    p.main = `keeps the numbers in \`${name}\` that are ${op} ${k}`;
  } else if (kind === 'push') {
    const k = p.num(1, 30);
    p.line(0, p.py ? `${name}.append(${k})` : `${name}.push(${k})`);
    const ys = [...xs, k];
    p.set(name, ys);
    p.steps.push(`${k} is added at the end: ${show(ys)}.`);
    if (p.r.chance(0.5)) p.print(name, ys);
    else {
      p.steps.push(counted(ys));
      p.print(p.py ? `len(${name})` : `${name}.length`, ys.length);
    }
    p.main = `adds ${k} to \`${name}\``;
  } else if (kind === 'length') {
    p.steps.push(counted(xs));
    p.print(p.py ? `len(${name})` : `${name}.length`, xs.length);
    p.main = `counts the items in \`${name}\``;
  } else {
    const j = p.r.int(0, xs.length - 1);
    const z = p.id();
    p.decl(0, z, `${name}[${j}]`, xs[j]!, true);
    if (j > 0)
      p.steps.push(
        `By index: ${xs
          .slice(0, j + 1)
          .map((v, i) => `${i} is ${v}`)
          .join(', ')}.`,
      );
    p.steps.push(`\`${z}\` is the item at index ${j}, which is ${xs[j]}.`);
    const w = deriveBlock(p, z);
    p.print(w, p.get(w));
    p.main = `takes the item at index ${j} of \`${name}\``;
  }
}
