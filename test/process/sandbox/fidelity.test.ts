import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProgramLanguage, RunResult } from '../../../src/protocol/sandbox.ts';
import { valuesAt } from '../../../src/reasoning/run/moments.ts';
import { runProgram } from '../../../src/host/sandbox/sandboxProcess.ts';
import { RUN_LIMITS } from '../../../src/protocol/sandbox.ts';
import { buildSandbox, printed, runCode } from '../../support/sandbox.ts';

let sandbox: Awaited<ReturnType<typeof buildSandbox>>;
beforeAll(async () => {
  sandbox = await buildSandbox();
});
afterAll(async () => {
  await sandbox.remove();
});

const run = (language: ProgramLanguage, code: string): Promise<RunResult> => runCode(sandbox.entry, language, code);
async function finished(language: ProgramLanguage, code: string) {
  const result = await run(language, code);
  if (result.type !== 'finished') throw new Error(JSON.stringify(result));
  return result;
}
/** What a name was set to, in order. */
async function values(language: ProgramLanguage, code: string, name: string): Promise<string[]> {
  const { events } = await finished(language, code);
  return events.flatMap((event) =>
    event.type === 'set' && event.name === name && 'text' in event.value ? [event.value.text] : [],
  );
}

describe.concurrent('a run whose interpreter may do something else is not compared', () => {
  it.each([
    ['two dictionaries', 'a = {"x": 1, "y": 2}\nb = {"y": 2, "x": 1}\nprint(a == b)'],
    ['a dictionary among others', 'seen = [{"x": 1, "y": 2}]\np = {"y": 2, "x": 1}\nprint(p not in seen)'],
    ['lists of dictionaries', 'print([{"a": 1, "b": 2}] == [{"b": 2, "a": 1}])'],
    ['keys', 'print({"a": 1}.keys() == {"a": 2}.keys())'],
    ['the type dict', 'print(type({}) == dict)'],
    ['fromkeys', 'for k in dict.fromkeys(["b", "a"]): print(k)'],
    ['keyword arguments', 'def f(**kw):\n    for k in kw: print(k)\nf(b=1, a=2)'],
    ['a dictionary as text', 'd = {"a": 1}\nmsg = str(d)\nprint(len(msg))'],
    ['a dictionary in an f-string', 'd = {"a": 1}\nprint(len(f"Got {d}"))'],
    ['thousands', 'print(f"{1234567.891:,.2f}")'],
    ['halves that are drawn', 'x = 2.5\nprint(f"{x:.0f}")'],
    ['halves that are rounded', 'print(round(2.675, 2))'],
    ['an old format', 'print("%.1f" % 0.25)'],
    ['a format by a method', 'print("{:.1f}".format(0.25))'],
    ['long figures as text', 's = str(33.33 * 3)\nprint(len(s))'],
    ['two base classes', 'class A: pass\nclass B: pass\nclass C(A, B): pass\nprint(1)'],
    ['a KeyError', 'try:\n    raise KeyError("id")\nexcept KeyError as e:\n    print(str(e))'],
    ['slots', 'class P:\n    __slots__ = ("x",)\nprint(1)'],
    ['a tab in a text', 'print(len("a\tb"))'],
  ])('Python: %s', async (_, code) => {
    expect(await finished('python', code)).toHaveProperty('unsure');
  });

  it.each([
    [
      'this in a function',
      'javascript',
      'var name = "outer";\nfunction who() { return this.name; }\nconsole.log(who());',
    ],
    ['this outside', 'javascript', 'console.log(typeof this);'],
    ['a Map', 'javascript', 'console.log(new Map([["a", 1]]));'],
    ['an instance', 'javascript', 'class P { constructor() { this.x = 3; } }\nconsole.log(new P());'],
    ['a bigint', 'javascript', 'console.log(2n ** 10n);'],
    ['a proxy', 'javascript', 'const p = new Proxy({ a: 1 }, {});\nconsole.log(p.a);'],
    ['a promise', 'javascript', 'async function f() { return 7; }\nconsole.log(f());'],
  ] as const)('JavaScript: %s', async (_, language, code) => {
    expect(await finished(language, code)).toHaveProperty('unsure');
  });
});

