/** Lines about functions, texts, comparisons, and loops that print. */
import { funcIdent, listIdent, word } from '../words.ts';
import type { Prog } from './prog.ts';
import { OPS, calc, opFor } from './prog.ts';
import { declBlock, deriveBlock } from './numberBlocks.ts';
import { list } from './listBlocks.ts';

export function funcBlock(p: Prog): void {
  const f = funcIdent(p.r, p.lang, p.used);
  const two = p.r.chance(0.5);
  const a = p.r.pick(['a', 'x', 'n', 'num', 'value']);
  const b = p.r.pick(['b', 'y', 'm', 'k', 'other']);
  p.used.push(a, b);
  for (;;) {
    const op = p.r.pick(OPS);
    const x = p.r.int(2, op === '*' ? 12 : 60);
    const y = p.r.int(2, op === '*' ? 12 : 40);
    const v = calc(op, x, y);
    if (v === undefined) continue;
    p.nums.push(x, y);
    const params = two ? `${a}${p.type('number')}, ${b}${p.type('number')}` : `${a}${p.type('number')}`;
    const body = `${a} ${op} ${two ? b : y}`;
    if (!p.py && p.r.chance(0.35)) p.line(0, `const ${f} = (${params})${p.type('number')} => ${body}`);
    else {
      p.open(0, p.py ? `def ${f}(${params})` : `function ${f}(${params})${p.r.chance(0.7) ? p.type('number') : ''}`);
      p.line(1, `return ${body}`);
      p.close(0);
    }
    p.steps.push(`The function \`${f}\` returns \`${body}\`.`);
    const call = two ? `${f}(${x}, ${y})` : `${f}(${x})`;
    const how = `\`${call}\` returns ${x} ${op} ${y} = ${v}.`;
    if (p.r.chance(0.5)) {
      const z = p.id();
      p.decl(0, z, call, v, true);
      p.steps.push(how, `\`${z}\` is ${v}.`);
      if (p.r.chance(0.3)) {
        const w = deriveBlock(p, z);
        p.print(w, p.get(w));
      } else p.print(z, v);
    } else {
      p.steps.push(how);
      p.print(call, v);
    }
    p.main = `defines \`${f}\` and calls it with ${two ? `${x} and ${y}` : x}`;
    return;
  }
}

export function stringBlock(p: Prog): void {
  const x = p.id();
  const s = word(p.r);
  const kind = p.r.weighted([
    [2, 'concat'],
    [2, 'length'],
    [1, 'upper'],
    [2, 'template'],
    [1, 'join'],
  ]);
  if (kind === 'join') {
    const name = listIdent(p.r, p.used);
    const ws = [s, word(p.r)];
    p.line(0, `${p.py ? '' : 'const '}${name} = [${ws.map((w) => p.str(w)).join(', ')}]`);
    p.steps.push(`\`${name}\` is a list of ${ws.length} words.`);
    const sep = p.r.pick(['-', '+', '/']);
    const v = ws.join(sep);
    p.steps.push(`Joining them with ${sep} gives ${v}.`);
    p.print(p.py ? `${p.str(sep)}.join(${name})` : `${name}.join(${p.str(sep)})`, v);
    p.main = `joins the words in \`${name}\``;
    return;
  }
  p.decl(0, x, p.str(s), s, true);
  p.steps.push(`\`${x}\` is the text ${s}.`);
  if (kind === 'template' && p.r.chance(0.5)) {
    const g = p.r.pick(['Hello', 'Hi', 'Bye', 'Dear', 'Good', word(p.r)]);
    const end = p.r.pick(['', '', '!']);
    p.print(p.py ? `f'${g} {${x}}${end}'` : `\`${g} \${${x}}${end}\``, `${g} ${s}${end}`);
    p.main = `puts \`${x}\` into a text`;
    return;
  }
  if (kind === 'concat') {
    const t = word(p.r);
    const z = p.id();
    p.decl(0, z, `${x} + ${p.str(t)}`, s + t, true);
    p.steps.push(`\`${z}\` is ${s} followed by ${t}: ${s + t}.`);
    p.print(z, s + t);
    p.main = `joins two texts`;
  } else if (kind === 'length') {
    p.steps.push(`Counted: ${Array.from(s, (c, i) => `${c} (${i + 1})`).join(', ')}.`);
    p.print(p.py ? `len(${x})` : `${x}.length`, s.length);
    p.main = `finds the length of \`${x}\``;
  } else if (kind === 'upper') {
    p.steps.push(`In capital letters it is ${s.toUpperCase()}.`);
    p.print(p.py ? `${x}.upper()` : `${x}.toUpperCase()`, s.toUpperCase());
    p.main = `writes \`${x}\` in capital letters`;
  } else {
    const n = p.id();
    const k = p.num(1, 60);
    p.decl(0, n, String(k), k, true);
    p.steps.push(`\`${n}\` is set to ${k}.`);
    const v = `${s}: ${k}`;
    p.print(p.py ? `f'{${x}}: {${n}}'` : `\`\${${x}}: \${${n}}\``, v);
    p.main = `puts \`${x}\` and \`${n}\` into one text`;
  }
}

