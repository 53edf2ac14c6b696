import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';
import { run } from './statements.ts';

type Program = Parameters<typeof run>[0];

/** A calculation as text, with its postfix program. Every part in brackets, so that no precedence is needed here. */
interface Calculation {
  readonly text: string;
  readonly program: Program;
}

const figure: fc.Arbitrary<Calculation> = fc.oneof(
  fc
    .integer({ min: 0, max: 999 })
    .map((value): Calculation => ({ text: String(value), program: [[BigInt(value), 1n]] })),
  fc.integer({ min: 1, max: 9999 }).map((value): Calculation => ({
    text: `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`,
    program: [[BigInt(value), 100n]],
  })),
);

const calculation = fc.letrec<{ tree: Calculation; pair: Calculation }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3, depthSize: 'small' }, figure, tie('pair')),
  pair: fc
    .tuple(tie('tree'), fc.constantFrom('+', '-', '*'), tie('tree'), fc.constantFrom(' ', ''))
    .map(([left, sign, right, space]): Calculation => ({
      text: `(${left.text}${space}${sign}${space}${right.text})`,
      program: [...left.program, ...right.program, sign as '+'],
    })),
})).pair;

/** A pair as a decimal: everything above has denominators of powers of ten. */
function decimal([numerator, denominator]: readonly [bigint, bigint]): string {
  const places = String(denominator).length - 1;
  const digits = String(numerator < 0n ? -numerator : numerator).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${numerator < 0n ? '-' : ''}${digits.slice(0, digits.length - places)}${fraction && places ? `.${fraction}` : ''}`;
}

describe('against a second calculator', () => {
  it('confirms every right result', () => {
    fc.assert(
      fc.property(calculation, ({ text, program }) => {
        const result = decimal(run(program));
        expect(checkStep(`${text} = ${result}`)).toMatchObject([{ kind: 'arithmetic', verdict: 'true' }]);
      }),
      { numRuns: 400 },
    );
  });

  it('never confirms a result that is off by one or more, and gives the right one where it calls it wrong', () => {
    fc.assert(
      fc.property(calculation, fc.integer({ min: 1, max: 1000 }), fc.boolean(), ({ text, program }, distance, up) => {
        const [numerator, denominator] = run(program);
        const wrong = decimal([numerator + BigInt(up ? distance : -distance) * denominator, denominator]);
        const checks = checkStep(`${text} = ${wrong}`);
        expect(checks.map(({ verdict }) => verdict)).not.toContain('true');
        const places = decimal([numerator, denominator]).split('.')[1]?.length ?? 0;
        for (const { expected } of checks) if (places <= 12) expect(expected).toBe(decimal([numerator, denominator]));
      }),
      { numRuns: 400 },
    );
  });

  it('knows the order of any two decimals', () => {
    const sign = fc.constantFrom('<', '>', '<=', '>=');
    fc.assert(
      fc.property(figure, sign, figure, fc.boolean(), (left, relation, right, said) => {
        const [[a, b], [c, d]] = [run(left.program), run(right.program)];
        const difference = a * d - c * b;
        const truth = relation.startsWith('<') ? difference < 0n : difference > 0n;
        const holds = truth || (relation.endsWith('=') && difference === 0n);
        const [check] = checkStep(`Here ${left.text} ${relation} ${right.text} is ${said}.`);
        expect(check).toMatchObject({ kind: 'comparison', verdict: String(holds === said) });
      }),
      { numRuns: 400 },
    );
  });
});

it('takes any text, with offsets inside of it', () => {
  const soup = fc
    .array(
      fc.constantFrom(
        ...'0 1 2 3.5 1,000 + - * / // % ^ ** = == < > <= != ( ) { } [ ] ` ``` $ \\frac{ \\times , . ; : is of x total kg line true false constructor toString __proto__ \\valueOf "\'\n²–−~|&!?'.split(
          ' ',
        ),
        ' ',
        '\n',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
      for (const { start, end } of checkStep(text, { code: { text, firstLine: 3 } })) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1000 },
  );
});

it.each(['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty'])(
  'takes the word %s as any other',
  (word) => {
    for (const text of [
      `3 ${word} * 2 ${word} = 6 ${word}`,
      `5 ${word} + 3 ${word} = 8 ${word}.`,
      `3 ${word} 4 = 7`,
      `\\${word}{3} + 4 = 7`,
      `two ${word} + 3 = 5`,
    ])
      expect(checkStep(text).filter(({ verdict }) => verdict === 'false')).toEqual([]);
  },
);
