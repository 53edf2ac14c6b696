/** Times of day, days of the week, and units. */
import { type Item, type Rng, solution } from '../rng.ts';
import { formOf, say, figures } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';
import { Work } from '../meaning/work.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const at = (minutes: number): string => `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, '0')}`;
const span = (r: Rng, minutes: number): string => {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return `${m} minutes`;
  const hours = `${h} ${h === 1 ? 'hour' : 'hours'}`;
  if (m === 30 && r.chance(0.4)) return h === 1 ? 'one and a half hours' : `${h} and a half hours`;
  return m === 0 ? hours : `${hours} and ${m} minutes`;
};
const THING = ['film', 'lesson', 'train ride', 'bus trip', 'concert', 'game', 'meeting', 'walk', 'flight', 'party', 'nap', 'race', 'show', 'match', 'class', 'drive', 'test', 'tour'];

/** A time of day, so much later or earlier, or how long it is between two. */
export function clock(r: Rng): Item {
  const start = r.int(1, 20) * 60 + r.int(0, 11) * 5;
  const long = r.weighted([[3, r.int(1, 11) * 5], [3, r.int(2, 36) * 5], [1, r.int(1, 5) * 60]]);
  if (start + long >= 24 * 60) return clock(r);
  const end = start + long;
  const what = r.pick(THING);
  const kind = r.pick(['later', 'later', 'long', 'earlier'] as const);
  const make = (forms: readonly string[], plan: string, steps: readonly string[], answer: string): Item => ({
    kind: 'clock',
    q: style(r, say(r, formOf(r, forms), { s: at(start), e: at(end), d: span(r, long), w: what })),
    a: solution(plan, [...steps], answer),
    answer,
    key: `c${start},${long}`,
  });
  const [h, m] = [Math.floor(long / 60), long % 60];
  const hop = (from: number, sign: 1 | -1): string[] => {
    const steps: string[] = [];
    let now = from;
    if (h > 0) {
      steps.push(`${h} ${h === 1 ? 'hour' : 'hours'} ${sign > 0 ? 'after' : 'before'} ${at(now)}: ${at(now + sign * h * 60)}.`);
      now += sign * h * 60;
    }
    if (m > 0) {
      const inHour = now % 60;
      const crosses = sign > 0 ? inHour + m >= 60 && inHour > 0 : inHour - m < 0 && inHour > 0;
      const first = sign > 0 ? 60 - inHour : inHour;
      if (crosses && first < m) {
        steps.push(`${first} minutes ${sign > 0 ? 'after' : 'before'} ${at(now)}: ${at(now + sign * first)}; ${m} - ${first} = ${m - first}.`);
        now += sign * first;
        steps.push(`${m - first} minutes ${sign > 0 ? 'after' : 'before'} ${at(now)}: ${at(now + sign * (m - first))}.`);
      } else steps.push(`${m} minutes ${sign > 0 ? 'after' : 'before'} ${at(now)}: ${at(now + sign * m)}.`);
    }
    return steps;
  };
  if (kind === 'later')
    return make(
      ['{A|The} $w {starts|begins|began} at $s and {lasts|takes|lasted} $d. When does it end?', 'It is $s {now|}. {What time is it|What time will it be} in $d?', '{The|A} $w of $d begins at $s. {At what time|When} is it over?', 'What time is it $d after $s?', '$s plus $d is what time?', 'I {start|leave} at $s and need $d. When {am I there|am I done|do I arrive}?', 'it is $s. the $w comes in $d. {at what time is that|when is that}?', 'Now it is $s. {What does the clock show|Tell me the time} in $d{?|}'],
      'Count on from the start.',
      hop(start, 1),
      at(end),
    );
  if (kind === 'earlier')
    return make(
      ['{A|The} $w ends at $e and {lasts|takes} $d. When does it {start|begin}?', 'It is $e {now|}. What time was it $d ago?', 'What time is it $d before $e?', 'I have to be there at $e and need $d. When must I leave?', 'the $w was over at $e after $d. when did it begin?'],
      'Count back from the end.',
      hop(end, -1),
      at(start),
    );
  const asHours = long % 60 === 0;
  const asMinutes = !asHours || r.chance(0.3);
  const steps: string[] = [];
  const full = Math.floor(long / 60);
  if (full > 0) steps.push(`From ${at(start)} to ${at(start + full * 60)}: ${full} ${full === 1 ? 'hour' : 'hours'}${asMinutes ? `, ${full} * 60 = ${full * 60} minutes` : ''}.`);
  if (m > 0) steps.push(`From ${at(start + full * 60)} to ${at(end)}: ${m} minutes.`);
  if (full > 0 && m > 0) steps.push(`Together: ${full * 60} + ${m} = ${long} minutes.`);
  const unit = asMinutes ? 'minutes' : 'hours';
  return make(
    [`{A|The} $w {goes|lasts|is} from $s to $e. How {long is it in ${unit}|many ${unit} is that}?`, `How many ${unit} are {there|} {between|from} $s {and|to} $e?`.replace('{between|from} $s {and|to} $e', 'between $s and $e'), `{The|A} $w starts at $s and {ends|stops} at $e. How many ${unit} does it last?`, `from $s to $e, how many ${unit} is that`, `I left at $s and came back at $e. How many ${unit} was I away?`],
    'Count from the start to the end.',
    steps,
    String(asMinutes ? long : full),
  );
}

