/** Equal groups, days and times. */
import { type Rng, cap } from '../rng.ts';
import { item, person } from '../words.ts';
import { type Draft, num, factors } from './draft.ts';

/** Rows, boxes and equal parts. */
export function groups(r: Rng): Draft {
  const p = person(r);
  const it = item(r);
  const [k, m] = factors(r, 130);
  const P = k * m;
  const nums = [k, m];
  const kind = r.int(0, 4);
  const box = r.pick(['boxes', 'bags', 'rows', 'shelves', 'baskets', 'tables', 'trays', 'groups']);
  if (kind <= 1) {
    const up = r.chance(0.4);
    const e = r.int(2, up ? 50 : P - 1);
    nums.push(e);
    const q = `${r.pick([`There are ${num(r, k)} ${box} with ${num(r, m)} ${it} each.`, `${p.name} has ${num(r, k)} ${box} with ${num(r, m)} ${it} in each.`, `${p.name} fills ${num(r, k)} ${box} with ${num(r, m)} ${it} each.`])} ${up ? r.pick([`Then ${e} more ${it} arrive.`, `${cap(p.he)} adds ${e} more ${it}.`, `Another ${e} ${it} are on the floor.`]) : r.pick([`${e} of them are broken.`, `${e} of the ${it} are taken away.`, `${p.name} sells ${e} of them.`])} ${up ? `How many ${it} are there in total?` : `How many ${it} are left?`}`;
    const n = up ? P + e : P - e;
    return {
      q,
      plan: r.pick(['Multiply to get all of them, then apply the change.', `Count all the ${it} first.`]),
      steps: [
        `All the ${box}: ${k} * ${m} = ${P}.`,
        up ? `With the others: ${P} + ${e} = ${n}.` : `What is left: ${P} - ${e} = ${n}.`,
      ],
      n,
      nums,
      unit: it,
      who: p.name,
      he: p.he,
    };
  }
  if (kind === 2) {
    const t = r.int(2, 9);
    nums.push(t);
    if (m * t > 150) return groups(r);
    const q = `${r.pick([`${p.name} puts ${P} ${it} equally into ${k} ${box}.`, `${P} ${it} are packed equally into ${k} ${box}.`])} ${r.pick([`How many ${it} are in ${t} of the ${box}?`, `How many ${it} do ${t} ${box} hold?`])}`;
    return {
      q,
      plan: `Find how many are in one part, then multiply.`,
      steps: [`In one part: ${P} / ${k} = ${m}.`, `In ${t}: ${m} * ${t} = ${m * t}.`],
      n: m * t,
      nums,
      unit: it,
      who: p.name,
      he: p.he,
    };
  }
  if (kind === 3) {
    const a = r.int(1, P - 1);
    nums.push(a);
    const q = `${p.name} has ${a} ${it} and gets ${P - a} more. ${cap(p.he)} packs them into ${box} of ${m}. How many ${box} does ${p.he} need?`;
    return {
      q,
      plan: 'Add first, then divide.',
      steps: [`All together: ${a} + ${P - a} = ${P}.`, `Number of ${box}: ${P} / ${m} = ${k}.`],
      n: k,
      nums,
      unit: box,
      who: p.name,
      he: p.he,
    };
  }
  const per = r.chance(0.5);
  const w = r.int(2, 40);
  const l = r.int(2, 40);
  if (per) {
    const thing = r.pick(['garden', 'field', 'room', 'park', 'table', 'yard']);
    return {
      q: `${r.pick([`${p.name} has a ${thing} that is ${l} meters long and ${w} meters wide.`, `A ${thing} is ${l} meters long and ${w} meters wide.`])} ${r.pick(['What is its perimeter?', 'How many meters of fence go around it?', 'How far is it around the edge?'])}`,
      plan: 'Add the two sides, then double.',
      steps: [`Both sides: ${l} + ${w} = ${l + w}.`, `Around: ${l + w} * 2 = ${(l + w) * 2}.`],
      n: (l + w) * 2,
      nums: [l, w],
      unit: 'meters',
      who: p.name,
      he: p.he,
    };
  }
  return {
    q: `A ${r.pick(['wall', 'floor', 'field', 'garden'])} is ${k} meters long and ${m} meters wide. ${r.pick(['What is its area in square meters?', 'How many square meters is it?'])}`,
    plan: 'Multiply the length by the width.',
    steps: [`Area: ${k} * ${m} = ${P}.`],
    n: P,
    nums,
    unit: 'square meters',
    who: p.name,
    he: p.he,
  };
}

