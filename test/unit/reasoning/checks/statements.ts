/**
 * Generated statements with a known truth. The values come from a calculator of its own: postfix programs over pairs of
 * integers that are never reduced and are compared by cross-multiplication.
 */
export interface Statement {
  readonly text: string;
  readonly truth: boolean;
  /** What the statement is an instance of. */
  readonly notation: string;
}

type Pair = readonly [numerator: bigint, denominator: bigint];
type Instruction = Pair | '+' | '-' | '*' | '/' | '**';

export function run(program: readonly Instruction[]): Pair {
  const stack: Pair[] = [];
  for (const instruction of program) {
    if (typeof instruction !== 'string') {
      stack.push(instruction);
      continue;
    }
    const [c, d] = stack.pop() ?? [0n, 1n];
    const [a, b] = stack.pop() ?? [0n, 1n];
    if (instruction === '+') stack.push([a * d + c * b, b * d]);
    else if (instruction === '-') stack.push([a * d - c * b, b * d]);
    else if (instruction === '*') stack.push([a * c, b * d]);
    else if (instruction === '/') stack.push([a * d, b * c]);
    else stack.push([a ** c, b ** c]);
  }
  return stack[0] ?? [0n, 1n];
}

/** A small generator of numbers (mulberry32), so that a failure can be repeated. */
function random(seed: number): (low: number, high: number) => number {
  let state = seed;
  return (low, high) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) % (high - low + 1));
  };
}

