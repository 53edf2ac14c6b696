/** One operation on two numbers or one, in the words in which people ask for it: "divide 54 by 6", "the square of 7", "take 688 from 652". */
import type { Item, Rng } from '../rng.ts';
import { figures } from '../meaning/say.ts';
import { minus, over, plus, times, Work } from '../meaning/work.ts';
import { item } from './instructions.ts';

type Op = '+' | '-' | '*' | '/';

const ORDERS: Readonly<Record<Op, readonly string[]>> = {
  '+': [
    'add $a and $b',
    'add $a to $b',
    'add up $a and $b',
    'add $a and $b together',
    'sum $a and $b',
    'put $a and $b together',
  ],
  '-': [
    'subtract $b from $a',
    'take $b from $a',
    'take $b away from $a',
    'take away $b from $a',
    'take $b off $a',
    'deduct $b from $a',
  ],
  '*': ['multiply $a by $b', 'multiply $a and $b', 'multiply $a with $b', 'take $b times $a', 'multiply $a times $b'],
  '/': [
    'divide $a by $b',
    'divide $a into $b equal parts and take one',
    'split $a into $b equal parts',
    'share $a equally among $b',
    'split $a evenly by $b',
  ],
};

const NAMES: Readonly<Record<Op, readonly string[]>> = {
  '+': [
    'the sum of $a and $b',
    '$a plus $b',
    '$a and $b together',
    '$a added to $b',
    'the total of $a and $b',
    '$b more than $a',
  ],
  '-': [
    'the difference between $a and $b',
    '$a minus $b',
    '$a less $b',
    '$a take away $b',
    '$b less than $a',
    '$a with $b taken away',
  ],
  '*': ['the product of $a and $b', '$a times $b', '$a multiplied by $b', '$b times $a', '$a x $b', '$a groups of $b'],
  '/': [
    'the quotient of $a and $b',
    '$a divided by $b',
    '$a over $b',
    '$a divided into $b equal parts',
    '$a shared by $b',
    '$a split $b ways',
    '$a / $b',
  ],
};

/** A square or a cube, a double or a half: of one number. */
const OF_ONE = {
  square: [
    '$a squared',
    'the square of $a',
    '$a^2',
    '$a²',
    '$a ** 2',
    '$a to the power of 2',
    '$a times itself',
    '$a by $a',
  ],
  cube: ['$a cubed', 'the cube of $a', '$a^3', '$a³', '$a ** 3', '$a to the power of 3', '$a to the third power'],
  double: ['double $a', 'twice $a', 'the double of $a', 'two times $a', '$a doubled'],
  triple: ['triple $a', 'three times $a', 'thrice $a', '$a tripled'],
  half: ['half of $a', 'half $a', 'one half of $a', '$a halved', 'the half of $a'],
} as const;

const ASKS = [
  'What is $e?',
  'what is $e',
  "What's $e?",
  'How much is $e?',
  'how much is $e',
  '$e',
  '$e?',
  '$e is {what|how much}?',
  'Tell me $e.',
  'Give me $e',
  'Find $e.',
  'Work out $e.',
  'Compute $e.',
  'calculate $e',
  '{Hi, what|Hello! What|Quick question: what|ok so what} is $e?',
  'Can you {tell me|work out|compute} $e?',
  'What does $e {make|come to|equal|give}?',
  'I need $e',
  'Do you know $e?',
];

const COMMANDS = [
  '$e',
  '$e.',
  'Please $e.',
  '$e please',
  'Can you $e?',
  'could you $e for me',
  'I want to $e. {What do I get|What comes out}?',
  'What do {I|you} get {if|when} {I|you} $e?',
  'What happens if I $e?',
  '{If|When} I $e, what {is the result|comes out|do I have}?',
  'help me $e',
  "$e, what's the result?",
  'Now $e.',
];

/** Numbers of which people ask this. */
function numbers(r: Rng, op: Op): readonly [number, number] {
  if (op === '+' || op === '-') {
    const size = r.pick([20, 99, 500, 999, 4999]);
    const [a, b] = [r.int(2, size), r.int(2, size)];
    return op === '-' && a < b && r.chance(0.6) ? [b, a] : [a, b];
  }
  if (op === '*')
    return r.pick([
      [r.int(2, 12), r.int(2, 12)],
      [r.int(2, 9), r.int(11, 99)],
      [r.int(11, 50), r.int(11, 50)],
      [r.int(100, 500), r.int(2, 9)],
      [r.int(1, 9) * 10, r.int(2, 50)],
    ] as const);
  if (r.chance(0.3)) {
    const b = r.pick([2, 4, 5, 8, 10, 20, 25, 40, 50]);
    const fitting = [100, 120, 150, 200, 240, 250, 300, 400, 500, 600, 800, 1000, 1200, 2000].filter(
      (a) => a % b === 0,
    );
    return [r.pick(fitting), b];
  }
  const [b, q] = r.pick([
    [r.int(2, 12), r.int(2, 12)],
    [r.int(2, 9), r.int(10, 200)],
    [r.int(11, 40), r.int(2, 30)],
  ] as const);
  return [b * q, b];
}

export function operation(r: Rng): Item {
  return r.chance(0.3) ? ofOne(r) : ofTwo(r);
}

function ofTwo(r: Rng): Item {
  const op = r.weighted([
    [2, '+'],
    [4, '-'],
    [3, '*'],
    [6, '/'],
  ] as const);
  const [a, b] = numbers(r, op);
  const { text, value } = { '+': plus, '-': minus, '*': times, '/': over }[op](a, b);
  return asked(
    r,
    r.chance(0.45) ? [COMMANDS, ORDERS[op]] : [ASKS, NAMES[op]],
    [a, b],
    [`${text}.`],
    value,
    `${a} ${op} ${b}`,
  );
}

function ofOne(r: Rng): Item {
  const what = r.weighted([
    [5, 'square'],
    [1.5, 'cube'],
    [1.5, 'double'],
    [1, 'triple'],
    [3, 'half'],
  ] as const);
  const work = new Work();
  const a = {
    square: r.int(2, 30),
    cube: r.int(2, 9),
    double: r.int(4, 500),
    triple: r.int(4, 150),
    half: 2 * r.int(4, 400),
  }[what];
  const square = what === 'square' || what === 'cube' ? work.mul('Square', a, a) : 0;
  const value = {
    square: () => square,
    cube: () => work.mul('Cube', square, a),
    double: () => work.mul('Double', a, 2),
    triple: () => work.mul('Triple', a, 3),
    half: () => work.div('Half', a, 2),
  }[what]();
  const shown = {
    square: `${a} * ${a}`,
    cube: `${a} * ${a} * ${a}`,
    double: `${a} * 2`,
    triple: `${a} * 3`,
    half: `${a} / 2`,
  }[what];
  return asked(r, [ASKS, OF_ONE[what]], [a], work.steps, value, shown);
}

function asked(
  r: Rng,
  [forms, names]: readonly [readonly string[], readonly string[]],
  of: readonly number[],
  steps: readonly string[],
  value: number,
  shown: string,
): Item {
  const f = r.chance(0.15) ? figures(r) : String;
  const [a, b] = of.map((n) => f(n));
  const name = r
    .pick(names)
    .replaceAll('$a', a!)
    .replaceAll('$b', b ?? '');
  return item(r, forms, { e: name }, `Compute ${shown}.`, steps, value, `s${shown}`);
}
