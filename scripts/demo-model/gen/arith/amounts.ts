/** Amounts that change, are bought, repeat, or depend on each other. */
import { type Rng, cap } from '../rng.ts';
import { item, items, people, person } from '../words.ts';
import { type Draft, TIMES, num, factors } from './draft.ts';

/** A quantity that changes two to four times. */
export function running(r: Rng): Draft {
  const [p, o] = people(r, 2);
  const it = item(r);
  let n = r.int(5, 95);
  const nums = [n];
  const s = num(r, n);
  const parts: string[] = [];
  const first = r.pick([
    `${p!.name} has ${s} ${it}.`,
    `${p!.name} starts with ${s} ${it}.`,
    `There are ${s} ${it} in ${p!.name}'s room.`,
    `${p!.name} collected ${s} ${it}.`,
    `At first ${p!.name} has ${s} ${it}.`,
    `${p!.name} owns ${s} ${it}.`,
  ]);
  const steps = [r.pick([`${p!.name} starts with ${n} ${it}.`, `Start with ${n} ${it}.`])];
  const want = r.weighted([
    [3, 1],
    [5, 2],
    [3, 3],
  ]);
  let last = '';
  while (parts.length < want) {
    const kind = r.weighted([
      [5, 'add'],
      [5, 'sub'],
      [1, 'double'],
      [1, 'triple'],
      [1, 'half'],
      [2, 'packs'],
      [1.2, 'share'],
    ]);
    if (kind === last && kind !== 'add' && kind !== 'sub') continue;
    const he = r.chance(0.7) ? p!.he : p!.name;
    if (kind === 'add') {
      const k = r.int(2, 60);
      if (n + k > 180) continue;
      const [q, st] = r.pick([
        [`buys ${num(r, k)} more`, `Buying ${k} more`],
        [`gets ${num(r, k)} more from ${o!.name}`, `Getting ${k} more`],
        [`finds ${num(r, k)} more`, `Finding ${k} more`],
        [`receives ${num(r, k)} as a gift`, `Receiving ${k}`],
        [`wins ${num(r, k)} more`, `Winning ${k} more`],
        [`is given ${num(r, k)} by ${o!.name}`, `Being given ${k}`],
        [`adds ${num(r, k)} more`, `Adding ${k} more`],
      ] as const);
      parts.push(`${he} ${q}`);
      steps.push(`${st}: ${n} + ${k} = ${n + k}.`);
      n += k;
      nums.push(k);
    } else if (kind === 'sub') {
      const k = r.int(2, 50);
      if (k >= n) continue;
      const [q, st] = r.pick([
        [`gives ${num(r, k)} to ${o!.name}`, `Giving away ${k}`],
        [`loses ${num(r, k)}`, `Losing ${k}`],
        [`sells ${num(r, k)}`, `Selling ${k}`],
        [`uses ${num(r, k)}`, `Using ${k}`],
        [`gives away ${num(r, k)}`, `Giving away ${k}`],
        [`throws away ${num(r, k)}`, `Throwing away ${k}`],
        [`breaks ${num(r, k)} of them`, `Breaking ${k}`],
        [`donates ${num(r, k)}`, `Donating ${k}`],
      ] as const);
      parts.push(`${he} ${q}`);
      steps.push(`${st}: ${n} - ${k} = ${n - k}.`);
      n -= k;
      nums.push(k);
    } else if (kind === 'double' || kind === 'triple') {
      const f = kind === 'double' ? 2 : 3;
      if (n * f > 150) continue;
      parts.push(
        kind === 'double'
          ? r.pick([`${he} doubles the number of ${it}`, `${he} doubles what ${p!.he} has`])
          : `${he} triples the number of ${it}`,
      );
      steps.push(`${kind === 'double' ? 'Doubling' : 'Tripling'}: ${n} * ${f} = ${n * f}.`);
      n *= f;
      nums.push(f);
    } else if (kind === 'half') {
      if (n % 2 || n < 4) continue;
      parts.push(
        r.pick([`${he} gives half of them to ${o!.name}`, `${he} sells half of them`, `${he} loses half of the ${it}`]),
      );
      steps.push(`Half is left: ${n} / 2 = ${n / 2}.`);
      n /= 2;
      nums.push(2);
    } else if (kind === 'packs') {
      const [k, m] = factors(r, 70);
      if (n + k * m > 180) continue;
      const box = r.pick(['boxes', 'bags', 'packs', 'sets']);
      parts.push(`${he} buys ${num(r, k)} ${box} of ${m} ${it} each`);
      steps.push(`The ${box} hold ${k} * ${m} = ${k * m} ${it}.`, `Adding them: ${n} + ${k * m} = ${n + k * m}.`);
      n += k * m;
      nums.push(k, m);
    } else {
      if (parts.length < want - 1) continue;
      const ds = [2, 3, 4, 5, 6, 8, 10].filter((d) => n % d === 0 && n / d >= 2 && n / d <= 30);
      if (!ds.length) continue;
      const d = r.pick(ds);
      parts.push(`${he} shares them equally among ${num(r, d)} friends`);
      steps.push(`Sharing among ${d}: ${n} / ${d} = ${n / d}.`);
      n /= d;
      nums.push(d);
      last = kind;
      break;
    }
    last = kind;
  }
  let body: string;
  if (parts.length > 1 && r.chance(0.5))
    body =
      cap(parts.slice(0, -1).join(', ')) + r.pick([' and then ', ', then ', ', and ']) + (parts.at(-1) ?? '') + '.';
  else
    body = parts
      .map((x, i) => (i && r.chance(0.5) ? r.pick(['Then ', 'Later ', 'After that ']) + x : cap(x)) + '.')
      .join(' ');
  const ask =
    last === 'share'
      ? r.pick([`How many ${it} does each friend get?`, `How many does each friend get?`])
      : r.pick([
          `How many ${it} does ${p!.name} have now?`,
          `How many ${it} does ${p!.he} have in the end?`,
          `How many ${it} are left?`,
          `How many ${it} does ${p!.name} have?`,
          `How many does ${p!.he} have now?`,
        ]);
  return {
    q: `${first} ${body} ${ask}`,
    plan: r.pick(['Start with the first number and apply each change in order.', 'Follow the changes one by one.']),
    steps,
    n,
    nums,
    unit: it,
    who: p!.name,
    he: p!.he,
  };
}

