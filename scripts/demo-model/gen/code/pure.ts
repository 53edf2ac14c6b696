/** Functions that nothing calls. */
import type { Rng } from '../rng.ts';
import { funcIdent, listIdent, word } from '../words.ts';
import { type Lang, Prog, OPS } from './prog.ts';

/** A function without a call: there is no value to follow, so the steps say what each part does. */
export function pure(r: Rng, l: Lang): { code: string; steps: string[]; main: string; names: string[] } {
  const p = new Prog(r, l);
  const f = funcIdent(r, l, p.used);
  const kind = r.weighted([
    [3, 'sum'],
    [2, 'count'],
    [2, 'max'],
    [2, 'map'],
    [2, 'filter'],
    [3, 'calc'],
    [3, 'branch'],
    [2, 'range'],
    [2, 'text'],
  ]);
  const k = r.int(2, 30);
  const head = (params: string, type: string) => {
    const exp = l !== 'python' && r.chance(0.35) ? 'export ' : '';
    p.open(0, p.py ? `def ${f}(${params})` : `${exp}function ${f}(${params})${r.chance(0.8) ? p.type(type) : ''}`);
  };
  const let_ = (name: string, v: string) => p.line(1, `${p.py ? '' : 'let '}${name} = ${v}`);
  if (['sum', 'count', 'max', 'map', 'filter'].includes(kind)) {
    const xs = listIdent(r, p.used);
    head(`${xs}${p.type('number[]')}`, kind === 'map' || kind === 'filter' ? 'number[]' : 'number');
    const steps = [`The function \`${f}\` takes the list \`${xs}\`.`];
    const e = r.pick(['n', 'v', 'x', 'item', 'p', 'num'].filter((s) => s !== f && s !== xs));
    if (kind === 'map' || kind === 'filter') {
      const op = kind === 'map' ? r.pick(['+', '*']) : r.pick(['>', '<']);
      p.line(
        1,
        `return ${p.py ? (kind === 'map' ? `[${e} ${op} ${k} for ${e} in ${xs}]` : `[${e} for ${e} in ${xs} if ${e} ${op} ${k}]`) : `${xs}.${kind}((${e}) => ${e} ${op} ${k})`}`,
      );
      p.close(0);
      steps.push(
        kind === 'map'
          ? `Each \`${e}\` becomes \`${e} ${op} ${k}\`.`
          : `Each \`${e}\` with \`${e} ${op} ${k}\` is kept.`,
        'The new list is returned.',
      );
      return {
        code: p.text(),
        steps,
        main:
          kind === 'map'
            ? `${op === '+' ? `adds ${k} to` : `multiplies`} each number in \`${xs}\`${op === '*' ? ` by ${k}` : ''}`
            : `keeps the numbers in \`${xs}\` that are ${op} ${k}`,
        names: [f, xs],
      };
    }
    const t = p.id();
    let_(t, '0');
    p.open(1, p.py ? `for ${e} in ${xs}` : `for (const ${e} of ${xs})`);
    steps.push(`\`${t}\` is set to 0.`, `The loop takes each \`${e}\` of \`${xs}\`.`);
    if (kind === 'sum') {
      p.line(2, r.chance(0.7) ? `${t} += ${e}` : `${t} = ${t} + ${e}`);
      steps.push(`Each time \`${e}\` is added to \`${t}\`.`);
    } else {
      const cond = kind === 'count' ? `${e} > ${k}` : `${e} > ${t}`;
      p.open(2, p.py ? `if ${cond}` : `if (${cond})`);
      p.line(3, kind === 'count' ? (p.py ? `${t} += 1` : `${t}++`) : `${t} = ${e}`);
      p.close(2);
      steps.push(
        kind === 'count' ? `If \`${cond}\`, 1 is added to \`${t}\`.` : `If \`${cond}\`, \`${t}\` becomes \`${e}\`.`,
      );
    }
    p.close(1);
    p.line(1, `return ${t}`);
    p.close(0);
    steps.push(`\`${t}\` is returned.`);
    return {
      code: p.text(),
      steps,
      main:
        kind === 'sum'
          ? `adds the numbers in \`${xs}\``
          : kind === 'count'
            ? `counts the numbers in \`${xs}\` above ${k}`
            : `finds the largest number in \`${xs}\``,
      names: [f, xs, t],
    };
  }
  const a = p.id();
  if (kind === 'calc') {
    const b = p.id();
    const t = p.id();
    const [o1, o2] = [r.pick(OPS), r.pick(OPS)];
    head(`${a}${p.type('number')}, ${b}${p.type('number')}`, 'number');
    p.line(1, `${p.py ? '' : 'const '}${t} = ${a} ${o1} ${b}`);
    p.line(1, `return ${t} ${o2} ${k}`);
    p.close(0);
    return {
      code: p.text(),
      steps: [
        `The function \`${f}\` takes \`${a}\` and \`${b}\`.`,
        `\`${t}\` is \`${a} ${o1} ${b}\`.`,
        `\`${t} ${o2} ${k}\` is returned.`,
      ],
      main: `computes a number from \`${a}\` and \`${b}\``,
      names: [f, a, b, t],
    };
  }
  if (kind === 'branch') {
    const op = r.pick(['>', '<', '>=', '<=']);
    const [o1, o2] = [r.pick(OPS), r.pick(OPS)];
    const [j, m] = [r.int(2, 20), r.int(2, 20)];
    head(`${a}${p.type('number')}`, 'number');
    p.open(1, p.py ? `if ${a} ${op} ${k}` : `if (${a} ${op} ${k})`);
    p.line(2, `return ${a} ${o1} ${j}`);
    p.close(1);
    p.line(1, `return ${a} ${o2} ${m}`);
    p.close(0);
    return {
      code: p.text(),
      steps: [
        `The function \`${f}\` takes \`${a}\`.`,
        `If \`${a} ${op} ${k}\`, it returns \`${a} ${o1} ${j}\`.`,
        `Otherwise it returns \`${a} ${o2} ${m}\`.`,
      ],
      main: `checks \`${a}\` and returns a number`,
      names: [f, a],
    };
  }
  if (kind === 'range') {
    const t = p.id();
    const i = r.pick(['i', 'j']);
    head(`${a}${p.type('number')}`, 'number');
    let_(t, '0');
    p.open(1, p.py ? `for ${i} in range(1, ${a} + 1)` : `for (let ${i} = 1; ${i} <= ${a}; ${i}++)`);
    p.line(2, `${t} += ${i}`);
    p.close(1);
    p.line(1, `return ${t}`);
    p.close(0);
    return {
      code: p.text(),
      steps: [
        `The function \`${f}\` takes \`${a}\`.`,
        `\`${t}\` is set to 0.`,
        `The loop runs with \`${i}\` from 1 to \`${a}\`.`,
        `Each time \`${i}\` is added to \`${t}\`.`,
        `\`${t}\` is returned.`,
      ],
      main: `adds the numbers from 1 to \`${a}\``,
      names: [f, a, t],
    };
  }
  const s = word(r);
  head(`${a}${p.type('string')}`, 'string');
  p.line(
    1,
    r.chance(0.5) ? `return ${p.str(s + ' ')} + ${a}` : p.py ? `return f'${s} {${a}}'` : `return \`${s} \${${a}}\``,
  );
  p.close(0);
  return {
    code: p.text(),
    steps: [
      `The function \`${f}\` takes \`${a}\`.`,
      `The word ${s} is put in front of \`${a}\`.`,
      'The text is returned.',
    ],
    main: `puts ${s} in front of \`${a}\``,
    names: [f, a],
  };
}
