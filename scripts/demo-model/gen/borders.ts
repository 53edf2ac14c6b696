/** Questions beside those the model can do: something needed is missing, facts contradict, or one thing is beyond it. */
import { type Item, type Rng } from './rng.ts';
import { order } from './puzzle/orders.ts';
import { REFUSE } from './ood.ts';
import { ranTrace } from './run/ran.ts';
import { story } from './stories/story.ts';
import { people, thing } from './borderWords.ts';
import { formOf, say, size } from './meaning/say.ts';
import { style } from './meaning/tale.ts';

/** The same words as for all that it cannot do: by them the panel knows a refusal. */
const refuse = (q: string): Item => ({ kind: 'border', q, a: REFUSE, facts: ['cannot', 'Cerebrum 7b'] });

/** A story whose number is gone. */
function missing(r: Rng): Item {
  const [a, b] = people(r);
  const what = thing(r);
  const q = say(
    r,
    formOf(r, [
      '$a has {some|a few|many|a lot of} $m. {$a gives away $n.|Then $a gets $n more.} How many $m does $a have {now|then}?',
      '$a has $n $m. How many $m does $b have?',
      '$b is older than $a. $a is $n years old. How old is $b?',
      '$a buys {some|several} $m for $n dollars each. {How much is that|What does $a pay} {in all|}?',
      '{There are|In a hall are} {some|several} rows with $n chairs each. How many chairs {is that|are there}?',
      '$a shares $n $m {equally|evenly} among {some|a few|all} friends. How many does each {friend|one} get?',
      '$a {drove|went} for $n hours. How far did $a go?',
      '$a has $n $m more than $b. How many $m does $a have?',
      '$a had $n $m and lost {some|a few|most} of them. How many are left?',
      '$a pays with a {bill|coin} for something that costs $n dollars. What is the change?',
      'A train is {fast|slow} and goes for $n hours. How many km is that?',
      '$a reads {a lot|every day}. How many pages does $a read in $n days?',
      'How many $m {are there|does $a have}?',
      'Half of the $m are {red|blue|old}. How many {is that|are they}?',
      '$a is twice as old as $b. How old is $a?',
    ]),
    { a, b, m: what, n: size(r) },
  );
  return refuse(style(r, q));
}

/** Facts that cannot all be true. */
function contradiction(r: Rng): Item {
  const [a, b, c] = people(r);
  const what = thing(r);
  const n = r.int(3, 40);
  const more = n + r.int(1, 40);
  const word = r.pick([
    ['taller', 'tallest'],
    ['older', 'oldest'],
    ['faster', 'fastest'],
    ['richer', 'richest'],
    ['stronger', 'strongest'],
    ['younger', 'youngest'],
  ]);
  const q = say(
    r,
    formOf(r, [
      '$a has $n $m and gives away $k. How many $m {are left|does $a have left}?',
      'Of $n $m, $k are {red|broken|new} and the rest are not. How many are not?',
      '$a {has|had} $n $m. $k of them {are|were} eaten. How many {remain|are left}?',
      '$a is $w than $b and $b is $w than $a. Who is $t?',
      '$a is $w than $b. $b is $w than $c. $c is $w than $a. Who is the $t?',
      'A box holds $n $m. Somebody takes $k out of it. How many are still in it?',
      '$a is $n years old. How old was $a $k years ago?',
      '$a has exactly $n $m. $a has exactly $k $m. How many $m does $a have?',
    ]),
    { a, b, c, m: what, n, k: more, w: word[0]!, t: word[1]! },
  );
  return refuse(style(r, q));
}

/** An order that the facts leave open. */
function open(r: Rng): Item {
  const { q } = order(r);
  const sentences = q.split(/(?<=[.?])\s+/);
  if (sentences.length < 3 || sentences.length > 5) return missing(r);
  const stranger = people(r)[0];
  const question = sentences[sentences.length - 1]!;
  const [a, b] = people(r);
  if (!/^who is/i.test(question)) return missing(r);
  return refuse(
    `${a} is ${r.pick(['taller', 'older', 'faster'])} than ${b}. Is ${stranger} ${r.pick(['taller', 'older', 'faster'])} than ${b}?`,
  );
}

const BEYOND: readonly string[] = [
  'setTimeout(() => console.log($x), $n);',
  'const $x = await fetch("/$n");',
  'console.log($x.replace(/[a-$z]/g, "$n"));',
  'console.log(Math.random() * $n);',
  'console.log(new Date($n).toISOString());',
  'console.log($x.reduce((a, b) => a + b, $n));',
  'console.log(JSON.stringify($x));',
  'class Box { constructor(n) { this.n = n; } }\nconsole.log(new Box($n).n);',
  'try { $x(); } catch (e) { console.log($n); }',
  'console.log($x ** 0.5 / $n);',
  'import fs from "fs";\nconsole.log(fs.readFileSync("$x"));',
  'console.log([...$x].sort());',
  'console.log(parseFloat("$n.5") * 0.3);',
];
const BEYOND_PYTHON: readonly string[] = [
  'import random\nprint(random.randint(1, $n))',
  'print(sorted($x, key=lambda v: -v))',
  'class Box:\n    def __init__(self):\n        self.n = $n\nprint(Box().n)',
  'try:\n    print($x)\nexcept NameError:\n    print($n)',
  'print(open("$x.txt").read())',
  'print(sum(x * x for x in range($n)))',
  'print($n / 7)',
  'import math\nprint(math.sqrt($n))',
  'print(lambda $x: $x + $n)',
  'from datetime import date\nprint(date.today())',
  'print(input("$x"))',
  'print({$n, 2, 3} & {3, 4})',
];

/** A program it could follow, but for one line. */
function beyond(r: Rng): Item {
  const { q } = ranTrace(r);
  const python = /```py|^ *(def |print\()/m.test(q) && !q.includes('console.log');
  const line = r.pick(python ? BEYOND_PYTHON : BEYOND);
  const put = line
    .replaceAll('$x', r.pick(['data', 'value', 'item', 'text', 'list', 'word', 'x']))
    .replaceAll('$n', String(r.int(2, 90)))
    .replaceAll('$z', r.pick(['z', 'f', 'k']));
  const lines = q.split('\n');
  const at = lines.findLastIndex((text) => /^(print|console\.log)\(/.test(text));
  if (at < 0) return beyond(r);
  const instead = r.chance(0.4);
  lines.splice(instead ? at : at + r.int(0, 1), instead ? 1 : 0, put);
  return refuse(lines.join('\n'));
}

/** A word problem that asks for what its facts say nothing about. */
function otherThing(r: Rng): Item {
  const { q } = story(r);
  const sentences = q.split(/(?<=[.?])\s+/);
  if (sentences.length < 2) return missing(r);
  const what = thing(r);
  const [a] = people(r);
  const ask = r.pick([
    `How many ${what} does ${a} have?`,
    `How old is ${a}?`,
    `What does ${a} pay for the ${what}?`,
    `How many ${what} are in the other room?`,
    `How tall is ${a}?`,
  ]);
  return refuse([...sentences.slice(0, -1), ask].join(' '));
}

export const border = (r: Rng): Item =>
  r.weighted([
    [4, missing],
    [2, contradiction],
    [1, open],
    [4, beyond],
    [2, otherThing],
  ])(r);