export function shopping(r: Rng): Draft {
  const p = person(r);
  const [x, y] = items(r, 2);
  const [k, a] = factors(r, 80);
  const money = r.pick(['dollars', 'dollars', 'euros', 'coins']);
  const one = r.chance(0.35);
  const A = k * a;
  const steps = [`The ${x} cost ${k} * ${a} = ${A} ${money}.`];
  const nums = [k, a];
  let q: string;
  let n = A;
  if (one)
    q = r.pick([
      `${p.name} buys ${num(r, k)} ${x} for ${a} ${money} each.`,
      `Each of the ${x} costs ${a} ${money}. ${p.name} buys ${num(r, k)} of them.`,
      `${p.name} pays ${a} ${money} for each of ${num(r, k)} ${x}.`,
    ]);
  else {
    const [m, b] = factors(r, 80);
    q = r.pick([
      `${p.name} buys ${num(r, k)} ${x} for ${a} ${money} each and ${num(r, m)} ${y} for ${b} ${money} each.`,
      `At the shop ${p.name} buys ${num(r, k)} ${x} at ${a} ${money} each and ${num(r, m)} ${y} at ${b} ${money} each.`,
    ]);
    steps.push(`The ${y} cost ${m} * ${b} = ${m * b} ${money}.`, `Together: ${A} + ${m * b} = ${A + m * b}.`);
    n += m * b;
    nums.push(m, b);
  }
  if (one || r.chance(0.4)) {
    const pay = r.pick([50, 100, 150, 200].filter((v) => v > n));
    const kind = pay ? r.int(0, 2) : 2;
    if (kind === 0) {
      q += ` ${cap(p.he)} pays with ${pay} ${money}. ${r.pick([`How much change does ${p.he} get?`, `How many ${money} does ${p.he} get back?`])}`;
      steps.push(`The change is ${pay} - ${n} = ${pay - n}.`);
      n = pay - n;
      nums.push(pay);
    } else if (kind === 1) {
      const h = r.int(1, 60) + n;
      q += ` ${cap(p.he)} had ${h} ${money} at first. ${r.pick([`How many ${money} are left?`, `How much money is left?`])}`;
      steps.push(`What is left: ${h} - ${n} = ${h - n}.`);
      n = h - n;
      nums.push(h);
    } else {
      const c = r.int(2, Math.max(2, Math.min(20, n - 1)));
      q += ` ${cap(p.he)} has a coupon for ${c} ${money} off. How much does ${p.he} pay?`;
      steps.push(`With the coupon: ${n} - ${c} = ${n - c}.`);
      n -= c;
      nums.push(c);
    }
  } else
    q += ` ${r.pick([`How much does ${p.he} pay in total?`, `How many ${money} does ${p.he} spend?`, `What is the total cost?`, `How much does it cost together?`])}`;
  return {
    q,
    plan: r.pick([
      'Multiply each number by its price, then combine the costs.',
      'Work out the cost first, then answer the question.',
    ]),
    steps,
    n,
    nums,
    unit: money,
    who: p.name,
    he: p.he,
  };
}