/** Days before and after. */
export function days(r: Rng): Item {
  const d = r.int(0, 6);
  const n = r.weighted([[5, r.int(1, 6)], [2, r.int(7, 20)]]);
  const back = r.chance(0.3);
  const weeks = Math.floor(n / 7);
  const rest = n % 7;
  const seq = Array.from({ length: rest }, (_, i) => DAYS[(d + (back ? -i - 1 : i + 1) + 21) % 7]!);
  const answer = seq[seq.length - 1] ?? DAYS[d]!;
  const steps = [
    ...(weeks > 0 ? [`${weeks * 7} days are ${weeks} full ${weeks === 1 ? 'week' : 'weeks'}: ${DAYS[d]} again; ${n} - ${weeks * 7} = ${rest}.`] : []),
    ...seq.map((s, i) => `${i + 1} ${i ? 'days' : 'day'} ${back ? 'back' : 'on'}: ${s}.`),
  ];
  const f = figures(r);
  const slots = { t: DAYS[d]!, n: n === 1 ? 'one day' : `${f(n)} days` };
  const forms = back
    ? ['Today is $t. {What|Which} day was it $n ago?', 'If today is $t, what day was it $n ago?', '{What|Which} day is $n before $t?', 'it is $t. $n ago it was what day', '$n before a $t, which day is that?']
    : ['Today is $t. {What|Which} day {is it|will it be} in $n?', 'If today is $t, {what|which} day will it be {in $n|$n from now}?', '{What|Which} day {comes|is} $n after {a|} $t?', 'it is $t. which day is it in $n', 'The party is $n after $t. {On which day is it?|What day is that?}', '$t plus $n is which day?'];
  return { kind: 'days', q: style(r, say(r, formOf(r, forms), slots)), a: solution('Count the days one by one.', steps, answer), answer };
}

const UNITS = [
  ['hours', 'minutes', 60, 8],
  ['minutes', 'seconds', 60, 10],
  ['weeks', 'days', 7, 20],
  ['days', 'hours', 24, 7],
  ['meters', 'centimeters', 100, 40],
  ['kilograms', 'grams', 1000, 9],
  ['kilometers', 'meters', 1000, 9],
  ['years', 'months', 12, 12],
  ['feet', 'inches', 12, 12],
  ['dozen', 'pieces', 12, 12],
  ['centimeters', 'millimeters', 10, 90],
  ['dollars', 'cents', 100, 40],
  ['dollars', 'quarters', 4, 20],
  ['dollars', 'dimes', 10, 20],
  ['liters', 'milliliters', 1000, 9],
  ['years', 'weeks', 52, 4],
  ['yards', 'feet', 3, 30],
  ['euros', 'cents', 100, 40],
  ['tons', 'kilograms', 1000, 9],
  ['m', 'cm', 100, 40],
  ['km', 'm', 1000, 9],
  ['kg', 'g', 1000, 9],
  ['kilos', 'grams', 1000, 9],
] as const;