export function printLoopBlock(p: Prog): void {
  const e = p.r.pick(['i', 'i', 'j', 'n']);
  const op = p.r.pick(['', '', '*', '+']);
  const k = op ? p.num(2, 9) : 0;
  const expr = op ? `${e} ${op} ${k}` : e;
  const call = p.py ? `print(${expr})` : `console.log(${expr})`;
  let vs: number[];
  if (p.r.chance(0.4)) {
    const [name, xs] = list(p);
    p.open(0, p.py ? `for ${e} in ${name}` : `for (const ${e} of ${name})`);
    p.steps.push(`The loop takes each \`${e}\` of \`${name}\`.`);
    vs = xs;
    p.main = `goes through \`${name}\``;
  } else {
    const from = p.r.int(0, 3);
    const n = p.r.int(2, 5);
    const last = from + n - 1;
    p.nums.push(from, n);
    p.open(
      0,
      p.py
        ? `for ${e} in range(${from === 0 ? '' : `${from}, `}${last + 1})`
        : `for (let ${e} = ${from}; ${e} ${p.r.chance(0.4) ? `<= ${last}` : `< ${last + 1}`}; ${e}++)`,
    );
    vs = Array.from({ length: n }, (_, j) => from + j);
    p.steps.push(`The loop runs with \`${e}\` = ${vs.join(', ')}.`);
    p.main = `runs a loop ${n} times`;
  }
  p.line(1, call);
  p.close(0);
  const outs = vs.map((v) => (op ? calc(op, v, k)! : v));
  for (const [j, v] of vs.entries())
    p.steps.push(`\`${e}\` = ${v}: it prints ${op ? `${v} ${op} ${k} = ${outs[j]}` : v}.`);
  p.out = outs.join(', ');
}

export function ifTextBlock(p: Prog): void {
  const x = declBlock(p);
  const a = p.get(x);
  const parity = p.r.chance(0.3);
  const k = parity ? p.r.pick([2, 2, 3, 5]) : Math.max(0, a + p.r.int(-15, 15));
  const op = parity ? (p.py ? '==' : '===') : p.r.pick(['>', '<', '>=', '<=']);
  const yes = parity ? a % k === 0 : op === '>' ? a > k : op === '<' ? a < k : op === '>=' ? a >= k : a <= k;
  p.nums.push(k);
  const cond = parity ? `${x} % ${k} ${op} 0` : `${x} ${op} ${k}`;
  const [s, t] =
    parity && k === 2 && p.r.chance(0.7)
      ? ['even', 'odd']
      : p.r.pick([
          ['yes', 'no'],
          ['big', 'small'],
          ['high', 'low'],
          ['adult', 'child'],
          ['ok', 'error'],
          ['hot', 'cold'],
          ['pass', 'fail'],
          [word(p.r), word(p.r)],
        ]);
  const say = (w: string) => (p.py ? `print(${p.str(w)})` : `console.log(${p.str(w)})`);
  p.open(0, p.py ? `if ${cond}` : `if (${cond})`);
  p.line(1, say(s));
  if (p.py) p.open(0, 'else');
  else p.lines.push('} else {');
  p.line(1, say(t));
  p.close(0);
  if (parity) p.steps.push(`${a} % ${k} is ${a % k}, so \`${cond}\` is ${yes}.`);
  else p.steps.push(`The test \`${cond}\` is ${a} ${op} ${k}, which is ${yes}.`);
  p.out = yes ? s : t;
  p.steps.push(`\`${say(p.out)}\` prints ${p.out}.`);
  p.main = `checks \`${x}\``;
}