/** k things per period for m periods, then a change. */
export function rate(r: Rng): Draft {
  const p = person(r);
  const [k, m] = factors(r, 130);
  const [verb, unit, per, done] = r.pick([
    ['reads', 'pages', 'day', 'read'],
    ['runs', 'kilometers', 'week', 'run'],
    ['earns', 'dollars', 'hour', 'earned'],
    ['saves', 'dollars', 'week', 'saved'],
    ['bakes', 'loaves', 'day', 'baked'],
    ['writes', 'lines', 'hour', 'written'],
    ['paints', 'walls', 'day', 'painted'],
    ['plants', 'trees', 'hour', 'planted'],
    ['drives', 'kilometers', 'hour', 'driven'],
    ['solves', 'puzzles', 'day', 'solved'],
    ['makes', 'toys', 'hour', 'made'],
    ['picks', 'apples', 'minute', 'picked'],
    ['learns', 'words', 'day', 'learned'],
    ['washes', 'cars', 'day', 'washed'],
    ['swims', 'laps', 'day', 'swum'],
  ] as const);
  const P = k * m;
  const steps = [
    r.chance(0.5) ? `In ${m} ${per}s: ${k} * ${m} = ${P} ${unit}.` : `${p.name} ${verb} ${k} * ${m} = ${P} ${unit}.`,
  ];
  const nums = [k, m];
  let n = P;
  let q = r.pick([
    `${p.name} ${verb} ${num(r, k)} ${unit} every ${per} for ${num(r, m)} ${per}s.`,
    `${p.name} ${verb} ${num(r, k)} ${unit} a ${per}. ${cap(p.he)} does this for ${num(r, m)} ${per}s.`,
    `Each ${per} ${p.name} ${verb} ${num(r, k)} ${unit}, for ${num(r, m)} ${per}s.`,
  ]);
  const kind = r.int(0, 3);
  if (kind === 0) {
    const e = r.int(2, 60);
    q += ` Then ${p.he} ${verb} ${e} ${unit} more. ${r.pick([`How many ${unit} is that in total?`, `How many ${unit} is it altogether?`])}`;
    steps.push(`Adding the rest: ${n} + ${e} = ${n + e}.`);
    n += e;
    nums.push(e);
  } else if (kind === 1) {
    const t = n + r.int(3, 60);
    q += ` The goal is ${t} ${unit}. How many ${unit} are left?`;
    steps.push(`What is left: ${t} - ${n} = ${t - n}.`);
    n = t - n;
    nums.push(t);
  } else if (kind === 2 && ['dollars'].includes(unit)) {
    const e = r.int(2, n - 1);
    q += ` ${cap(p.he)} spends ${e} ${unit}. How many ${unit} are left?`;
    steps.push(`After spending ${e}: ${n} - ${e} = ${n - e}.`);
    n -= e;
    nums.push(e);
  } else {
    const [j, l] = factors(r, 60);
    q += ` Then ${p.he} ${verb} ${num(r, j)} ${unit} a ${per} for ${num(r, l)} more ${per}s. How many ${unit} has ${p.he} ${done} in total?`;
    steps.push(`Then ${j} * ${l} = ${j * l} ${unit} more.`, `Together: ${n} + ${j * l} = ${n + j * l}.`);
    n += j * l;
    nums.push(j, l);
  }
  return {
    q,
    plan: r.pick([
      'Multiply the amount by the time, then use the other number.',
      'Find the amount for the whole time first.',
    ]),
    steps,
    n,
    nums,
    unit,
    who: p.name,
    he: p.he,
  };
}

