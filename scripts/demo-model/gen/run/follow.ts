/** Runs a program and writes down what happens, in words. */
import { codeOf, type Expr, showValue, type Stmt, type Style, type Value } from './tree.ts';

class Leave {
  readonly how: 'break' | 'continue' | 'return';
  readonly value: Value | undefined;
  constructor(how: Leave['how'], value?: Value) {
    this.how = how;
    this.value = value;
  }
}

/** A value, and how it comes about: `4 + 3 * 2`. */
type Shown = { readonly value: Value; readonly op?: string; readonly a?: Shown; readonly b?: Shown };

/** More steps would be too many to follow. */
const MOST_STEPS = 24;

export class TooLong extends Error {}

export class Follower {
  readonly steps: string[] = [];
  readonly output: string[] = [];
  private scope = new Map<string, Value>();
  private readonly functions = new Map<string, Extract<Stmt, { do: 'function' }>>();
  private lead = '';
  /** A test is one step. */
  private inTest = false;
  private readonly style: Style;

  constructor(style: Style) {
    this.style = style;
  }

  get variables(): ReadonlyMap<string, Value> {
    return this.scope;
  }

  private step(text: string): void {
    if (this.steps.length >= MOST_STEPS) throw new TooLong();
    this.steps.push(this.lead === '' ? text : this.lead + text);
    this.lead = '';
  }

  private show(value: Value, nested = false): string {
    return showValue(value, this.style, nested);
  }

  run(body: readonly Stmt[]): Leave | undefined {
    for (const st of body) {
      const left = this.one(st);
      if (left) return left;
    }
    return undefined;
  }

