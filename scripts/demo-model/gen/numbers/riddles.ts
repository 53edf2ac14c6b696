/** Numbers without a story: instructions, riddles, fractions and percentages of a number, comparing, averages. */
import { type Item, type Rng, solution } from '../rng.ts';
import { percentOf } from '../meaning/money.ts';
import { figures, formOf, listed, say, size } from '../meaning/say.ts';
import { style, Tale } from '../meaning/tale.ts';
import { Work } from '../meaning/work.ts';

type Slots = Readonly<Record<string, string | number>>;

function item(r: Rng, forms: readonly string[], slots: Slots, plan: string, steps: readonly string[], answer: string | number, key?: string): Item {
  return {
    kind: 'number',
    q: style(r, say(r, formOf(r, forms), slots)),
    a: solution(plan, [...steps], String(answer)),
    answer: String(answer),
    ...(key !== undefined && { key }),
  };
}

const TELL = {
  '+': ['add $n', 'plus $n', 'add $n to it', 'put $n on top', 'increase it by $n', 'make it $n more', 'then comes plus $n'],
  '-': ['subtract $n', 'take away $n', 'minus $n', 'take $n away', 'take $n off', 'decrease it by $n', 'make it $n less'],
  '*': ['multiply by $n', 'times $n', 'multiply it by $n', 'take it $n times', 'multiply {this|the result} by $n'],
  '/': ['divide by $n', 'divide it by $n', 'divide {the result|this|what you get} by $n', 'split it into $n equal parts and take one'],
  d: ['double it', 'double {that|the result}', 'take twice that'],
  h: ['halve it', 'take half {of it|of that|}', 'halve {the result|that}'],
} as const;

/** "Start with 9, multiply by 7, take away 13." */
export function instructions(r: Rng): Item {
  const f = figures(r);
  const start = size(r, 2);
  let now = start;
  const work = new Work();
  const told: string[] = [];
  for (let i = r.int(1, 3); i > 0; i--) {
    const ds = [2, 3, 4, 5, 6, 7, 8, 9, 10].filter((d) => now % d === 0 && now > d);
    const kind = r.weighted([
      [4, '+'],
      [now > 3 ? 4 : 0, '-'],
      [now <= 60 ? 3 : 0, '*'],
      [ds.length > 0 ? 2 : 0, '/'],
      [now < 500 ? 1 : 0, 'd'],
      [now % 2 === 0 ? 1 : 0, 'h'],
    ] as const);
    const n = kind === '/' ? r.pick(ds.length > 0 ? ds : [1]) : kind === '*' ? r.int(2, 12) : kind === '-' ? r.int(1, Math.min(now, 200)) : r.int(1, 90);
    told.push(say(r, formOf(r, TELL[kind]), { n: f(n) }));
    const label = 'Result';
    if (kind === '+') now = work.add(label, now, n);
    else if (kind === '-') now = work.sub(label, now, n);
    else if (kind === '*') now = work.mul(label, now, n);
    else if (kind === '/') now = work.div(label, now, n);
    else if (kind === 'd') now = work.mul(label, now, 2);
    else now = work.div(label, now, 2);
  }
  const list = told.length > 1 ? `${told.slice(0, -1).join(', ')}${r.pick([', then ', ' and then ', ' and ', ', '])}${told[told.length - 1]!}` : told[0]!;
  return item(
    r,
    ['{Start|Begin} with $s, $l. {What do you get?|What is the result?|Where do you end?|}', 'Take $s, $l. {What comes out?|What is it now?|What do you have?}', '{Think of|I have|Here is} the number $s. {Now $l|$l}. {What is it now?|What comes out?|The result?}'.replace('Now $l|$l', 'Now $l'), '{You start|we start} with $s, then $l. {What is the {result|number}?|What now?}', 'From $s: $l. {Result?|What is the answer?}', 'What do you get {when|if} you start with $s, then $l?', 'The number is $s. $l. {Which number is it now?|What is it?}'],
    { s: f(start), l: list },
    'Do one thing after the other.',
    [`Start: ${start}.`, ...work.steps],
    now,
    `i${start},${now}`,
  );
}