/** Two or three people whose amounts depend on each other. */
export function related(r: Rng): Draft {
  const ps = people(r, 3);
  const it = r.chance(0.2) ? 'years' : item(r);
  const [a, b, c] = ps;
  const age = it === 'years';
  const n0 = r.int(4, 50);
  const nums = [n0];
  const steps: string[] = [];
  const rel = (from: string, to: string, n: number): [string, number] | undefined => {
    const k = r.int(2, 30);
    const kind = r.weighted([
      [3, 'more'],
      [3, 'less'],
      [2, 'times'],
      [1, 'half'],
    ]);
    if (kind === 'more') {
      steps.push(`${to}: ${n} + ${k} = ${n + k}.`);
      nums.push(k);
      return [
        age ? `${to} is ${num(r, k)} years older than ${from}.` : `${to} has ${num(r, k)} more ${it} than ${from}.`,
        n + k,
      ];
    }
    if (kind === 'less' && k < n) {
      steps.push(`${to}: ${n} - ${k} = ${n - k}.`);
      nums.push(k);
      return [
        age ? `${to} is ${num(r, k)} years younger than ${from}.` : `${to} has ${num(r, k)} fewer ${it} than ${from}.`,
        n - k,
      ];
    }
    if (kind === 'times') {
      const f = r.int(2, 4);
      if (n * f > 100) return undefined;
      steps.push(`${to}: ${n} * ${f} = ${n * f}.`);
      nums.push(f);
      return [
        age ? `${to} is ${TIMES[f]} as old as ${from}.` : `${to} has ${TIMES[f]} as many ${it} as ${from}.`,
        n * f,
      ];
    }
    if (kind === 'half' && n % 2 === 0 && n > 4) {
      steps.push(`${to}: ${n} / 2 = ${n / 2}.`);
      return [age ? `${to} is half as old as ${from}.` : `${to} has half as many ${it} as ${from}.`, n / 2];
    }
    return undefined;
  };
  const get = (from: string, to: string, n: number) => {
    for (;;) {
      const x = rel(from, to, n);
      if (x) return x;
    }
  };
  const first = age ? `${a!.name} is ${n0} years old.` : `${a!.name} has ${num(r, n0)} ${it}.`;
  const [s1, n1] = get(a!.name, b!.name, n0);
  const unit = it;
  if (r.chance(0.35)) {
    steps.push(`Together: ${n0} + ${n1} = ${n0 + n1}.`);
    const q = `${first} ${s1} ${age ? `What is the sum of their ages?` : r.pick([`How many ${it} do they have together?`, `How many ${it} do they have in total?`])}`;
    return {
      q,
      plan: 'Find the second number first, then add.',
      steps: [`${a!.name}: ${n0}.`, ...steps],
      n: n0 + n1,
      nums,
      unit,
      who: b!.name,
      he: b!.he,
    };
  }
  const [s2, n2] = get(b!.name, c!.name, n1);
  const head = `${a!.name}: ${n0}.`;
  if (r.chance(0.5)) {
    const q = `${first} ${s1} ${s2} ${age ? `How old is ${c!.name}?` : `How many ${it} does ${c!.name} have?`}`;
    return {
      q,
      plan: r.pick(['Go from one person to the next.', `Find the number for ${b!.name}, then for ${c!.name}.`]),
      steps: [head, ...steps],
      n: n2,
      nums,
      unit,
      who: c!.name,
      he: c!.he,
    };
  }
  steps.push(`First two: ${n0} + ${n1} = ${n0 + n1}.`, `All three: ${n0 + n1} + ${n2} = ${n0 + n1 + n2}.`);
  const q = `${first} ${s1} ${s2} ${age ? 'What is the sum of the three ages?' : r.pick([`How many ${it} do the three have in total?`, `How many ${it} do they have altogether?`])}`;
  return {
    q,
    plan: 'Find each number in turn, then add them all.',
    steps: [head, ...steps],
    n: n0 + n1 + n2,
    nums,
    unit,
    who: c!.name,
    he: c!.he,
  };
}
