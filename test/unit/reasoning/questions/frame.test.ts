import { describe, expect, it } from 'vitest';
import { codeIn } from '../../../../src/reasoning/questions/askedCode.ts';
import { frameQuestion, valueLines, valueQuestion, type Stop } from '../../../../src/reasoning/questions/frame.ts';
import { programIn } from '../../../../src/reasoning/run/programIn.ts';
import { looksSecret } from '../../../../src/reasoning/questions/secrets.ts';

const code = '  let sum = 0;\n  sum += price;';
const snippet = {
  label: 'src/cart.ts',
  language: 'TypeScript',
  fence: 'typescript',
  parts: [{ code, firstLine: 3, lastLine: 4 }] as const,
};
const stop: Stop = {
  name: 'total',
  line: 4,
  variables: [
    { name: 'other', value: '1' },
    { name: 'sum', value: '0' },
    { name: 'price', value: 'Price', fields: [{ name: 'net', value: '12' }] },
  ],
};

describe('the question about a stopped program', () => {
  it('names the place and holds the code, then the values that the code names', () => {
    expect(frameQuestion(stop, snippet)).toBe(
      [
        'The program is stopped at src/cart.ts, line 4 in total, before this line runs. Explain step by step what has happened here and what comes next.',
        '```typescript\nlet sum = 0;\nsum += price;\n```',
        'The values now:',
        '```text\nsum = 0\nprice = Price { net: 12 }\n```',
      ].join('\n\n'),
    );
  });

  it.each([
    ['where it is stopped', frameQuestion(stop, snippet)],
    ['where the debugger told no values', frameQuestion({ ...stop, name: '', variables: [], isLate: true }, snippet)],
    ['where an exception stopped it', frameQuestion({ ...stop, exception: 'TypeError: no\nstack' }, snippet)],
    ['about a value', valueQuestion({ name: 'sum', value: '0' }, stop, snippet)],
  ])('has its code not run with values of another run, %s', (_, question) => {
    expect(codeIn(question)[0]).toContain('sum += price;');
    expect(programIn(question)).toBeUndefined();
  });

  it('says that the debugger told no values', () => {
    const late = { ...stop, variables: [], isLate: true };
    expect(frameQuestion(late, snippet)).toMatch(/```\n\nThe debugger did not tell the values\.$/);
    expect(frameQuestion({ ...stop, variables: [] }, snippet)).not.toContain('debugger');
  });

  it('asks for the reason when an exception stopped it, and why a value is what it is', () => {
    const failed = { ...stop, exception: 'TypeError: x is\nnot a function', variables: [] };
    expect(frameQuestion(failed, snippet)).toMatch(
      /^Why does this program stop with an exception at src\/cart\.ts, line 4\? TypeError: x is not a function\n\n```typescript\n[^`]*```$/,
    );
    expect(valueQuestion({ name: 'sum', value: '0' }, stop, snippet)).toMatch(
      /^Why is sum 0 at src\/cart\.ts, line 4\?/,
    );
  });

  it('has code whose lines steps can be tied to, and values that are none', () => {
    expect(codeIn(frameQuestion(stop, snippet))).toEqual(['let sum = 0;\nsum += price;']);
  });

  it('leaves out what a module brings with it, and names the innermost variables where the code names none', () => {
    const variables = [
      { name: 'count', value: '3' },
      { name: 'module', value: 'Module {…}' },
      { name: '__dirname', value: "'/home/ada'" },
    ];
    expect(valueLines(variables, 'let count = 3;')).toEqual(['count = 3']);
    expect(valueLines(variables, 'console.log(__dirname)')).toEqual(["__dirname = '/home/ada'"]);
    expect(valueLines(variables.slice(0, 1), 'go();')).toEqual(['count = 3']);
  });

  it('is bounded: many variables, long values, many members, and names hidden by inner ones', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ name: `v${i}`, value: '😀'.repeat(1000) }));
    const lines = valueLines(many, '');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join('').length).toBeLessThanOrEqual(1000);
    const short = Array.from({ length: 100 }, (_, i) => ({ name: `v${i}`, value: '1' }));
    expect(valueLines(short, '')).toHaveLength(16);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(140);
    expect(lines.every((line) => !/[\uD800-\uDFFF]/u.test(line))).toBe(true);
    const fields = Array.from({ length: 20 }, (_, i) => ({ name: `f${i}`, value: '1' }));
    expect(valueLines([{ name: 'a', value: 'A', fields }], '')[0]).toMatch(/f7: 1, … }$/);
    expect(
      valueLines(
        [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
        '',
      ),
    ).toEqual(['a = 1']);
  });
});

describe('secrets', () => {
  it('are left out, by their names and by their form', () => {
    const variables = [
      { name: 'dbPassword', value: "'x'" },
      {
        name: 'config',
        value: 'Object',
        fields: [
          { name: 'apiKey', value: "'y'" },
          { name: 'port', value: '80' },
        ],
      },
      { name: 'url', value: "'postgres://ada:pa55@db/shop'" },
      { name: 'token', value: "'+'" },
    ];
    expect(valueLines(variables, '')).toEqual(['config = Object { port: 80, … }', "token = '+'"]);
    expect(valueQuestion({ name: 'password', value: "'hunter2'" }, { ...stop, variables }, snippet)).not.toMatch(
      /hunter2/,
    );
  });

  it.each([
    ['authToken', "'b4d455e0a1c34f9e8d'", true],
    ['x', '-----BEGIN RSA PRIVATE KEY-----', true],
    ['x', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc', true],
    ['x', 'ghp_0123456789abcdefghij', true],
    ['clientSecret', '1', true],
    ['tokens', '(3) [1, 2, 3]', false],
    ['author', "'Ada Lovelace'", false],
    ['total', '23', false],
    ['url', "'https://example.org/cart'", false],
  ])('%s = %s: %s', (name, value, expected) => {
    expect(looksSecret(name, value)).toBe(expected);
  });
});