/** One unit in another one. */
export function units(r: Rng): Item {
  const [big, small, f, max] = r.pick(UNITS);
  const n = r.int(1, max);
  const work = new Work();
  const fig = figures(r);
  const make = (forms: readonly string[], slots: Readonly<Record<string, string | number>>, plan: string, answer: number, key: string): Item => ({
    kind: 'unit',
    q: style(r, say(r, formOf(r, forms), { b: big, s: small, ...slots })),
    a: solution(plan, work.steps, String(answer)),
    answer: String(answer),
    key: `u${key},${f}`,
  });
  const kind = r.weighted([
    [5, 'down'],
    [3, 'up'],
    [2.5, 'both'],
    [f % 2 === 0 ? 2 : 0, 'half'],
    [f % 4 === 0 ? 1 : 0, 'quarter'],
    [1, 'coins'],
    [1.5, 'yes'],
  ] as const);
  const say1 = (k: number) => (k === 1 ? `one ${big.replace(/s$/, '')}` : `${fig(k)} ${big}`);
  const DOWN = ['How many $s are {in|} $n?', 'How many $s {is|are|make|does} $n{ make|}?'.replace('{ make|}', '').replace('|does', ''), '{Convert|Change|Turn} $n {to|into} $s.', '$n in $s?', '$n, how many $s is that?', "{What is|What's} $n in $s?", 'I have $n. How many $s is that?', '{Give|Say|Write|Tell me} $n in $s{.|}', '$n {are|is} how many $s?', 'It takes $n. {Tell me that|What is that} in $s{.|}'];
  if (kind === 'half' || kind === 'quarter') {
    const part = kind === 'half' ? f / 2 : f / 4;
    const whole = r.int(0, Math.min(6, max));
    const one = big.replace(/s$/, '');
    const words = whole === 0 ? r.pick([`half ${/^[aeiou]|^hour/.test(one) ? 'an' : 'a'} ${one}`, `half a ${one}`].map((x) => x.replace('a hour', 'an hour'))) : whole === 1 ? `one and a half ${big}` : `${fig(whole)} and a half ${big}`;
    const said = kind === 'half' ? words : whole === 0 ? r.pick([`a quarter of ${/^hour/.test(one) ? 'an' : 'a'} ${one}`, `a quarter ${one}`]) : `${fig(whole)} and a quarter ${big}`;
    const all = whole > 0 ? work.mul(`${whole} ${big}`, whole, f) : 0;
    const bit = work.div(kind === 'half' ? 'Half of one' : 'A quarter of one', f, kind === 'half' ? 2 : 4);
    const v = whole > 0 ? work.add('Together', all, part) : bit;
    return make(DOWN, { n: said }, `One of the ${big} has ${f} ${small}.`, v, `h${whole},${kind}`);
  }
  if (kind === 'down' || kind === 'yes') {
    const v = work.mul(`${n} ${big}`, n, f);
    if (kind === 'yes') {
      const other = Math.max(1, v + r.pick([-1, 1, 1, -1]) * r.int(1, Math.max(2, Math.floor(f / 2))));
      const longer = r.chance(0.5);
      const yes = longer ? other > v : other < v;
      work.steps.push(`${other} ${other > v ? '>' : '<'} ${v}.`);
      const item = make([`{Is|Are} $o $s ${longer ? 'more' : 'less'} than $n? {Yes or no?|yes or no|}`.replace('{Is|Are}', 'Is'), `$o $s is ${longer ? 'more' : 'less'} than $n, {right?|yes or no?|true?}`], { n: say1(n), o: other }, `Turn ${big} into ${small} and compare.`, v, `y${n},${other}`);
      return { ...item, a: solution(`Turn ${big} into ${small} and compare.`, work.steps, yes ? 'Yes' : 'No'), answer: yes ? 'Yes' : 'No' };
    }
    return make(DOWN, { n: say1(n) }, `One of the ${big} has ${f} ${small}.`, v, `${n}`);
  }
  if (kind === 'up') {
    const k = Math.max(2, n);
    const v = work.div(`${k * f} ${small}`, k * f, f);
    return make(['How many $b are $n $s?', '$n $s, how many $b?', '{Convert|Change|Turn} $n $s {to|into} $b.', '$n $s in $b?', 'How many {whole|} $b {do|} $n $s make?'.replace('{do|} ', 'do '), "{What is|What's} $n $s in $b?", '$n $s {are|is} how many $b?'], { n: fig(k * f) }, `${f} ${small} make one of the ${big}.`, v, `b${k}`);
  }
  if (kind === 'coins') {
    const c = r.pick([5, 10, 20, 25, 50]);
    const d = r.int(1, 12);
    const cents = work.mul(`${d} ${d === 1 ? 'dollar' : 'dollars'} in cents`, d, 100);
    const v = work.div('Coins', cents, c);
    return make(['How many coins of $c cents {make|are|do I need for} $d?', 'I {pay|have} $d in coins of $c cents. How many coins {are there|is that}?', '$d in $c cent coins. How many coins?'], { c, d: d === 1 ? 'one dollar' : `${fig(d)} dollars` }, 'Turn it into cents and divide.', v, `c${c},${d}`);
  }
  const e = r.int(1, Math.min(f - 1, 99));
  const all = work.mul(`${n} ${big}`, n, f);
  const v = work.add('With the rest', all, e);
  return make(DOWN, { n: `${say1(n)} ${r.pick(['and ', ''])}${e} ${small}` }, `One of the ${big} has ${f} ${small}.`, v, `e${n},${e}`);
}