  private one(st: Stmt): Leave | undefined {
    switch (st.do) {
      case 'let': {
        const shown = this.eval(st.value);
        this.scope.set(st.name, structuredClone(shown.value));
        const isList = Array.isArray(shown.value);
        if (isList && st.value.is === 'value') this.step(`\`${st.name}\` is the list ${this.show(shown.value)}.`);
        else if (st.value.is === 'value')
          this.step(`\`${st.name}\` is set to ${this.show(shown.value) || 'an empty text'}.`);
        else if (st.value.is !== 'choice' && st.value.is !== 'each')
          this.step(`\`${st.name}\` is ${this.chain(shown)}.`);
        else this.step(`\`${st.name}\` is ${this.show(shown.value)}.`);
        return undefined;
      }
      case 'set': {
        const a: Shown = { value: this.get(st.name) };
        const b = this.eval(st.value);
        const shown = st.op === '' ? b : this.apply(st.op, a, b);
        this.scope.set(st.name, shown.value);
        this.step(`\`${st.name}\` becomes ${this.chain(shown)}.`);
        return undefined;
      }
      case 'put': {
        const object = this.get(st.object) as Record<string, Value>;
        const b = this.eval(st.value);
        const old = object[st.key];
        const shown = st.op === '' || old === undefined ? b : this.apply(st.op, { value: old }, b);
        object[st.key] = shown.value;
        this.step(
          `\`${codeOf({ is: 'key', object: st.object, key: st.key }, this.style)}\` becomes ${this.chain(shown)}.`,
        );
        return undefined;
      }
      case 'push': {
        const list = this.get(st.list) as Value[];
        const shown = this.eval(st.value);
        list.push(shown.value);
        const how = shown.op === undefined ? '' : `${this.chain(shown)}; `;
        this.step(`${how}${this.show(shown.value)} is added: \`${st.list}\` is ${this.show(list)}.`);
        return undefined;
      }
      case 'putAt': {
        const list = this.get(st.list) as Value[];
        const b = this.eval(st.value);
        const shown = st.op === '' ? b : this.apply(st.op, { value: list[st.index]! }, b);
        this.count(list, st.index);
        list[st.index] = shown.value;
        this.step(`Index ${st.index} becomes ${this.chain(shown)}: \`${st.list}\` is ${this.show(list)}.`);
        return undefined;
      }
      case 'if': {
        for (const [test, then] of st.branches) {
          if (this.test('The test', test)) return this.run(then);
        }
        return this.run(st.otherwise);
      }
      case 'count': {
        this.rounds(st);
        for (let i = st.from; st.step > 0 ? i < st.to : i > st.to; i += st.step) {
          this.scope.set(st.name, i);
          this.lead = `\`${st.name}\` = ${i}: `;
          const left = this.run(st.body);
          if (left?.how === 'break') break;
          if (left?.how === 'return') return left;
        }
        this.lead = '';
        this.scope.delete(st.name);
        return undefined;
      }
      case 'each': {
        if (st.here !== undefined) this.step(`The loop takes each \`${st.name}\` of ${this.show(st.here)}.`);
        for (const item of st.here ?? (this.get(st.list) as Value[])) {
          this.scope.set(st.name, item);
          this.lead = `\`${st.name}\` = ${this.show(item)}: `;
          const left = this.run(st.body);
          if (left?.how === 'break') break;
          if (left?.how === 'return') return left;
        }
        this.lead = '';
        this.scope.delete(st.name);
        return undefined;
      }
      case 'while': {
        while (this.test('', st.test)) {
          const left = this.run(st.body);
          if (left?.how === 'break') break;
          if (left?.how === 'return') return left;
        }
        return undefined;
      }
      case 'break':
        this.step('The loop ends here.');
        return new Leave('break');
      case 'continue':
        this.step('The rest is skipped.');
        return new Leave('continue');
      case 'print': {
        const shown = st.values.map((value) => this.eval(value));
        const text = shown.map(({ value }) => this.show(value)).join(' ');
        this.output.push(text);
        const how = shown.filter(({ op }) => op !== undefined).map((one) => this.chain(one));
        const call = st.values.map((value) => codeOf(value, this.style)).join(', ');
        // What is printed is named first: its value is then looked up, and not the last one repeated.
        const source = call.includes('`')
          ? 'It'
          : `\`${this.style.lang === 'python' ? 'print' : 'console.log'}(${call})\``;
        if (how.length === 0 || source === 'It') this.step(`${source} prints ${text}.`);
        else if (shown.length === 1) this.step(`${source} prints ${how[0]!}.`);
        else this.step(`${how.join('; ')}, so ${source} prints ${text}.`);
        return undefined;
      }
      case 'return': {
        const shown = this.eval(st.value);
        this.step(`It returns ${this.chain(shown)}.`);
        return new Leave('return', shown.value);
      }
      case 'swap': {
        const [a, b] = [this.get(st.a), this.get(st.b)];
        this.scope.set(st.a, b).set(st.b, a);
        this.step(`They are swapped: \`${st.a}\` is ${this.show(b)} and \`${st.b}\` is ${this.show(a)}.`);
        return undefined;
      }
      case 'function':
        this.functions.set(st.name, st);
        return undefined;
    }
  }

  private test(lead: string, e: Expr): boolean {
    this.inTest = true;
    const shown = this.eval(e);
    this.inTest = false;
    this.step(
      `${lead === '' ? '' : `${lead} `}\`${codeOf(e, this.style)}\` is ${this.rests(shown)}, which is ${String(shown.value === true)}.`,
    );
    return shown.value === true;
  }

  /** Which values a loop goes through: its bounds are worked out before it begins. */
  private rounds({ name, from, to, step, body }: Extract<Stmt, { do: 'count' }>): void {
    const all: number[] = [];
    for (let i = from; step > 0 ? i < to : i > to; i += step) all.push(i);
    const last = all[all.length - 1];
    if (last === undefined) {
      this.step(`The loop does not run.`);
      return;
    }
    const runs = leavesEarly(body) ? 'would run' : 'runs';
    if (all.length === 1) {
      this.step(`The loop ${runs} with \`${name}\` = ${from}.`);
      return;
    }
    const by = Math.abs(step) === 1 ? '' : `by ${Math.abs(step)} `;
    const list = `from ${from} ${by}${step < 0 ? 'down ' : ''}to ${last}: ${all.join(', ')}`;
    this.step(`The loop ${runs} with \`${name}\` ${list}.`);
  }