describe.concurrent('a run does as elsewhere, and is compared', () => {
  it.each([
    [
      'counts = {}\nfor w in "aba": counts[w] = counts.get(w, 0) + 1\nprint(counts, "a" in counts)',
      ["{'a': 2, 'b': 1} True"],
    ],
    ['d = dict()\nd["b"] = 1\nd["a"] = 2\nfor k in d: print(k)', ['b', 'a']],
    ['d = dict([("b", 1), ("a", 2)])\ne = dict(d)\nprint(e)', ["{'b': 1, 'a': 2}"]],
    ['print({v: k for k, v in {"a": 1, "b": 2}.items()})', ["{1: 'a', 2: 'b'}"]],
    ['print({k: v for k, v in [("a", 1), ("b", 5)] if v > 2})', ["{'b': 5}"]],
    ['print(isinstance(True, int), isinstance(3, (str, int)), isinstance({}, dict))', ['True True True']],
    [
      'x = 33.33 * 3\nprint(x, [0.1 + 0.2], 1e16 * 3, 1e-7 / 3)',
      ['99.99 [0.30000000000000004] 3e+16 3.3333333333333334e-08'],
    ],
    [
      'x = 1.25\nprint(f"{x:.3f} {x * 3:.1%} {x!r:>6}", round(2.7), round(3.14159, 2), str(2.5))',
      ['1.250 375.0%   1.25 3 3.14 2.5'],
    ],
    ['a, b, c = 2, 2, 3\nprint(a == b == c, a == b != c, not a == c, a + 1 == c)', ['False True True True']],
    ['def price(n: dict[str, int]) -> int:\n    return n["a"]\nprint(price({"a": 4}))', ['4']],
  ])('Python: %s', async (code, lines) => {
    const result = await finished('python', code);
    expect(printed(result)).toEqual(lines);
    expect(result).not.toHaveProperty('unsure');
  });

  it.each([
    [
      'typescript',
      'const c = Object.freeze({ limit: 1 });\nlet out = "unchanged";\ntry { (c as any).limit = 2; } catch { out = "TypeError"; }',
      'out',
      ['unchanged', 'TypeError'],
    ],
    ['javascript', 'const { floor, max } = Math;\nconst x = floor(2.5) + max(1, 3);', 'x', ['5']],
    [
      'javascript',
      'class S { stack = []; push(v) { this.stack.push(v); return this.stack.length; } }\nconst n = new S().push(4);',
      'n',
      ['1'],
    ],
    ['javascript', 'const gen = { random() { return 4; } };\nconst n = gen.random();', 'n', ['4']],
    [
      'javascript',
      'let n = 0;\ntop: for (const a of [1, 2]) { for (const b of [1, 2]) { if (b > 1) continue top; n += a; } }',
      'n',
      ['0', '1', '3', '3'],
    ],
    ['javascript', 'function P(x) { this.x = x; }\nconst n = new P(4).x;', 'n', ['4']],
  ] as const)('%s: %s', async (language, code, name, expected) => {
    const result = await finished(language, code);
    expect((await values(language, code, name)).filter((text, i, all) => text !== all[i - 1])).toEqual(
      expected.filter((text, i) => text !== expected[i - 1]),
    );
    if (!code.includes('catch')) expect(result).not.toHaveProperty('unsure');
  });
});

describe.concurrent('what is looked at is not changed by that', () => {
  it.each([
    [
      'javascript',
      'class T { reads = 0; get celsius() { this.reads++; return 1; } set celsius(v) {} }\nconst t = new T();\nt.celsius = 30;\nt.celsius = 40;\nconsole.log(t.reads);',
      ['0'],
    ],
    [
      'javascript',
      'let n = 0;\nconst ids = { get next() { return ++n; } };\nconst a = ids.next;\nconsole.log(a, n);',
      ['1 1'],
    ],
    [
      'python',
      'class T:\n    def __init__(self):\n        self.c = 1\n    @property\n    def warm(self):\n        print("reading")\n        return self.c\n    @warm.setter\n    def warm(self, v):\n        self.c = v\nt = T()\nt.warm = 5\nprint(t.c)',
      ['5'],
    ],
  ] as const)('%s: %s', async (language, code, lines) => {
    expect(printed(await finished(language, code))).toEqual(lines);
  });
});

