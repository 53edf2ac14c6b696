/** Formulas in LaTeX, as far as answers of school and contest problems need them. Of what can be read in two ways nothing is said. */
import { add, compare, divide, parseDecimal, rational, type Rational } from '../checks/arithmetic/rational.ts';

export type Formula =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: Operation; readonly args: readonly Formula[] };

export type Operation =
  'add' | 'subtract' | 'multiply' | 'divide' | 'power' | 'negate' | 'root' | 'factorial' | FunctionName;

const FUNCTIONS = [
  ...(['sin', 'cos', 'tan', 'cot', 'sec', 'csc', 'arcsin', 'arccos', 'arctan'] as const),
  ...(['ln', 'log', 'exp', 'abs', 'floor', 'ceil', 'binom'] as const),
] as const;
type FunctionName = (typeof FUNCTIONS)[number];

/** Functions of an angle. */
const ANGLED = /^(?:sin|cos|tan|cot|sec|csc)$/;

/** Greek letters are variables, but for pi. */
const LETTERS: ReadonlySet<string> = new Set(
  (
    'alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi rho sigma tau phi varphi chi psi omega ' +
    'Gamma Delta Theta Lambda Sigma Phi Psi Omega pi infty'
  ).split(' '),
);

/** What `^{-1}` behind the name means. */
const ARCS: ReadonlyMap<string, FunctionName> = new Map([
  ['sin', 'arcsin'],
  ['cos', 'arccos'],
  ['tan', 'arctan'],
]);

/** Longer formulas are no answers, UTF-16 units. */
const LONGEST = 400;

/**
 * @param text as `plainLatex` writes it
 * @returns `undefined`: not understood, which says nothing about the answer
 */