const whole = (value: number): Pair => [BigInt(value), 1n];
/** `[125n, 100n]` as 1.25, with exactly the digits of its denominator. */
function decimal([numerator, denominator]: Pair, places: number): string {
  const scaled = (numerator * 10n ** BigInt(places)) / denominator;
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, digits.length - places)}${places > 0 ? '.' : ''}${digits.slice(digits.length - places)}`;
}
const thousands = (value: bigint): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

type Make = (next: (low: number, high: number) => number, wrong: boolean) => string;

/** Adds something that is not zero where the statement has to be wrong. */
const off = (next: (low: number, high: number) => number, wrong: boolean): bigint =>
  wrong ? BigInt(next(1, 9)) * (next(0, 1) === 0 ? 1n : 10n) : 0n;

const NOTATIONS: Readonly<Record<string, Make>> = {
  'plain sum': (next, wrong) => {
    const [a, b] = [next(2, 500), next(2, 500)];
    return `${a} + ${b} = ${run([whole(a), whole(b), '+'])[0] + off(next, wrong)}`;
  },
  'in a step': (next, wrong) => {
    const [a, b] = [next(50, 500), next(2, 49)];
    return `2. Giving away ${b}: ${a} - ${b} = ${run([whole(a), whole(b), '-'])[0] + off(next, wrong)}.`;
  },
  'without spaces': (next, wrong) => {
    const [a, b] = [next(2, 90), next(2, 90)];
    return `${a}*${b}=${run([whole(a), whole(b), '*'])[0] + off(next, wrong)}`;
  },
  'signs of print': (next, wrong) => {
    const [a, b] = [next(2, 40), next(2, 40)];
    const sign = ['×', '·', '⋅'][next(0, 2)] ?? '×';
    return `So we get ${a} ${sign} ${b} = ${run([whole(a), whole(b), '*'])[0] + off(next, wrong)} in total.`;
  },
  'true minus': (next, wrong) => {
    const [a, b] = [next(2, 400), next(2, 400)];
    return `${a} − ${b} = ${String(run([whole(a), whole(b), '-'])[0] + off(next, wrong)).replace('-', '−')}`;
  },
  division: (next, wrong) => {
    const [b, q] = [next(2, 40), next(2, 60)];
    return `Each gets ${b * q} ${next(0, 1) === 0 ? '/' : '÷'} ${b} = ${BigInt(q) + off(next, wrong)}.`;
  },
  currency: (next, wrong) => {
    const [a, b] = [next(2, 40), next(2, 40)];
    return `The cost is $${a} * ${b} = $${run([whole(a), whole(b), '*'])[0] + off(next, wrong)}.`;
  },
  'units on all': (next, wrong) => {
    const [a, b] = [next(2, 400), next(2, 400)];
    const unit = ['kg', 'km', 'apples', 'euros', 'minutes'][next(0, 4)] ?? 'kg';
    return `${a} ${unit} + ${b} ${unit} = ${run([whole(a), whole(b), '+'])[0] + off(next, wrong)} ${unit}`;
  },
  'unit at the end': (next, wrong) => {
    const [a, b] = [next(2, 40), next(2, 40)];
    return `The plums cost ${a} * ${b} = ${run([whole(a), whole(b), '*'])[0] + off(next, wrong)} dollars.`;
  },
  chain: (next, wrong) => {
    const [a, b, c] = [next(2, 30), next(2, 30), next(2, 30)];
    return `\`x\` = ${a} + ${b} * ${c} = ${a} + ${b * c} = ${BigInt(a + b * c) + off(next, wrong)}.`;
  },
  precedence: (next, wrong) => {
    const [a, b, c, d] = [next(2, 30), next(2, 30), next(2, 30), next(2, 30)];
    return `${a} * ${b} - ${c} * ${d} = ${run([whole(a), whole(b), '*', whole(c), whole(d), '*', '-'])[0] + off(next, wrong)}`;
  },
  brackets: (next, wrong) => {
    const [a, b, c] = [next(2, 30), next(2, 30), next(2, 30)];
    return `(${a} + ${b}) * ${c} = ${run([whole(a), whole(b), '+', whole(c), '*'])[0] + off(next, wrong)}`;
  },
  negative: (next, wrong) => {
    const [a, b] = [next(2, 90), next(2, 90)];
    return `-${a} + ${b} = ${BigInt(b - a) + off(next, wrong)}`;
  },
  'negative factor': (next, wrong) => {
    const [a, b] = [next(2, 30), next(2, 30)];
    return `${a} * (-${b}) = ${BigInt(-a * b) + off(next, wrong)}`;
  },
  decimals: (next, wrong) => {
    const [a, b] = [next(11, 990), next(11, 990)];
    const [x, y]: readonly [Pair, Pair] = [
      [BigInt(a), 10n],
      [BigInt(b), 100n],
    ];
    const [n, d] = run([x, y, '+']);
    return `${decimal(x, 1)} + ${decimal(y, 2)} = ${decimal([n * 100n + off(next, wrong) * d, d * 100n], 2)}`;
  },
  'decimal product': (next, wrong) => {
    const [a, b] = [next(11, 99), next(2, 9)];
    const [n, d] = run([[BigInt(a), 10n], whole(b), '*']);
    return `${decimal([BigInt(a), 10n], 1)} * ${b} = ${decimal([n + off(next, wrong), d], 1)}`;
  },
  rounded: (next, wrong) => {
    const [a, b] = [next(10, 99), [3, 7, 9, 11][next(0, 3)] ?? 3];
    const [n, d] = run([whole(a), whole(b), '/']);
    return `${a * 1} / ${b} = ${decimal([n * 100n + (wrong ? BigInt(next(20, 90)) * d : 0n), d * 100n], 2)}`;
  },
  'thousands separators': (next, wrong) => {
    const [a, b] = [next(1000, 90_000), next(1000, 90_000)];
    return `${thousands(BigInt(a))} + ${thousands(BigInt(b))} = ${thousands(BigInt(a + b) + off(next, wrong))}`;
  },
  fractions: (next, wrong) => {
    const [a, b, c] = [next(1, 5), next(2, 9), next(2, 9)];
    const [n, d] = run([[BigInt(a), BigInt(b)], [1n, BigInt(c)], '+']);
    return `${a}/${b} + 1/${c} = ${n + (wrong ? 1n : 0n)}/${d}`;
  },
  'percent of': (next, wrong) => {
    const [p, k] = [next(1, 19) * 5, next(1, 30) * 20];
    const [n, d] = run([[BigInt(p), 100n], whole(k), '*']);
    return `${p}% of ${k} = ${n / d + off(next, wrong)}`;
  },
  'percent as a factor': (next, wrong) => {
    const [p, k] = [next(1, 9) * 10, next(1, 30) * 10];
    const [n, d] = run([[BigInt(p), 100n], whole(k), '*']);
    return `${k} * ${p}% = ${n / d + off(next, wrong)}`;
  },
  'power ^': (next, wrong) => {
    const [a, b] = [next(2, 9), next(2, 5)];
    return `${a}^${b} = ${run([whole(a), whole(b), '**'])[0] + off(next, wrong)}`;
  },
  'power **': (next, wrong) => {
    const [a, b] = [next(2, 9), next(2, 5)];
    return `${a} ** ${b} = ${run([whole(a), whole(b), '**'])[0] + off(next, wrong)}`;
  },
  LaTeX: (next, wrong) => {
    const [a, b] = [next(2, 40), next(2, 40)];
    const sign = ['\\times', '\\cdot'][next(0, 1)] ?? '\\times';
    return `We have $${a} ${sign} ${b} = ${run([whole(a), whole(b), '*'])[0] + off(next, wrong)}$.`;
  },
  'LaTeX fractions': (next, wrong) => {
    const [b, c] = [next(2, 9), next(2, 9)];
    const [n, d] = run([[1n, BigInt(b)], [1n, BigInt(c)], '+']);
    return `\\(\\frac{1}{${b}} + \\frac{1}{${c}} = \\frac{${n + (wrong ? 1n : 0n)}}{${d}}\\)`;
  },
  boxed: (next, wrong) => {
    const [a, b] = [next(2, 90), next(2, 90)];
    return `$${a} + ${b} = \\boxed{${BigInt(a + b) + off(next, wrong)}}$`;
  },
  bold: (next, wrong) => {
    const [a, b] = [next(2, 90), next(2, 90)];
    return `${a} + ${b} = **${BigInt(a + b) + off(next, wrong)}**.`;
  },
  'quoted sum': (next, wrong) => {
    const [a, b] = [next(2, 90), next(2, 90)];
    return `Then \`${a} + ${b}\` = \`${BigInt(a + b) + off(next, wrong)}\`.`;
  },
  words: (next, wrong) => {
    const [a, b] = [next(2, 40), next(2, 40)];
    return next(0, 1) === 0
      ? `${a} times ${b} equals ${BigInt(a * b) + off(next, wrong)}.`
      : `${a} plus ${b} is ${BigInt(a + b) + off(next, wrong)}.`;
  },
  modulo: (next, wrong) => {
    const [a, b] = [next(10, 99), next(3, 9)];
    const rest = a % b;
    return `\`n\` is \`x % ${b}\` = ${a} % ${b} = ${wrong ? rest + 1 + next(0, 3) : rest}.`;
  },
  'integer division': (next, wrong) => {
    const [a, b] = [next(10, 99), next(3, 9)];
    return `\`${a} // ${b}\` = ${BigInt(Math.floor(a / b)) + off(next, wrong)}`;
  },
  'result first': (next, wrong) => {
    const [a, b] = [next(2, 90), next(2, 90)];
    return `${BigInt(a + b) + off(next, wrong)} = ${a} + ${b}`;
  },
  'called true or false': (next, wrong) => {
    const [a, b] = [next(1, 99), next(1, 99)];
    const sign = ['<', '>', '<=', '>=', '≤', '≥'][next(0, 5)] ?? '<';
    return `The test \`x ${sign} ${b}\` is ${a} ${sign} ${b}, which is ${compares(a, sign, b) !== wrong}.`;
  },
  'equality called true or false': (next, wrong) => {
    const [a, b] = [next(1, 9), next(1, 9)];
    const sign = ['==', '===', '!=', '!=='][next(0, 3)] ?? '==';
    return `${a} ${sign} ${b} is ${compares(a, sign, b) !== wrong}, so the loop goes on.`;
  },
  'quoted comparison': (next, wrong) => {
    const [a, b] = [next(1, 99), next(1, 99)];
    const sign = ['<', '>='][next(0, 1)] ?? '<';
    return `\`${a} ${sign} ${b}\` evaluates to \`${compares(a, sign, b) !== wrong ? 'True' : 'False'}\`.`;
  },
  'stated comparison': (next, wrong) => {
    const [a, b] = [next(1, 99), next(100, 199)];
    return wrong ? `So ${a} > ${b}.` : `Because ${a} < ${b}, we go on.`;
  },
};

function compares(a: number, sign: string, b: number): boolean {
  if (sign === '<') return a < b;
  if (sign === '>') return a > b;
  if (sign === '<=' || sign === '≤') return a <= b;
  if (sign === '>=' || sign === '≥') return a >= b;
  return (a === b) === sign.startsWith('=');
}

/** `each` true and `each` false statements in every notation. */
export function statements(each: number, seed: number): Statement[] {
  const next = random(seed);
  return Object.entries(NOTATIONS).flatMap(([notation, make]) =>
    [true, false].flatMap((truth) =>
      Array.from({ length: each }, () => ({ text: make(next, !truth), truth, notation })),
    ),
  );
}