  /** Items are counted one by one up to the one that is looked for. */
  private count(list: readonly Value[] | string, upTo: number): void {
    const items = Array.from(list).slice(0, upTo + 1);
    if (items.length < 2 || items.length > 12) return;
    this.step(`By index: ${items.map((item, i) => `${i} is ${this.show(item)}`).join(', ')}.`);
  }

  private get(name: string): Value {
    const value = this.scope.get(name);
    if (value === undefined) throw new Error(`no ${name}`);
    return value;
  }

  private apply(op: string, a: Shown, b: Shown): Shown {
    const [x, y] = [a.value, b.value];
    const value = ((): Value => {
      if (op === 'and') return x === true && y === true;
      if (op === 'or') return x === true || y === true;
      if (op === '==') return x === y;
      if (op === '!=') return x !== y;
      if (op === '+' && typeof x === 'string') return x + this.show(y);
      if (op === '*' && typeof x === 'string') return x.repeat(Number(y));
      const [m, n] = [Number(x), Number(y)];
      switch (op) {
        case '+':
          return m + n;
        case '-':
          return m - n;
        case '*':
          return m * n;
        case '//':
          return Math.floor(m / n);
        case '%':
          return m % n;
        case '<':
          return m < n;
        case '>':
          return m > n;
        case '<=':
          return m <= n;
        default:
          return m >= n;
      }
    })();
    if (typeof value === 'number' && (Math.abs(value) > 2000 || !Number.isFinite(value))) throw new TooLong();
    return typeof x === 'string' && op === '+' ? { value } : { value, op, a, b };
  }

  private eval(e: Expr): Shown {
    switch (e.is) {
      case 'value':
        return { value: structuredClone(e.value) };
      case 'name':
        return { value: this.get(e.name) };
      case 'op':
        return this.apply(e.op, this.eval(e.a), this.eval(e.b));
      case 'at': {
        const list = this.eval(e.list).value as Value[] | string;
        if (e.last === true && this.style.lang === 'python') {
          const last = list[list.length - 1];
          if (last === undefined) throw new TooLong();
          this.step(`The last of ${this.show(list)} is ${this.show(last)}.`);
          return { value: last };
        }
        const index = Number(this.eval(e.index).value);
        const value = list[index];
        if (value === undefined) throw new TooLong();
        if (!this.inTest) this.count(list, index);
        return { value };
      }
      case 'key':
        return { value: (this.get(e.object) as Record<string, Value>)[e.key]! };
      case 'length': {
        const of = this.eval(e.of).value as string | Value[];
        const { length } = of;
        const list = Array.from<Value>(of);
        if (!this.inTest && length > 1 && length <= 12)
          this.step(`Counted: ${list.map((item, i) => `${this.show(item)} (${i + 1})`).join(', ')}.`);
        return { value: length };
      }
      case 'text':
        return { value: this.text(e.parts) };
      case 'choice': {
        const test = this.test('The test', e.test);
        return this.eval(test ? e.yes : e.no);
      }
      case 'join':
        return { value: (this.eval(e.list).value as string[]).join(e.by) };
      case 'upper':
        return { value: (this.eval(e.of).value as string).toUpperCase() };
      case 'each':
        return { value: this.each(e) };
      case 'call':
        return { value: this.call(e) };
    }
  }

  private text(parts: readonly (string | Expr)[]): string {
    const shown = parts.map((part) => (typeof part === 'string' ? { value: part } : this.eval(part)));
    const said = parts.flatMap((part, i) =>
      typeof part === 'string' ? [] : [`\`${codeOf(part, this.style)}\` is ${this.chain(shown[i]!)}`],
    );
    if (!this.inTest && said.length > 0) this.step(`In the text ${said.join('; ')}.`);
    return shown.map(({ value }) => this.show(value)).join('');
  }

  private each(e: Extract<Expr, { is: 'each' }>): Value {
    const out: Value[] = [];
    for (const item of this.get(e.list) as Value[]) {
      this.scope.set(e.item, item);
      const test = e.filter && this.eval(e.filter);
      if (test)
        this.step(
          `${this.show(item)}: ${this.rests(test)}${hasRest(test) ? ', which' : ''} is ${String(test.value === true)}.`,
        );
      if (test?.value === false) continue;
      const mapped = e.map === undefined ? { value: item } : this.eval(e.map);
      if (e.map !== undefined) this.step(`${this.chain(mapped)}.`);
      out.push(mapped.value);
    }
    this.scope.delete(e.item);
    return out;
  }