/** A number that is looked for, backwards. */
export function unknown(r: Rng): Item {
  const f = figures(r);
  const x = r.int(2, 40);
  const work = new Work();
  const kind = r.pick(['+', '-', '*', '*+', '*-', '/', 'blank'] as const);
  const [k, n] = [r.int(2, 9), r.int(1, 40)];
  const who = r.pick(["I'm thinking of a number", 'I think of a number', 'There is a number', 'Find the number', 'A number is hidden', 'My number is a secret', 'Guess my number']);
  const end = r.pick(['What is it?', 'Which number is it?', 'What is the number?', 'What was my number?', 'Which one is it?', 'Find it.']);
  const times = k === 2 && r.chance(0.6) ? 'double it' : k === 3 && r.chance(0.4) ? 'triple it' : `multiply it by ${f(k)}`;
  if (kind === 'blank') {
    const op = r.pick(['+', '-', '*'] as const);
    const blank = r.pick(['?', '__', '_', 'x', '[ ]', '...', 'n']);
    const value = { '+': x + n, '-': x - n, '*': x * k }[op];
    const right = op === '*' ? k : n;
    const steps = op === '+' ? [`${value} - ${n} = ${x}.`] : op === '-' ? [`${value} + ${n} = ${x}.`] : [`${value} / ${k} = ${x}.`];
    const flip = op !== '-' && r.chance(0.5);
    const shown = flip ? `${right} ${op} ${blank} = ${value}` : `${blank} ${op} ${right} = ${value}`;
    return item(r, ['$e', 'Find the missing number: $e', 'What is missing{?|:} $e', 'Which number {fits|is missing} in $e?', 'Solve $e', '$e, what {goes in the gap|is missing}?', 'Fill in: $e'], { e: shown }, 'Go backwards to the missing number.', steps, x, `b${shown}`);
  }
  const [said, value] = {
    '+': [`add ${f(n)} to it`, x + n],
    '-': [`take ${f(n)} away from it`, x - n],
    '*': [times, x * k],
    '*+': [`${times} and add ${f(n)}`, x * k + n],
    '*-': [`${times} and take away ${f(n)}`, x * k - n],
    '/': [`divide it by ${f(k)}`, x],
  }[kind] as [string, number];
  let answer = value;
  if (kind === '+' || kind === '*+') answer = work.sub('Before adding', answer, n);
  if (kind === '-' || kind === '*-') answer = work.add('Before taking away', answer, n);
  if (kind.startsWith('*')) answer = work.div('Before multiplying', answer, k);
  if (kind === '/') answer = work.mul('Before dividing', answer, k);
  return item(r, ['$w. {If|When} {I|you} $s, {I|you} get $v. $e', '$w. {I|You} $s and {get|the result is|it becomes} $v. $e', 'If you $s, the result is $v. $w: $e'.replace('$w: ', ''), 'Which number {gives|becomes} $v if you $s?'], { w: who, s: said, v: f(value), e: end }, 'Go backwards from the result.', [`Given: result ${value}.`, ...work.steps], answer, `u${x},${n},${k}`);
}