/** Amounts of two or three days. */
export function days(r: Rng): Draft {
  const p = person(r);
  const it = item(r);
  const verb = r.pick(['sells', 'makes', 'collects', 'finds', 'counts', 'packs']);
  const D = r.pick([
    ['Monday', 'Tuesday', 'Wednesday'],
    ['Friday', 'Saturday', 'Sunday'],
    ['the first day', 'the second day', 'the third day'],
    ['the morning', 'the afternoon', 'the evening'],
  ]);
  const on = D[0] === 'the morning' ? 'in' : 'on';
  const a = r.int(4, 60);
  const nums = [a];
  const steps = [`${cap(D[0]!)}: ${a}.`];
  const rel = r.int(0, 3);
  let b: number;
  let s: string;
  const k = r.int(2, 30);
  nums.push(k);
  if (rel === 0) {
    b = a + k;
    s = `${k} more than ${on} ${D[0]}`;
    steps.push(`${cap(D[1]!)}: ${a} + ${k} = ${b}.`);
  } else if (rel === 1 && k < a) {
    b = a - k;
    s = `${k} fewer than ${on} ${D[0]}`;
    steps.push(`${cap(D[1]!)}: ${a} - ${k} = ${b}.`);
  } else if (rel === 2 && a <= 50) {
    b = a * 2;
    s = `twice as many`;
    steps.push(`${cap(D[1]!)}: ${a} * 2 = ${b}.`);
  } else {
    b = k;
    s = String(k);
    steps.push(`${cap(D[1]!)}: ${k}.`);
  }
  let q = `${cap(on)} ${D[0]} ${p.name} ${verb} ${a} ${it}. ${cap(on)} ${D[1]} ${p.he} ${verb} ${s}.`;
  let n = a + b;
  steps.push(`Together: ${a} + ${b} = ${n}.`);
  if (r.chance(0.4)) {
    const c = r.int(2, 50);
    q += ` ${cap(on)} ${D[2]} ${p.he} ${verb} ${c}.`;
    steps.push(`With ${D[2]}: ${n} + ${c} = ${n + c}.`);
    n += c;
    nums.push(c);
  }
  q += ` ${r.pick([`How many ${it} is that in total?`, `How many ${it} is it altogether?`, `What is the total number of ${it}?`])}`;
  return {
    q,
    plan: r.pick(['Find the number for each day, then add.', 'Work out each part, then add them.']),
    steps,
    n,
    nums,
    unit: it,
    who: p.name,
    he: p.he,
  };
}

/** Use or save k per period for m periods, or how long it takes. */
export function steady(r: Rng): Draft {
  const p = person(r);
  const it = r.chance(0.35) ? 'dollars' : item(r);
  const per = r.pick(['day', 'week', 'month', 'hour']);
  const [k, m] = factors(r, 110);
  const P = k * m;
  const kind = r.int(0, 2);
  if (kind === 0) {
    const h = P + r.int(1, 60);
    return {
      q: `${p.name} has ${h} ${it} and uses ${num(r, k)} of them every ${per}. ${r.pick([`How many ${it} are left after ${num(r, m)} ${per}s?`, `How many are left after ${num(r, m)} ${per}s?`])}`,
      plan: 'Find how many are used, then subtract.',
      steps: [`Used in ${m} ${per}s: ${k} * ${m} = ${P}.`, `What is left: ${h} - ${P} = ${h - P}.`],
      n: h - P,
      nums: [h, k, m],
      unit: it,
      who: p.name,
      he: p.he,
    };
  }
  if (kind === 1) {
    const a = r.int(2, 60);
    return {
      q: r.pick([
        `${p.name} wants ${a + P} ${it} and has ${a}. ${cap(p.he)} gets ${num(r, k)} more every ${per}. How many ${per}s does it take?`,
        `${p.name} needs ${a + P} ${it}. ${cap(p.he)} already has ${a} and collects ${num(r, k)} each ${per}. How many ${per}s does ${p.he} need?`,
      ]),
      plan: 'Find what is missing, then divide.',
      steps: [`Missing: ${a + P} - ${a} = ${P}.`, `Number of ${per}s: ${P} / ${k} = ${m}.`],
      n: m,
      nums: [a, k, m],
      unit: per + 's',
      who: p.name,
      he: p.he,
    };
  }
  const a = r.int(2, 60);
  return {
    q: r.pick([
      `${p.name} has ${a} ${it} and gets ${num(r, k)} more every ${per}. How many ${it} does ${p.he} have after ${num(r, m)} ${per}s?`,
      `${p.name} starts with ${a} ${it} and collects ${num(r, k)} each ${per} for ${num(r, m)} ${per}s. How many ${it} is that in the end?`,
    ]),
    plan: 'Find how many are added, then add.',
    steps: [`Added in ${m} ${per}s: ${k} * ${m} = ${P}.`, `In the end: ${a} + ${P} = ${a + P}.`],
    n: a + P,
    nums: [a, k, m],
    unit: it,
    who: p.name,
    he: p.he,
  };
}

/** Minutes of several activities. */
export function time(r: Rng): Draft {
  const p = person(r);
  const acts = r.sample(
    [
      'reading',
      'running',
      'cooking',
      'swimming',
      'drawing',
      'singing',
      'cleaning',
      'training',
      'writing',
      'gardening',
      'playing chess',
      'walking',
    ],
    2,
  );
  const [k, m] = r.chance(0.5) ? factors(r, 100) : [1, r.int(5, 60)];
  const P = k * m;
  const b = r.int(5, 60);
  const steps = k > 1 ? [`${cap(acts[0]!)}: ${k} * ${m} = ${P} minutes.`] : [`${cap(acts[0]!)}: ${m} minutes.`];
  let n = P + b;
  steps.push(`Together: ${P} + ${b} = ${n}.`);
  let q = `${p.name} spends ${m} minutes ${acts[0]}${k > 1 ? ` on each of ${num(r, k)} days` : ''} and ${b} minutes ${acts[1]}.`;
  const nums = [k, m, b];
  if (r.chance(0.4)) {
    const c = r.int(2, Math.min(n - 1, 40));
    q += ` ${cap(p.he)} rests for ${c} of these minutes. How many minutes is ${p.he} active?`;
    steps.push(`Without the rest: ${n} - ${c} = ${n - c}.`);
    n -= c;
    nums.push(c);
  } else
    q += ` ${r.pick(['How many minutes is that in total?', 'How long is that altogether?', `How many minutes does ${p.he} spend?`])}`;
  return {
    q,
    plan: 'Find the minutes of each part, then combine them.',
    steps,
    n,
    nums,
    unit: 'minutes',
    who: p.name,
    he: p.he,
  };
}