export function funcIfBlock(p: Prog): void {
  const f = funcIdent(p.r, p.lang, p.used);
  const a = p.r.pick(['a', 'x', 'n', 'num', 'value']);
  p.used.push(a);
  if (p.r.chance(0.35)) {
    const b = p.r.pick(['b', 'y', 'm']);
    const [x, y] = [p.num(1, 60), p.num(1, 60)];
    const op = p.r.pick(['>', '<']);
    const yes = op === '>' ? x > y : x < y;
    p.open(
      0,
      p.py
        ? `def ${f}(${a}, ${b})`
        : `function ${f}(${a}${p.type('number')}, ${b}${p.type('number')})${p.type('number')}`,
    );
    p.open(1, p.py ? `if ${a} ${op} ${b}` : `if (${a} ${op} ${b})`);
    p.line(2, `return ${a}`);
    p.close(1);
    p.line(1, `return ${b}`);
    p.close(0);
    const v = yes ? x : y;
    p.steps.push(
      `The function \`${f}\` checks \`${a} ${op} ${b}\`.`,
      `\`${f}(${x}, ${y})\`: ${x} ${op} ${y} is ${yes}, so it returns ${v}.`,
    );
    p.print(`${f}(${x}, ${y})`, v);
    p.main = `returns the ${op === '>' ? 'larger' : 'smaller'} number`;
    return;
  }
  if (p.r.chance(0.4)) {
    const b = p.r.pick(['b', 'y', 'm']);
    const t = p.id();
    for (;;) {
      const [x, y, k] = [p.r.int(1, 20), p.r.int(1, 20), p.r.int(2, 9)];
      const [o1, o2] = [p.r.pick(OPS), p.r.pick(OPS)];
      const u = calc(o1, x, y);
      const v = u === undefined ? undefined : calc(o2, u, k);
      if (u === undefined || v === undefined) continue;
      p.nums.push(x, y, k);
      p.open(
        0,
        p.py
          ? `def ${f}(${a}, ${b})`
          : `function ${f}(${a}${p.type('number')}, ${b}${p.type('number')})${p.type('number')}`,
      );
      p.line(1, `${p.py ? '' : 'const '}${t} = ${a} ${o1} ${b}`);
      p.line(1, `return ${t} ${o2} ${k}`);
      p.close(0);
      p.steps.push(
        `The function \`${f}\` computes \`${t}\` and returns \`${t} ${o2} ${k}\`.`,
        `\`${t}\` is ${x} ${o1} ${y} = ${u}.`,
        `\`${f}(${x}, ${y})\` returns ${u} ${o2} ${k} = ${v}.`,
      );
      p.print(`${f}(${x}, ${y})`, v);
      p.main = `calls \`${f}\` with ${x} and ${y}`;
      return;
    }
  }
  if (p.r.chance(0.3)) {
    const x = p.num(2, 12);
    p.open(0, p.py ? `def ${f}(${a})` : `function ${f}(${a}${p.type('number')})${p.type('number')}`);
    p.line(1, `return ${a} * ${a}`);
    p.close(0);
    p.steps.push(`The function \`${f}\` returns \`${a} * ${a}\`.`, `\`${f}(${x})\` returns ${x} * ${x} = ${x * x}.`);
    p.print(`${f}(${x})`, x * x);
    p.main = `defines \`${f}\` and calls it with ${x}`;
    return;
  }
  const x = p.num(2, 40);
  const k = Math.max(1, x + p.r.int(-12, 12));
  const op = p.r.pick(['>', '<']);
  const yes = op === '>' ? x > k : x < k;
  const [u, w] = [opFor(p, x), opFor(p, x)];
  p.open(0, p.py ? `def ${f}(${a})` : `function ${f}(${a}${p.type('number')})${p.type('number')}`);
  p.open(1, p.py ? `if ${a} ${op} ${k}` : `if (${a} ${op} ${k})`);
  p.line(2, `return ${a} ${u.op} ${u.k}`);
  p.close(1);
  p.line(1, `return ${a} ${w.op} ${w.k}`);
  p.close(0);
  const z = yes ? u : w;
  p.nums.push(k);
  p.steps.push(
    `The function \`${f}\` checks \`${a} ${op} ${k}\`.`,
    `\`${f}(${x})\`: ${x} ${op} ${k} is ${yes}, so it returns ${x} ${z.op} ${z.k} = ${z.v}.`,
  );
  p.print(`${f}(${x})`, z.v);
  p.main = `calls \`${f}\` with ${x}`;
}

export function compareBlock(p: Prog): void {
  const x = declBlock(p);
  if (p.r.chance(0.5)) {
    const k = p.num(2, 10);
    const z = p.id();
    const v = p.get(x) % k;
    p.decl(0, z, `${x} % ${k}`, v, true);
    p.steps.push(`\`${z}\` is \`${x} % ${k}\` = ${p.get(x)} % ${k} = ${v}.`);
    p.print(z, v);
    p.main = `finds the rest of \`${x}\` divided by ${k}`;
    return;
  }
  const y = declBlock(p);
  const op = p.r.pick(['>', '<']);
  const yes = op === '>' ? p.get(x) > p.get(y) : p.get(x) < p.get(y);
  const shown = p.py ? (yes ? 'True' : 'False') : String(yes);
  p.steps.push(`\`${x} ${op} ${y}\` is ${p.get(x)} ${op} ${p.get(y)}, which is ${yes}.`);
  p.print(`${x} ${op} ${y}`, shown);
  p.main = `compares \`${x}\` and \`${y}\``;
}