  private call(e: Extract<Expr, { is: 'call' }>): Value {
    const fn = this.functions.get(e.name);
    if (!fn) throw new Error(`no function ${e.name}`);
    const args = e.args.map((arg) => this.eval(arg).value);
    const given = fn.params.map((param, i) => `\`${param}\` = ${this.show(args[i]!)}`).join(', ');
    this.step(`\`${e.name}\` is called with ${given}.`);
    const outer = this.scope;
    this.scope = new Map(fn.params.map((param, i) => [param, args[i]!]));
    const left = this.run(fn.body);
    this.scope = outer;
    this.lead = '';
    if (left?.value === undefined) throw new Error('nothing returned');
    return left.value;
  }

  /** A test in which rests are worked out: `4 % 3 == 0, so 1 == 0`. */
  private rests(shown: Shown): string {
    const plain = this.plain(shown);
    return hasRest(shown) ? `${plain}, so ${this.plain(withoutRests(shown))}` : plain;
  }

  /** `4 + 3 * 2 = 4 + 6 = 10`. */
  private chain(shown: Shown): string {
    const texts = [this.plain(shown)];
    let now = shown;
    while (now.op !== undefined) {
      const rest = restIn(now);
      if (rest !== undefined) texts.push(rest);
      now = reduced(now);
      texts.push(this.plain(now));
    }
    return texts.length === 1 && texts[0] === '' ? 'an empty text' : texts.join(' = ');
  }

  private plain({ op, a, b, value }: Shown): string {
    if (op === undefined || !a || !b) return this.show(value);
    const side = (one: Shown, right: boolean) =>
      one.op !== undefined && needs(one.op, op, right) ? `(${this.plain(one)})` : this.plain(one);
    return `${side(a, false)} ${op === '==' ? '==' : op} ${side(b, true)}`;
  }
}

/** A loop that is left before its end. */
const leavesEarly = (body: readonly Stmt[]): boolean =>
  body.some(
    (st) =>
      st.do === 'break' ||
      st.do === 'return' ||
      (st.do === 'if' && (leavesEarly(st.otherwise) || st.branches.some(([, then]) => leavesEarly(then)))),
  );

const RANKS: Readonly<Record<string, number>> = { or: 1, and: 2, '+': 4, '-': 4, '*': 5, '//': 5, '%': 5 };
const needs = (inner: string, outer: string, right: boolean): boolean => {
  const [i, o] = [RANKS[inner] ?? 3, RANKS[outer] ?? 3];
  return i < o || (i === o && right);
};

/** Harder than whether a number is even. */
const isRest = ({ op, a, b }: Shown): boolean =>
  op === '%' && a?.op === undefined && b?.op === undefined && Number(b?.value) > 2 && Number(a?.value) >= 0;
const hasRest = (shown: Shown): boolean =>
  isRest(shown) || (shown.a !== undefined && hasRest(shown.a)) || (shown.b !== undefined && hasRest(shown.b));

function withoutRests(shown: Shown): Shown {
  if (isRest(shown)) return { value: shown.value };
  const { op, a, b, value } = shown;
  return op === undefined || !a || !b ? shown : { value, op, a: withoutRests(a), b: withoutRests(b) };
}

/** `14 - 12` for `14 % 4`. */
function restIn(shown: Shown): string | undefined {
  const [a, b] = [Number(shown.a?.value), Number(shown.b?.value)];
  return isRest(shown) && a >= b ? `${a} - ${a - (a % b)}` : undefined;
}

/** With the first operation done. */
function reduced(shown: Shown): Shown {
  const { op, a, b, value } = shown;
  if (op === undefined || !a || !b) return shown;
  if (a.op !== undefined) return { value, op, a: reduced(a), b };
  if (b.op !== undefined) return { value, op, a, b: reduced(b) };
  return { value };
}