/** "What is a third of 60?", "20 percent of 150". */
export function portion(r: Rng): Item {
  const t = new Tale(r);
  const { f } = t;
  const kind = r.pick(['fraction', 'fraction', 'percent', 'nested'] as const);
  const ASK = ['What is $w of $n?', '{How much|what} is $w of $n', '$w of $n', '$w of $n is {what|how much}?', '{Find|Calculate|Work out|Give me|Tell me} $w of $n.', "What's $w of $n", 'What do you get if you take $w of $n?', 'I need $w of $n.', 'How much does $w of $n make?'];
  if (kind === 'percent') {
    const k = r.pick([10, 20, 25, 50, 75, 30, 40, 60, 5, 70, 80, 90]);
    const n = k === 25 || k === 75 ? r.int(1, 50) * 4 : k === 50 ? r.int(1, 90) * 2 : k === 5 ? r.int(1, 20) * 20 : r.int(1, 90) * 10;
    const value = percentOf(t, n, k);
    return item(r, ASK, { w: r.pick([`${k}%`, `${k} percent`, `${f(k)} percent`, `${k} %`]), n: f(n) }, `Find ${k} percent of ${n}.`, t.work.steps, value, `p${k},${n}`);
  }
  const names: Readonly<Record<number, readonly string[]>> = { 2: ['half'], 3: ['third', 'thirds'], 4: ['quarter', 'quarters', 'fourth', 'fourths'], 5: ['fifth', 'fifths'], 6: ['sixth', 'sixths'], 8: ['eighth', 'eighths'], 10: ['tenth', 'tenths'] };
  const one = (d: number) => (d === 2 ? r.pick(['half', 'one half', 'a half', '1/2']) : r.pick([`a ${names[d]![0]!}`, `one ${names[d]![0]!}`, `1/${d}`]).replace('a eighth', 'an eighth'));
  const d = r.pick([2, 3, 4, 5, 6, 8, 10]);
  if (kind === 'nested') {
    const e = r.pick([2, 3, 4]);
    const n = d * e * r.int(1, 15);
    const first = t.work.div(`1/${e} of ${n}`, n, e);
    const value = t.work.div(`1/${d} of that`, first, d);
    return item(r, ASK, { w: `${one(d)} of ${one(e)}`, n: f(n) }, `Take 1/${e}, then 1/${d} of it.`, t.work.steps, value, `n${n},${d},${e}`);
  }
  const n = d * r.weighted([[4, r.int(2, 12)], [2, r.int(10, 60)]]);
  const k = d > 2 && r.chance(0.4) ? r.int(2, d - 1) : 1;
  const part = t.work.div(`1/${d}`, n, d);
  const value = k > 1 ? t.work.mul(`${k}/${d}`, part, k) : part;
  const words = k > 1 ? r.pick([`${k}/${d}`, `${['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][k]!} ${names[d]![1] ?? ''}`]) : one(d);
  return item(r, ASK, { w: words, n: f(n) }, `Find ${k}/${d} of ${n}.`, t.work.steps, value, `f${n},${d},${k}`);
}

