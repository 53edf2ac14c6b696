/** What a program or a question makes of the letters of one word: how many there are, which stands where, a part, backwards. */
import { readdirSync, readFileSync } from 'node:fs';
import { PLAN } from '../code/followUp.ts';
import type { Lang } from '../code/prog.ts';
import { fence } from '../code/program.ts';
import { askPrinted } from '../code/wordings.ts';
import { formOf, say } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';
import { hash, type Item, type Rng, solution } from '../rng.ts';
import { pythonRuns } from './pythonRuns.ts';
import { inNode } from './writtenPrograms.ts';

let known: readonly string[] | undefined;

/** The words of the written problems: some thousands, as people use them. One in nine is kept for evaluation. */
function word(r: Rng, least = 3): string {
  known ??= [...new Set(readdirSync(PROBLEMS).flatMap((name) => wordsOf(new URL(name, PROBLEMS))))].sort();
  for (;;) {
    const one = r.pick(known);
    if (one.length >= least && (hash(one) % 9 === 4) === (r.split === 'eval')) return one;
  }
}

const PROBLEMS = new URL('../stories/written/', import.meta.url);
const wordsOf = (file: URL): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap(
      (line) => (JSON.parse(line) as { readonly q: string }).q.match(/(?<![\w{'’])[a-z]{3,9}(?![\w}'’])/g) ?? [],
    );

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const NAMES = ['word', 'name', 'text', 's', 'fruit', 'city', 'pet', 'title', 'key', 'color', 'label', 'greeting'];

const counted = (w: string): string => `Counted: ${Array.from(w, (c, i) => `${c} (${i + 1})`).join(', ')}.`;
const byIndex = (w: string): string => `By index: ${Array.from(w, (c, i) => `${i} is ${c}`).join(', ')}.`;
const spelled = (letters: readonly string[]): string => letters.map((c) => `"${c}"`).join(', ');

interface Told {
  /** The expression in Python and in JavaScript. */
  readonly python: string;
  readonly script: string;
  readonly steps: readonly string[];
  readonly value: string;
}

/** What is printed of the word `w` that `x` holds. */
function told(r: Rng, x: string, w: string): Told {
  const n = w.length;
  const at = r.int(0, n - 1);
  const from = r.int(0, n - 2);
  const to = r.int(from + 1, n);
  const part = (a: number, b: number) => w.slice(a, b);
  const taken = (a: number, b: number) =>
    `From ${a} up to ${b}, without ${b}: ${Array.from({ length: b - a }, (_, i) => `${a + i} is ${w[a + i]}`).join(', ')}; together ${part(a, b)}.`;
  return r.weighted<() => Told>([
    [5, () => ({ python: `len(${x})`, script: `${x}.length`, steps: [counted(w)], value: String(n) })],
    [3, () => ({ python: `${x}[${at}]`, script: `${x}[${at}]`, steps: [byIndex(w)], value: w[at]! })],
    [
      1.5,
      () => ({
        ...{ python: `${x}[-1]`, script: r.pick([`${x}.at(-1)`, `${x}[${x}.length - 1]`]) },
        ...{ steps: [byIndex(w), `The last index is ${n - 1}.`], value: w[n - 1]! },
      }),
    ],
    [
      3,
      () => ({
        ...{
          python: `${x}[${from}:${to}]`,
          script: r.pick([`${x}.slice(${from}, ${to})`, `${x}.substring(${from}, ${to})`]),
        },
        ...{ steps: [byIndex(w), taken(from, to)], value: part(from, to) },
      }),
    ],
    [
      1.5,
      () => ({
        ...{ python: `${x}[:${to}]`, script: `${x}.slice(0, ${to})` },
        ...{ steps: [byIndex(w), taken(0, to)], value: part(0, to) },
      }),
    ],
    [
      1.5,
      () => ({
        ...{ python: `${x}[${from}:]`, script: `${x}.slice(${from})` },
        ...{ steps: [byIndex(w), taken(from, n)], value: part(from, n) },
      }),
    ],
    [
      2,
      () => {
        const back = Array.from(w).reverse();
        const script = `${x}.split("").reverse().join("")`;
        return {
          python: `${x}[::-1]`,
          script,
          steps: [counted(w), `Backwards: ${spelled(back)}.`],
          value: back.join(''),
        };
      },
    ],
    [
      1,
      () => ({
        python: `${x}.upper()`,
        script: `${x}.toUpperCase()`,
        steps: [counted(w), `Capitals: ${Array.from(w.toUpperCase()).join(', ')}.`],
        value: w.toUpperCase(),
      }),
    ],
  ])();
}

/** "word = "planet"; print(len(word))" */
export function lettersTrace(r: Rng): Item {
  const lang = r.pick(['python', 'python', 'javascript', 'typescript'] as const satisfies readonly Lang[]);
  const x = r.pick(NAMES);
  const w = r.chance(0.2) ? word(r).replace(/^./, (c) => c.toUpperCase()) : word(r);
  const set = `\`${x}\` is ${w}.`;
  const isPython = lang === 'python';
  const quote = !isPython || r.chance(0.7) ? '"' : "'";
  const text = `${quote}${w}${quote}`;
  const declared = isPython
    ? `${x} = ${text}`
    : `${r.pick(['const', 'const', 'let'])} ${x}${lang === 'typescript' && r.chance(0.7) ? ': string' : ''} = ${text};`;
  const print = (call: string) => (isPython ? `print(${call})` : `console.log(${call});`);
  const lines = [declared];
  const steps = [set];
  const output: string[] = [];
  for (let i = r.chance(0.2) ? 2 : 1; i > 0; i--) {
    const one = told(r, x, w);
    const call = isPython ? one.python : one.script;
    if (lines.includes(print(call))) continue;
    lines.push(print(call));
    steps.push(...one.steps, `\`${isPython ? `print(${call})` : `console.log(${call})`}\` prints ${one.value}.`);
    output.push(one.value);
  }
  const code = lines.join('\n');
  if (isPython) pythonRuns.push({ code, output: output.join('\n') });
  else if (inNode(lang, code).join('\n') !== output.join('\n')) throw new Error(`It prints something else:\n${code}`);
  return {
    kind: 'ran',
    q: askPrinted(r, lang, fence(r, lang, code)),
    a: solution(r.pick(PLAN), steps, output.join(', ')),
    answer: output.join(', '),
  };
}

/** "How many letters does planet have?" */
export function letters(r: Rng): Item {
  const w = word(r);
  const asked = r.chance(0.25) ? `"${w}"` : r.chance(0.2) ? `'${w}'` : w;
  const at = r.int(0, Math.min(w.length, ORDINALS.length) - 1);
  const back = Array.from(w).reverse();
  const { forms, plan, steps, answer } = r.weighted([
    [
      5,
      {
        forms: [
          'How many letters are in {the word|} $w?',
          'How many letters does {the word|} $w have?',
          'how long is the word $w',
          'Count the letters {in|of} $w.',
          '$w has how many letters?',
          'number of letters in $w?',
        ],
        ...{ plan: 'Count the letters.', steps: [counted(w)], answer: String(w.length) },
      },
    ],
    [
      2,
      {
        forms: [
          `{What|Which} is the ${ORDINALS[at]!} letter of {the word|} $w?`,
          `{Which|What} letter is {the|} ${ORDINALS[at]!} in $w?`,
          `the ${ORDINALS[at]!} letter of $w?`,
          `Give me the ${ORDINALS[at]!} letter of {the word|} $w.`,
        ],
        ...{ plan: 'Count the letters.', steps: [counted(w)], answer: w[at]! },
      },
    ],
    [
      2,
      {
        forms: [
          '{What is|Write|Spell|Say} $w backwards{?|.|}',
          'Reverse the word $w.',
          'spell $w in reverse',
          'What is $w {read|written|spelled} backwards?',
        ],
        ...{
          plan: 'Take the letters from the end.',
          steps: [counted(w), `Backwards: ${spelled(back)}.`],
          answer: back.join(''),
        },
      },
    ],
  ] as const);
  return {
    kind: 'letters',
    q: style(r, say(r, formOf(r, forms), { w: asked })),
    a: solution(plan, [...steps], answer),
    answer,
  };
}
