import { describe, expect, it } from 'vitest';
import { instrumentJavaScript } from '../../../src/sandbox/javascript/instrument.ts';
import { withoutTypes } from '../../../src/sandbox/javascript/typescript.ts';
import { Obstacle } from '../../../src/sandbox/program.ts';
import { instrumentPython } from '../../../src/sandbox/python/instrument.ts';

function obstacleOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    if (error instanceof Obstacle) return error.why;
    throw error;
  }
}

describe('a program is refused with the reason', () => {
  it.each([
    ['imports', "import fs from 'fs'"],
    ['imports', "const fs = require('fs')"],
    ['imports', "import('node:fs')"],
    ['imports', "export * from './a.js'"],
    ['browser', 'document.title = 1'],
    ['browser', 'const { href } = window.location'],
    ['input', "const name = prompt('?')"],
    ['files', 'process.exit(1)'],
    ['network', "fetch('https://example.com')"],
    ['time', 'console.log(Date.now())'],
    ['time', 'setTimeout(() => 1, 5)'],
    ['chance', 'const x = Math.random()'],
    ['locale', '(5).toLocaleString()'],
    ['unsupported', "eval('1')"],
    ['syntax', 'let a = '],
    ['nothing', '// nothing'],
    ['none', 'const o = { process: 1, window: 2 }; console.log(o.process)'],
    ['none', 'function f(window) { return window } f(1)'],
  ])('JavaScript: %s: %s', (why, code) => {
    expect(obstacleOf(() => instrumentJavaScript(code, ''))).toBe(why);
  });

  it.each([
    ['imports', 'import js'],
    ['imports', 'import numpy as np'],
    ['imports', 'from collections import Counter'],
    ['files', 'import os'],
    ['files', 'import math, os'],
    ['files', "f = open('a')"],
    ['input', 'x = input()'],
    ['time', 'import time'],
    ['chance', 'from random import randint'],
    ['unsupported', "exec('import js')"],
    ['unsupported', 'x = (1).__class__.__bases__'],
    ['unsupported', 'async def f(): pass'],
    ['syntax', 'if x'],
    ['syntax', 'def f(:'],
    ['none', 'import math\nfrom typing import List\nx = math.floor(2.5)'],
  ])('Python: %s: %s', (why, code) => {
    expect(obstacleOf(() => instrumentPython(code, ''))).toBe(why);
  });
});

describe('the call that is added to a function that stands alone', () => {
  it.each([
    ['function addFee(x) { return x + 7 }', 'What is addFee(20)?', 'addFee(20)', false],
    ['function fee(price, n) { return price * n }', 'with price = 60 and n = 2', 'fee(60, 2)', false],
    ['function fee(price, n) { return price * n }', 'explain', 'fee(4, 3)', true],
    ['const fee = (price) => price * 2', '', 'fee(4)', true],
    ['function sum(list) { let t = 0; for (const x of list) t += x; return t }', '', 'sum([3, 1, 2])', true],
    ['function up(name) { return name.toUpperCase() }', '', 'up("abc")', true],
    ['function f(a) { return a } f(1)', 'f(3)', undefined, false],
  ])('JavaScript: %s (%s)', (code, words, text, chosen) => {
    expect(instrumentJavaScript(code, words).added).toEqual(text && { text, chosen });
  });

  it('is chosen by its types', () => {
    const code = 'export function f(name: string, n: number, list: number[], on: boolean) { return name.repeat(n) }';
    expect(instrumentJavaScript(withoutTypes(code), '', 0, { typed: code }).added?.text).toBe(
      'f("abc", 3, [3, 1, 2], true)',
    );
  });

  it.each([
    ['def fee(price, n=2):\n    return price * n', '', 'fee(4)', true],
    ['def fee(price: float):\n    return price', '', 'fee(2.5)', true],
    ['def total(items):\n    return sum(items)', '', 'total([3, 1, 2])', true],
    ['def f(a):\n    return a', 'Explain f(7)', 'f(7)', false],
  ])('Python: %s (%s)', (code, words, text, chosen) => {
    expect(instrumentPython(code, words).added).toEqual({ text, chosen });
  });
});

describe('TypeScript', () => {
  it('keeps its lines', () => {
    const code =
      'interface A {\n  b: string;\n}\nconst a: A = { b: "x" };\nenum E { One }\nconsole.log(a.b as string);\n';
    const lines = withoutTypes(code).split('\n');
    expect(lines[3]).toContain('const a');
    expect(lines[5]).toContain('console.log');
  });
});

describe('where CPython may do something else, nothing is compared', () => {
  it.each([
    ['s = {1, 2}\nprint(s)', 'sets'],
    ['x = set([1])', 'sets'],
    ['a = sorted(b, key=len)', 'sort'],
    ['print(a is b)', 'is'],
    ['class A(list):\n    pass', 'built-in types'],
    ["x = 'größe'.upper()", 'letters'],
    ['if a is None:\n    pass', undefined],
    ['x = 1  # größe', undefined],
  ])('%s', (code, unsure) => {
    expect(instrumentPython(code, '').unsure).toBe(unsure);
  });
});