/** A rule and one case. */
const KINDS = 'cats dogs birds roses oaks apples robots dragons kings poets bakers trains boats lamps stars knights horses frogs trees chairs books wizards drums shoes'.split(' ');
const WIDE = 'animals plants living things machines objects people round things green things friendly beings fast movers big things old things tools toys'.split(/ (?=animals|plants|living|machines|objects|people|round|green|friendly|fast|big|old|tools|toys)/);
export function rule(r: Rng, name: string): Item {
  const [a, b] = [r.pick(KINDS), r.pick(WIDE)];
  const one = a.replace(/s$/, '');
  const article = /^[aeiou]/.test(one) ? 'an' : 'a';
  const no = r.chance(0.35);
  const single = b.endsWith('things') || b.endsWith('beings') || b === 'people' ? `one of the ${b}` : `${/^[aeiou]/.test(b) ? 'an' : 'a'} ${b.replace(/s$/, '')}`;
  const q = say(r, formOf(r, [`${no ? 'No' : '{All|all|Every one of the}'} $a are $b. $p is $i. Is $p $w? {Yes or no.|yes or no|}`.replace('Every one of the', 'All'), `$p is $i. ${no ? 'No' : 'All'} $a are $b. Is $p $w{?|? Answer yes or no.}`, `If ${no ? 'no' : 'all'} $a are $b and $p is $i, is $p $w?`]), { a, b, p: name, i: `${article} ${one}`, w: single });
  return { kind: 'rule', q: style(r, q), a: solution('Use the rule on the one case.', [`${name} is ${article} ${one}.`, `${no ? 'No' : 'All'} ${a} are ${b}.`], no ? 'No' : 'Yes'), answer: no ? 'No' : 'Yes' };
}
