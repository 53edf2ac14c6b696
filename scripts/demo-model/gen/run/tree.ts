/** A small language that can be said in JavaScript, TypeScript and Python. */
import type { Lang } from '../code/prog.ts';

export type Value = number | string | boolean | Value[] | { [key: string]: Value };

export type Expr =
  | { readonly is: 'value'; readonly value: Value }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'op'; readonly op: string; readonly a: Expr; readonly b: Expr }
  | { readonly is: 'at'; readonly list: Expr; readonly index: Expr; readonly last?: boolean }
  | { readonly is: 'key'; readonly object: string; readonly key: string }
  | { readonly is: 'length'; readonly of: Expr }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly is: 'text'; readonly parts: readonly (string | Expr)[] }
  | { readonly is: 'choice'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly is: 'each'; readonly list: string; readonly item: string; readonly map?: Expr; readonly filter?: Expr }
  | { readonly is: 'join'; readonly list: Expr; readonly by: string }
  | { readonly is: 'upper'; readonly of: Expr };

export type Stmt =
  | { readonly do: 'let'; readonly name: string; readonly value: Expr; readonly fixed: boolean }
  | { readonly do: 'set'; readonly name: string; readonly op: string; readonly value: Expr }
  | { readonly do: 'put'; readonly object: string; readonly key: string; readonly op: string; readonly value: Expr }
  | { readonly do: 'push'; readonly list: string; readonly value: Expr }
  | { readonly do: 'putAt'; readonly list: string; readonly index: number; readonly op: string; readonly value: Expr }
  | {
      readonly do: 'if';
      readonly branches: readonly (readonly [test: Expr, then: readonly Stmt[]])[];
      readonly otherwise: readonly Stmt[];
    }
  | {
      readonly do: 'count';
      readonly name: string;
      readonly from: number;
      readonly to: number;
      readonly step: number;
      readonly body: readonly Stmt[];
    }
  | {
      readonly do: 'each';
      readonly name: string;
      readonly list: string;
      /** The list itself stands in the head of the loop. */
      readonly here?: Value[];
      readonly body: readonly Stmt[];
    }
  | { readonly do: 'while'; readonly test: Expr; readonly body: readonly Stmt[] }
  | { readonly do: 'break' }
  | { readonly do: 'continue' }
  | { readonly do: 'print'; readonly values: readonly Expr[] }
  | { readonly do: 'return'; readonly value: Expr }
  | { readonly do: 'swap'; readonly a: string; readonly b: string }
  | {
      readonly do: 'function';
      readonly name: string;
      readonly params: readonly string[];
      /** What it is called with, where that is not numbers. */
      readonly of?: 'text';
      readonly body: readonly Stmt[];
      readonly arrow: boolean;
    };

export interface Style {
  readonly lang: Lang;
  readonly semi: string;
  readonly tab: string;
  readonly quote: string;
  /** `: number` behind names, in TypeScript. */
  readonly typed: boolean;
  /** `x += 1` or `x = x + 1`. */
  readonly short: boolean;
}

const RANK: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '>': 3,
  '<=': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '//': 5,
  '%': 5,
};