/** Squares, doubles, sums of several, averages, the larger of two results, how many numbers. */
export function mixed(r: Rng): Item {
  const f = figures(r);
  const work = new Work();
  const kind = r.pick(['square', 'double', 'sum', 'average', 'larger', 'between', 'more', 'take', 'angle', 'parity'] as const);
  if (kind === 'square') {
    const n = r.int(2, 30);
    work.mul('Square', n, n);
    return item(r, ['What is $n squared?', '$n squared', '{What is|find} the square of $n?', '$n^2', "what's $n to the power of 2", 'Multiply $n by itself.', '$n times itself?'], { n: f(n) }, `Multiply ${n} by itself.`, work.steps, n * n, `q${n}`);
  }
  if (kind === 'double') {
    const n = size(r);
    const [word, k] = r.pick([['double', 2], ['twice', 2], ['triple', 3], ['three times', 3], ['five times', 5]] as const);
    const v = work.mul(word, n, k);
    return item(r, ['{What is|How much is} $w $n?', '$w $n', '{Find|Give me} $w $n.', '$w $n is {what|how much}?'], { w: word, n: f(n) }, `Multiply by ${k}.`, work.steps, v, `d${n},${k}`);
  }
  if (kind === 'sum' || kind === 'average') {
    const n = r.int(2, 4);
    const xs = Array.from({ length: n }, () => r.int(2, 60));
    if (kind === 'average') xs[0]! += (n - (xs.reduce((a, b) => a + b, 0) % n)) % n;
    const total = work.sum('Sum', xs);
    const l = listed(r, xs.map(f));
    if (kind === 'sum') return item(r, ['What is the {sum|total} of $l?', '{Add|Sum up} $l{.|}', '$l together {make|are} {what|how much}?', 'How much {are|is} $l {together|in all}?', '{Find|Give} the sum of $l.', 'what do $l add up to'], { l }, 'Add the numbers.', work.steps, total, `a${xs.join()}`);
    const value = work.div('Average', total, n);
    return item(r, ["{What is|What's} the {average|mean} of $l?", '{Find|Give|Calculate} the {average|mean} of $l.', 'the numbers are $l. {their average?|what is the average?}', 'average of $l'], { l }, 'Add the numbers and divide by how many there are.', work.steps, value, `v${xs.join()}`);
  }
  if (kind === 'larger') {
    const [a, b, c, d] = [r.int(2, 12), r.int(2, 12), r.int(2, 12), r.int(2, 12)];
    const [x, y] = [work.mul('First', a, b), work.mul('Second', c, d)];
    if (x === y) return mixed(r);
    const up = r.chance(0.6);
    const v = up ? Math.max(x, y) : Math.min(x, y);
    return item(r, ['{Which is|What is} {more|the larger one|bigger}: $a {times|*} $b or $c {times|*} $d?', 'What is more, $a * $b or $c * $d? {Give the result.|}'].map((form) => (up ? form : form.replaceAll('more', 'less').replace('larger', 'smaller').replace('bigger', 'smaller'))), { a, b, c, d }, 'Compute both and compare.', [...work.steps, `${Math.max(x, y)} > ${Math.min(x, y)}.`], v, `l${a},${b},${c},${d}`);
  }
  if (kind === 'between') {
    const a = r.int(0, 40);
    const b = a + r.int(2, 40);
    const both = r.chance(0.6);
    const span = work.sub('Distance', b, a);
    const v = both ? work.add('With both ends', span, 1) : work.sub('Without the ends', span, 1);
    return item(r, both ? ['How many {whole|} numbers are there from $a to $b{, both included|, with both ends|}?', 'Count the numbers from $a to $b.', 'How many numbers go from $a up to $b?'] : ['How many {whole|} numbers {are|lie} between $a and $b{, without these|}?', 'How many numbers are larger than $a and smaller than $b?'], { a, b }, 'Take the distance and mind the ends.', work.steps, v, `w${a},${b}`);
  }
  if (kind === 'more') {
    const [a, b] = [size(r), size(r)];
    const [hi, lo] = [Math.max(a, b), Math.min(a, b)];
    const v = work.sub('Difference', hi, lo);
    return item(r, ['How much {more|bigger|larger} is $h than $l?', 'By how much is $l {less|smaller} than $h?', 'What is the difference {between|of} $h and $l?', 'How far {apart are|is it from} $l and $h?'.replace('is it from', 'apart are'), 'what must be added to $l to get $h', 'How much is missing from $l to $h?'], { h: f(hi), l: f(lo) }, 'Take the smaller number from the larger one.', work.steps, v, `m${hi},${lo}`);
  }
  if (kind === 'take') {
    const b = r.int(2, 10);
    const q = r.int(2, 20);
    const n = r.int(2, 40);
    const all = b * q + n;
    const first = work.sub('First', all, n);
    const v = work.div('Then', first, b);
    return item(r, ['{Take|Subtract} $n {away|} from $a and divide {the result|what is left|that} by $b.', 'take away $n from $a, then divide by $b', 'If I subtract $n from $a and divide {the rest|it} by $b, what {do I get|comes out}?', '{Divide|divide} the difference of $a and $n by $b.'], { n: f(n), a: f(all), b: f(b) }, 'Subtract, then divide.', work.steps, v, `t${all},${n},${b}`);
  }
  if (kind === 'angle') {
    const [a, b] = [r.int(2, 12) * 10, r.int(1, 5) * 10];
    const two = work.add('Two angles', a, b);
    const v = work.sub('The third', 180, two);
    if (v <= 0) return mixed(r);
    return item(r, ['{Two|two} angles of a triangle {are|have} $a and $b degrees. {What is|How big is} the {third|other} one?', 'A triangle has angles of $a and $b degrees{. What is the third angle?|; find the third.}'], { a: f(a), b: f(b) }, 'All three angles make 180 degrees.', work.steps, v, `g${a},${b}`);
  }
  const n = r.int(1, 400);
  const even = n % 2 === 0;
  const asksEven = r.chance(0.5);
  const yes = even === asksEven;
  return item(r, ['Is $n {an|} $w{ number|}?', 'is $n $w? yes or no', '{Yes or no: is|Tell me if} $n {is|} $w{?|}'.replace('Tell me if', 'yes or no: is').replace('{is|}', ''), '$n is $w. {Right?|True?|Yes or no?}'], { n: f(n), w: asksEven ? 'even' : 'odd' }, 'Look at the last digit.', [`The last digit of ${n} is ${n % 10}, which is ${even ? 'even' : 'odd'}.`], yes ? 'Yes' : 'No', `e${n}`);
}
