/** Formulas in LaTeX, as far as answers of school and contest problems need them. */
import { parseDecimal, type Rational } from '../checks/arithmetic/rational.ts';

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

/** Greek letters are variables, but for pi. */
const LETTERS =
  /^(?:alpha|beta|gamma|delta|epsilon|varepsilon|theta|lambda|mu|nu|rho|sigma|tau|phi|varphi|omega|pi|infty)$/;

/** Longer formulas are no answers, UTF-16 units. */
const LONGEST = 400;

/** `undefined`: not understood, which says nothing about the answer. */
export function parseLatex(text: string): Formula | undefined {
  if (text.length > LONGEST) return undefined;
  const parser = new Parser(plainLatex(text));
  try {
    return parser.whole();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

/** Without what changes only the look. */
const plainLatex = (text: string): string =>
  text
    .replace(/\\(?:left|right|displaystyle|limits|big|Big|bigg|Bigg)(?![a-z])/g, '')
    .replace(/\\[,;:! ]|~|\\quad|\\qquad/g, ' ')
    .replace(/\\[dtc]frac/g, '\\frac')
    .replace(/\\(?:cdot|times|ast)(?![a-z])/g, '*')
    .replace(/\\div(?![a-z])/g, '/')
    .replaceAll('−', '-')
    .replaceAll('{,}', '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/\\(?:lvert|rvert|vert)(?![a-z])/g, '|')
    .replaceAll('**', '^');

class Parser {
  readonly #text: string;
  #at = 0;
  /** Whether a `|` ends something. */
  #inBars = false;

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

  /** What stands beside a factor: of `3\frac{1}{2}` a part to add, else a factor. */
  #beside(before: Formula): Formula {
    const isMixed =
      before.kind === 'number' &&
      before.value.den === 1n &&
      /^\\frac\s*(?:\{\d+\}|\d)\s*(?:\{\d+\}|\d)/.test(this.#text.slice(this.#at));
    return call(isMixed ? 'add' : 'multiply', before, this.#power());
  }

  #startsFactor(): boolean {
    const next = this.#peek();
    return (
      /[\d.a-zA-Z({[]/.test(next) ||
      (next === '|' && !this.#inBars) ||
      /^\\(?!r(?:floor|ceil))[a-z]/.test(this.#text.slice(this.#at))
    );
  }

  #signed(): Formula {
    if (this.#take('-')) return call('negate', this.#signed());
    if (this.#take('+')) return this.#signed();
    return this.#power();
  }

  #power(): Formula {
    let base = this.#primary();
    while (this.#take('!')) base = call('factorial', base);
    return this.#take('^') ? call('power', base, this.#argument()) : base;
  }

  /** A group in braces, or one sign. */
  #argument(): Formula {
    if (this.#peek() === '-') {
      this.#take('-');
      return call('negate', this.#argument());
    }
    const digit = this.#match(/^\d/);
    return digit === undefined ? this.#primary() : number(digit);
  }

  #primary(): Formula {
    const digits = this.#match(/^(?:\d+(?:\.\d+)?|\.\d+)/);
    if (digits !== undefined) return number(digits);
    const letter = this.#match(/^[a-zA-Z]/);
    if (letter !== undefined) return { kind: 'name', name: letter };
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

  #inside(close: string, inBars = false): Formula {
    const before = this.#inBars;
    this.#inBars = inBars;
    const inside = this.#sum();
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
    if (LETTERS.test(name)) return { kind: 'name', name };
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
    const exponent = this.#take('^') ? this.#argument() : undefined;
    const next = this.#peek();
    let argument = this.#power();
    if (next !== '(' && next !== '{')
      while (this.#startsFactor() && !/^\\(?:sin|cos|tan|cot|sec|csc|ln|log)/.test(this.#text.slice(this.#at)))
        argument = call('multiply', argument, this.#power());
    const applied = call(name, ...(base === undefined ? [argument] : [argument, base]));
    return exponent === undefined ? applied : call('power', applied, exponent);
  }
}

const call = (name: Operation, ...args: readonly Formula[]): Formula => ({ kind: 'call', name, args });

function number(digits: string): Formula {
  const value = parseDecimal(digits);
  if (value === undefined) throw new NotUnderstood();
  return { kind: 'number', value };
}