export function showValue(value: Value, style?: Style, nested = false): string {
  if (typeof value === 'boolean') return style?.lang === 'python' ? (value ? 'True' : 'False') : String(value);
  if (typeof value === 'string') return style && nested ? `${style.quote}${value}${style.quote}` : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${value.map((one) => showValue(one, style, true)).join(', ')}]`;
  const key = (name: string) => (style?.lang === 'python' ? `${style.quote}${name}${style.quote}` : name);
  return `{ ${Object.entries(value)
    .map(([name, one]) => `${key(name)}: ${showValue(one, style, true)}`)
    .join(', ')} }`;
}

export function codeOf(e: Expr, s: Style): string {
  const py = s.lang === 'python';
  switch (e.is) {
    case 'value':
      return showValue(e.value, s, true).replace(/^\{ (.*) \}$/, py ? '{$1}' : '{ $1 }');
    case 'name':
      return e.name;
    case 'op': {
      const wrap = (child: Expr, right: boolean): string => {
        const text = codeOf(child, s);
        if (child.is === 'choice') return `(${text})`;
        if (child.is !== 'op') return text;
        const [inner, outer] = [RANK[child.op]!, RANK[e.op]!];
        return inner < outer || (inner === outer && (right || outer === 3)) ? `(${text})` : text;
      };
      if (e.op === '//' && !py) return `Math.floor(${wrap(e.a, false)} / ${wrap(e.b, true)})`;
      const sign = py ? e.op : ({ and: '&&', or: '||', '==': '===', '!=': '!==' }[e.op] ?? e.op);
      return `${wrap(e.a, false)} ${sign} ${wrap(e.b, true)}`;
    }
    case 'at':
      return e.last && py ? `${codeOf(e.list, s)}[-1]` : `${codeOf(e.list, s)}[${codeOf(e.index, s)}]`;
    case 'key':
      return py ? `${e.object}[${s.quote}${e.key}${s.quote}]` : `${e.object}.${e.key}`;
    case 'length':
      return py ? `len(${codeOf(e.of, s)})` : `${codeOf(e.of, s)}.length`;
    case 'call':
      return `${e.name}(${e.args.map((arg) => codeOf(arg, s)).join(', ')})`;
    case 'text': {
      const inner = e.parts
        .map((part) => (typeof part === 'string' ? part : `${py ? '' : '$'}{${codeOf(part, s)}}`))
        .join('');
      return py ? `f${s.quote}${inner}${s.quote}` : `\`${inner}\``;
    }
    case 'choice':
      return py
        ? `${codeOf(e.yes, s)} if ${codeOf(e.test, s)} else ${codeOf(e.no, s)}`
        : `${codeOf(e.test, s)} ? ${codeOf(e.yes, s)} : ${codeOf(e.no, s)}`;
    case 'each': {
      const map = e.map && codeOf(e.map, s);
      const filter = e.filter && codeOf(e.filter, s);
      if (py) return `[${map ?? e.item} for ${e.item} in ${e.list}${filter === undefined ? '' : ` if ${filter}`}]`;
      return `${e.list}${filter === undefined ? '' : `.filter((${e.item}) => ${filter})`}${map === undefined ? '' : `.map((${e.item}) => ${map})`}`;
    }
    case 'join':
      return py
        ? `${s.quote}${e.by}${s.quote}.join(${codeOf(e.list, s)})`
        : `${codeOf(e.list, s)}.join(${s.quote}${e.by}${s.quote})`;
    case 'upper':
      return py ? `${codeOf(e.of, s)}.upper()` : `${codeOf(e.of, s)}.toUpperCase()`;
  }
}

const typeOf = (e: Expr): string => {
  if (e.is === 'value')
    return Array.isArray(e.value) ? (typeof e.value[0] === 'string' ? 'string[]' : 'number[]') : typeof e.value;
  if (e.is === 'text' || e.is === 'join' || e.is === 'upper') return 'string';
  if (e.is === 'each') return 'number[]';
  return 'number';
};