describe.concurrent('values that come on the way to another one', () => {
  it.each([
    ['javascript', 'let count = 0;\nfunction inc() { return ++count; }\ninc();\ninc();', 'count', ['0', '1', '2']],
    ['javascript', 'let next = 1;\nswitch (next++) { case 1: break; }', 'next', ['1', '2']],
    ['javascript', 'let n = 1;\ntry { throw new Error("no " + ++n); } catch (e) { n = n + 5; }', 'n', ['1', '2', '7']],
  ] as const)('are told: %s: %s', async (language, code, name, expected) => {
    expect(await values(language, code, name)).toEqual(expected);
  });

  it.each([
    ['javascript', 'let n = 1;\nconst x = n++ + n++;', 'n'],
    ['javascript', 'class C { count = 0; inc() { this.count++; return this; } }\nnew C().inc();', 'this.count'],
    ['python', 'def f(queue):\n    return queue.pop(0) * len(queue)\nf([5, 6, 7])', 'queue'],
    ['python', 'stack = [4, 6, 8]\nif stack.pop() > 7: print(1)', 'stack'],
    ['python', 'nums = [1, 2, 3]\ndel nums[0]\nprint(nums)', 'nums'],
    ['python', 'n = 2\nwhile (n := n - 1) > 0: pass\nprint(n)', 'n'],
    ['python', 'x = 10\nys = [x * x for x in range(4)]\nprint(x)', 'x'],
  ] as const)('or said to be left out: %s: %s', async (language, code, name) => {
    expect((await finished(language, code)).untold).toContain(name);
  });
});

describe.concurrent('a program is not run, and the reason is true', () => {
  it.each([
    ['javascript', 'const { random, floor } = Math;\nconsole.log(floor(random() * 6));', 'chance'],
    ['javascript', 'console.log(Math["random"]());', 'chance'],
    ['javascript', 'const m = Math;\nconsole.log(m.random());', 'chance'],
    ['javascript', 'console.table([1]);', 'unsupported'],
    ['javascript', 'const x = await Promise.resolve(1);\nconsole.log(x);', 'unsupported'],
    ['python', 'def f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\nprint(f(900))', 'unsupported'],
    ['python', 'try:\n    x = 1\nexcept UnboundLocalError:\n    x = 2\nraise RecursionError("a")', 'unsupported'],
    ['python', 'raise CartError("a")', 'names'],
  ] as const)('%s: %s', async (language, code, why) => {
    expect(await run(language, code)).toMatchObject({ type: 'stopped', why });
  });
});

describe('the moments of a run', () => {
  it.each([
    [
      'javascript',
      'let total = 1;\nfunction log(msg) {\n  const text = msg;\n}\nlog("a");\ntotal = 2;\nfunction half(n) {\n  if (n > 1) return;\n  total = 9;\n}\nhalf(4);\ntotal = 3;',
    ],
    [
      'python',
      'total = 1\ndef log(msg):\n    text = msg\nlog("a")\ntotal = 2\ndef half(n):\n    if n > 1: return\n    print(n)\nhalf(4)\ntotal = 3',
    ],
    [
      'javascript',
      'let total = 1;\nfunction bad(n) {\n  const m = n;\n  throw new Error("no");\n}\ntry {\n  bad(1);\n} catch (e) {\n  total = 2;\n}\ntotal = 3;',
    ],
    [
      'python',
      'total = 1\ndef bad(n):\n    m = n\n    raise ValueError("no")\ntry:\n    bad(1)\nexcept ValueError:\n    total = 2\ntotal = 3',
    ],
  ] as const)('have no values of a function that is over: %s', async (language, code) => {
    const request = { language, code, words: '', answer: 'Answer: 3', limits: RUN_LIMITS };
    const result = await runProgram(sandbox.entry, request);
    const moments = result.type === 'finished' ? (result.moments ?? []) : [];
    expect(moments.length).toBeGreaterThan(3);
    expect(Object.fromEntries(valuesAt(moments, moments.length - 1))).toEqual({ total: '3' });
  });
});