export function parseLatex(text: string): Formula | undefined {
  if (text.length > LONGEST) return undefined;
  const parser = new Parser(text);
  try {
    return parser.whole();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

class Parser {
  readonly #text: string;
  #at = 0;
  /** Whether a `|` ends something. */
  #inBars = false;
  /** Whether degrees are part of an angle. */
  #inAngle = false;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Formula {
    const formula = this.#sum();
    if (this.#peek() !== '') throw new NotUnderstood();
    return formula;
  }

  #peek(): string {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at++;
    return this.#text.charAt(this.#at);
  }

  #take(expected: string): boolean {
    this.#peek();
    if (!this.#text.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }

  #need(expected: string): void {
    if (!this.#take(expected)) throw new NotUnderstood();
  }

  #match(pattern: RegExp): string | undefined {
    this.#peek();
    const found = pattern.exec(this.#text.slice(this.#at))?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #sum(): Formula {
    let sum = this.#product();
    for (;;) {
      if (this.#take('+')) sum = call('add', sum, this.#product());
      else if (this.#take('-')) sum = call('subtract', sum, this.#product());
      else return sum;
    }
  }

  #product(): Formula {
    let product = this.#signed();
    for (;;) {
      if (this.#take('*')) product = call('multiply', product, this.#signed());
      else if (this.#take('/')) product = call('divide', product, this.#signed());
      else if (this.#startsFactor()) product = this.#beside(product);
      else return product;
    }
  }

  /** Figures behind a factor, as in `2 3` or `x2`, are clear only behind brackets or with an exponent: `2^x 3^x`. */
  #beside(before: Formula): Formula {
    const isFigure = /[\d.]/.test(this.#peek());
    const isClear = /[)}\]]\s*$/.test(this.#text.slice(0, this.#at)) || (before.kind !== 'number' && this.#isRaised());
    if (isFigure && !isClear) throw new NotUnderstood();
    return call('multiply', before, this.#power());
  }

  #isRaised(): boolean {
    return /^\d+\s*\^/.test(this.#text.slice(this.#at));
  }

  #startsFactor(): boolean {
    const next = this.#peek();
    return (
      /[\d.a-zA-Z({[]/.test(next) ||
      (next === '|' && !this.#inBars) ||
      /^\\(?!rfloor|rceil|choose)[a-zA-Z]/.test(this.#text.slice(this.#at))
    );
  }

  #signed(): Formula {
    if (this.#take('-')) return call('negate', this.#signed());
    if (this.#take('+')) return this.#signed();
    return this.#power();
  }

  #power(): Formula {
    let base = this.#primary();
    if (this.#take('!')) base = call('factorial', base);
    if (this.#peek() === '!') throw new NotUnderstood();
    // Elsewhere degrees are the unit of the answer.
    if (this.#take('°') && this.#inAngle) base = call('multiply', base, DEGREE);
    return this.#take('^') ? call('power', base, this.#exponent()) : base;
  }

  /** `x^12` is not written for `x^1 \cdot 2`. */
  #exponent(): Formula {
    if (this.#take('-')) return call('negate', this.#exponent());
    const digits = this.#match(/^\d+/);
    return digits === undefined ? this.#primary() : number(digits);
  }

  /** A group in braces, or one sign. */
  #argument(): Formula {
    if (this.#take('-')) return call('negate', this.#argument());
    const digit = this.#match(/^\d/);
    return digit === undefined ? this.#primary() : number(digit);
  }

  #primary(): Formula {
    const repeating = this.#match(/^\d*\.\d*\\overline\s*(?:\{\d+\}|\d)/);
    if (repeating !== undefined) return repeatingDecimal(repeating);
    const digits = this.#match(/^(?:\d+(?:\.\d+)?|\.\d+)/);
    if (digits !== undefined) return this.#mixed(number(digits));
    const letter = this.#match(/^[a-zA-Z]/);
    if (letter !== undefined) return this.#named(letter);
    for (const [open, close] of [
      ['(', ')'],
      ['{', '}'],
      ['[', ']'],
    ] as const)
      if (this.#take(open)) return this.#inside(close);
    if (!this.#inBars && this.#take('|')) return call('abs', this.#inside('|', true));
    const command = this.#match(/^\\[a-zA-Z]+/)?.slice(1);
    if (command === undefined) throw new NotUnderstood();
    return this.#command(command);
  }

  /** `3\frac{1}{2}` and `3 1/2`: the number with the fraction beside it, if that is less than one. */
  #mixed(whole: Numeral): Formula {
    const start = this.#at;
    const [top, below] = whole.value.den === 1n ? this.#fractionBehind() : [];
    if (top?.kind === 'number' && below?.kind === 'number') {
      const part = compare(top.value, below.value) < 0 ? divide(top.value, below.value) : undefined;
      const value = part && add(whole.value, part);
      if (value === undefined) throw new NotUnderstood();
      return { kind: 'number', value };
    }
    this.#at = start;
    return whole;
  }

  #fractionBehind(): readonly Formula[] {
    if (this.#take('\\frac')) return [this.#argument(), this.#argument()];
    return (
      this.#match(/^\d+\/\d+/)
        ?.split('/')
        .map(number) ?? []
    );
  }

  /** A letter, with what stands below it. */
  #named(letter: string): Formula {
    const below = this.#take('_') ? this.#match(/^(?:[a-zA-Z0-9]|\{[a-zA-Z0-9+, -]+\})/) : '';
    if (below === undefined) throw new NotUnderstood();
    return { kind: 'name', name: below === '' ? letter : `${letter}_${below.replace(/[{} ]/g, '')}` };
  }

  #inside(close: string, inBars = false): Formula {
    const before = this.#inBars;
    this.#inBars = inBars;
    let inside = this.#sum();
    if (close === '}' && this.#take('\\choose')) inside = call('binom', inside, this.#sum());
    this.#inBars = before;
    this.#need(close);
    return inside;
  }

  #command(name: string): Formula {
    if (name === 'frac') return call('divide', this.#argument(), this.#argument());
    if (name === 'binom') return call('binom', this.#argument(), this.#argument());
    if (name === 'sqrt') {
      const degree = this.#take('[') ? this.#inside(']') : number('2');
      return call('root', this.#argument(), degree);
    }
    if (name === 'lfloor') return call('floor', this.#closedBy('\\rfloor'));
    if (name === 'lceil') return call('ceil', this.#closedBy('\\rceil'));
    if (LETTERS.has(name)) return this.#named(name);
    const known = FUNCTIONS.find((each) => each === name);
    if (known === undefined) throw new NotUnderstood();
    return this.#applied(known);
  }

  #closedBy(close: string): Formula {
    const inside = this.#sum();
    this.#need(close);
    return inside;
  }

  /** `\sin^2 3x`, `\log_2 8`: what is beside the name is its argument up to the next sign. */
  #applied(name: FunctionName): Formula {
    const base = name === 'log' && this.#take('_') ? this.#argument() : undefined;
    const exponent = this.#take('^') ? this.#exponent() : undefined;
    const isInverse = ANGLED.test(name) && exponent?.kind === 'call' && exponent.name === 'negate';
    const arc = ARCS.get(name);
    if (isInverse && (arc === undefined || !isOne(exponent.args[0]))) throw new NotUnderstood();
    const argument = this.#functionArgument(ANGLED.test(name) && !isInverse);
    if (isInverse && arc !== undefined) return call(arc, argument);
    const applied = call(name, ...(base === undefined ? [argument] : [argument, base]));
    return exponent === undefined ? applied : call('power', applied, exponent);
  }

  #functionArgument(isAngle: boolean): Formula {
    const before = this.#inAngle;
    this.#inAngle = isAngle;
    const next = this.#peek();
    let argument = this.#power();
    if (next !== '(' && next !== '{')
      while (this.#startsFactor() && !/^\\(?:sin|cos|tan|cot|sec|csc|ln|log)/.test(this.#text.slice(this.#at)))
        argument = this.#beside(argument);
    this.#inAngle = before;
    return argument;
  }
}

const call = (name: Operation, ...args: readonly Formula[]): Formula => ({ kind: 'call', name, args });

type Numeral = Extract<Formula, { readonly kind: 'number' }>;

function number(digits: string): Numeral {
  const value = parseDecimal(digits);
  if (value === undefined) throw new NotUnderstood();
  return { kind: 'number', value };
}

/** `0.1\overline{6}`: what stands under the line repeats. */
function repeatingDecimal(text: string): Numeral {
  const [before = '', under = ''] = text.split('\\overline');
  const [cycle, places] = [under.replace(/\D/g, ''), before.length - before.indexOf('.') - 1];
  const head = before.replace('.', '');
  const top = BigInt(head + cycle) - BigInt(head === '' ? '0' : head);
  const value = rational(top, 10n ** BigInt(places) * (10n ** BigInt(cycle.length) - 1n));
  if (value === undefined) throw new NotUnderstood();
  return { kind: 'number', value };
}

const isOne = (formula: Formula | undefined): boolean =>
  formula?.kind === 'number' && formula.value.num === 1n && formula.value.den === 1n;

const DEGREE = call('divide', { kind: 'name', name: 'pi' }, number('180'));