export function linesOf(body: readonly Stmt[], s: Style, depth = 0): string[] {
  const py = s.lang === 'python';
  const lines: string[] = [];
  const line = (text: string, end = s.semi) => lines.push(s.tab.repeat(depth) + text + end);
  const open = (text: string) => line(text + (py ? ':' : ' {'), '');
  const inner = (stmts: readonly Stmt[]) => lines.push(...linesOf(stmts, s, depth + 1));
  const close = () => {
    if (!py) line('}', '');
  };
  for (const st of body) {
    switch (st.do) {
      case 'let': {
        const isObject =
          st.value.is === 'value' && typeof st.value.value === 'object' && !Array.isArray(st.value.value);
        const type =
          s.typed && !isObject && typeOf(st.value) !== 'boolean' && st.value.is === 'value'
            ? `: ${typeOf(st.value)}`
            : '';
        line(`${py ? '' : st.fixed ? 'const ' : 'let '}${st.name}${type} = ${codeOf(st.value, s)}`);
        break;
      }
      case 'set': {
        const one = st.value.is === 'value' && st.value.value === 1;
        if (st.op === '') line(`${st.name} = ${codeOf(st.value, s)}`);
        else if (one && !py && s.short && (st.op === '+' || st.op === '-')) line(`${st.name}${st.op}${st.op}`);
        else if (s.short && st.op !== '//') line(`${st.name} ${st.op}= ${codeOf(st.value, s)}`);
        else line(`${st.name} = ${codeOf({ is: 'op', op: st.op, a: { is: 'name', name: st.name }, b: st.value }, s)}`);
        break;
      }
      case 'put': {
        const place = codeOf({ is: 'key', object: st.object, key: st.key }, s);
        line(st.op === '' ? `${place} = ${codeOf(st.value, s)}` : `${place} ${st.op}= ${codeOf(st.value, s)}`);
        break;
      }
      case 'putAt':
        line(`${st.list}[${st.index}] ${st.op}= ${codeOf(st.value, s)}`);
        break;
      case 'push':
        line(`${st.list}.${py ? 'append' : 'push'}(${codeOf(st.value, s)})`);
        break;
      case 'if':
        st.branches.forEach(([test, then], i) => {
          const head = codeOf(test, s);
          if (i === 0) open(py ? `if ${head}` : `if (${head})`);
          else if (py) open(`elif ${head}`);
          else line(`} else if (${head}) {`, '');
          inner(then);
        });
        if (st.otherwise.length > 0) {
          line(py ? 'else:' : '} else {', '');
          inner(st.otherwise);
        }
        close();
        break;
      case 'count': {
        const { name, from, to, step } = st;
        const range = step !== 1 ? `${from}, ${to}, ${step}` : from === 0 ? `${to}` : `${from}, ${to}`;
        const move =
          step === 1 ? `${name}++` : step === -1 ? `${name}--` : `${name} ${step > 0 ? '+' : '-'}= ${Math.abs(step)}`;
        open(
          py
            ? `for ${name} in range(${range})`
            : `for (let ${name} = ${from}; ${name} ${step > 0 ? '<' : '>'} ${to}; ${move})`,
        );
        inner(st.body);
        close();
        break;
      }
      case 'each':
        {
          const over = st.here === undefined ? st.list : showValue(st.here, s, true);
          open(py ? `for ${st.name} in ${over}` : `for (const ${st.name} of ${over})`);
        }
        inner(st.body);
        close();
        break;
      case 'while':
        open(py ? `while ${codeOf(st.test, s)}` : `while (${codeOf(st.test, s)})`);
        inner(st.body);
        close();
        break;
      case 'break':
      case 'continue':
        line(st.do);
        break;
      case 'print':
        line(`${py ? 'print' : 'console.log'}(${st.values.map((value) => codeOf(value, s)).join(', ')})`);
        break;
      case 'return':
        line(`return ${codeOf(st.value, s)}`);
        break;
      case 'swap':
        line(py ? `${st.a}, ${st.b} = ${st.b}, ${st.a}` : `[${st.a}, ${st.b}] = [${st.b}, ${st.a}]`);
        break;
      case 'function': {
        const type = s.typed ? (st.of === 'text' ? ': string' : ': number') : '';
        const params = st.params
          .map((param) => param + (param.endsWith('s') && s.typed ? ': number[]' : type))
          .join(', ');
        const only = st.body[0];
        if (st.arrow && !py && st.body.length === 1 && only?.do === 'return') {
          line(`const ${st.name} = (${params}) => ${codeOf(only.value, s)}`);
          break;
        }
        open(py ? `def ${st.name}(${params})` : `function ${st.name}(${params})`);
        inner(st.body);
        close();
        if (py) lines.push('');
        break;
      }
    }
  }
  return lines;
}
