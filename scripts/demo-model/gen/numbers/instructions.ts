/** What to do with a number, and numbers to be found. */
import { type Item, type Rng, solution } from '../rng.ts';
import { figures, formOf, say, size } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';
import { Work } from '../meaning/work.ts';
import type { Slots } from './riddles.ts';

export function item(
  r: Rng,
  forms: readonly string[],
  slots: Slots,
  plan: string,
  steps: readonly string[],
  answer: string | number,
  key?: string,
): Item {
  return {
    kind: 'number',
    q: style(r, say(r, formOf(r, forms), slots)),
    a: solution(plan, [...steps], String(answer)),
    answer: String(answer),
    ...(key !== undefined && { key }),
  };
}

const TELL = {
  '+': [
    'add $n',
    'plus $n',
    'add $n to it',
    'put $n on top',
    'increase it by $n',
    'make it $n more',
    'then comes plus $n',
  ],
  '-': [
    'subtract $n',
    'take away $n',
    'minus $n',
    'take $n away',
    'take $n off',
    'decrease it by $n',
    'make it $n less',
  ],
  '*': ['multiply by $n', 'times $n', 'multiply it by $n', 'take it $n times', 'multiply {this|the result} by $n'],
  '/': [
    'divide by $n',
    'divide it by $n',
    'divide {the result|this|what you get} by $n',
    'split it into $n equal parts and take one',
  ],
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
    const n =
      kind === '/'
        ? r.pick(ds.length > 0 ? ds : [1])
        : kind === '*'
          ? r.int(2, 12)
          : kind === '-'
            ? r.int(1, Math.min(now, 200))
            : r.int(1, 90);
    told.push(say(r, formOf(r, TELL[kind]), { n: f(n) }));
    const label = 'Result';
    if (kind === '+') now = work.add(label, now, n);
    else if (kind === '-') now = work.sub(label, now, n);
    else if (kind === '*') now = work.mul(label, now, n);
    else if (kind === '/') now = work.div(label, now, n);
    else if (kind === 'd') now = work.mul(label, now, 2);
    else now = work.div(label, now, 2);
  }
  const list =
    told.length > 1
      ? `${told.slice(0, -1).join(', ')}${r.pick([', then ', ' and then ', ' and ', ', '])}${told[told.length - 1]!}`
      : told[0]!;
  return item(
    r,
    [
      '{Start|Begin} with $s, $l. {What do you get?|What is the result?|Where do you end?|}',
      'Take $s, $l. {What comes out?|What is it now?|What do you have?}',
      '{Think of|I have|Here is} the number $s. {Now $l|$l}. {What is it now?|What comes out?|The result?}'.replace(
        'Now $l|$l',
        'Now $l',
      ),
      '{You start|we start} with $s, then $l. {What is the {result|number}?|What now?}',
      'From $s: $l. {Result?|What is the answer?}',
      'What do you get {when|if} you start with $s, then $l?',
      'The number is $s. $l. {Which number is it now?|What is it?}',
    ],
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
  const who = r.pick([
    "I'm thinking of a number",
    'I think of a number',
    'There is a number',
    'Find the number',
    'A number is hidden',
    'My number is a secret',
    'Guess my number',
  ]);
  const end = r.pick([
    'What is it?',
    'Which number is it?',
    'What is the number?',
    'What was my number?',
    'Which one is it?',
    'Find it.',
  ]);
  const times =
    k === 2 && r.chance(0.6) ? 'double it' : k === 3 && r.chance(0.4) ? 'triple it' : `multiply it by ${f(k)}`;
  if (kind === 'blank') {
    const op = r.pick(['+', '-', '*'] as const);
    const blank = r.pick(['?', '__', '_', 'x', '[ ]', '...', 'n']);
    const value = { '+': x + n, '-': x - n, '*': x * k }[op];
    const right = op === '*' ? k : n;
    const steps =
      op === '+' ? [`${value} - ${n} = ${x}.`] : op === '-' ? [`${value} + ${n} = ${x}.`] : [`${value} / ${k} = ${x}.`];
    const flip = op !== '-' && r.chance(0.5);
    const shown = flip ? `${right} ${op} ${blank} = ${value}` : `${blank} ${op} ${right} = ${value}`;
    return item(
      r,
      [
        '$e',
        'Find the missing number: $e',
        'What is missing{?|:} $e',
        'Which number {fits|is missing} in $e?',
        'Solve $e',
        '$e, what {goes in the gap|is missing}?',
        'Fill in: $e',
      ],
      { e: shown },
      'Go backwards to the missing number.',
      steps,
      x,
      `b${shown}`,
    );
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
  return item(
    r,
    [
      '$w. {If|When} {I|you} $s, {I|you} get $v. $e',
      '$w. {I|You} $s and {get|the result is|it becomes} $v. $e',
      'If you $s, the result is $v. $w: $e'.replace('$w: ', ''),
      'Which number {gives|becomes} $v if you $s?',
    ],
    { w: who, s: said, v: f(value), e: end },
    'Go backwards from the result.',
    [`Given: result ${value}.`, ...work.steps],
    answer,
    `u${x},${n},${k}`,
  );
}
