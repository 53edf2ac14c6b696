/** Times of day, days of the week, and units. */
import { type Item, type Rng, solution } from '../rng.ts';
import { formOf, say, figures } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const at = (minutes: number): string => `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, '0')}`;

const span = (r: Rng, minutes: number): string => {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return `${m} minutes`;
  const hours = `${h} ${h === 1 ? 'hour' : 'hours'}`;
  if (m === 30 && r.chance(0.4)) return h === 1 ? 'one and a half hours' : `${h} and a half hours`;
  return m === 0 ? hours : `${hours} and ${m} minutes`;
};

const THING = [
  'film',
  'lesson',
  'train ride',
  'bus trip',
  'concert',
  'game',
  'meeting',
  'walk',
  'flight',
  'party',
  'nap',
  'race',
  'show',
  'match',
  'class',
  'drive',
  'test',
  'tour',
];

/** A time of day, so much later or earlier, or how long it is between two. */
export function clock(r: Rng): Item {
  const start = r.int(1, 20) * 60 + r.int(0, 11) * 5;
  const long = r.weighted([
    [3, r.int(1, 11) * 5],
    [3, r.int(2, 36) * 5],
    [1, r.int(1, 5) * 60],
  ]);
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
      steps.push(
        `${h} ${h === 1 ? 'hour' : 'hours'} ${sign > 0 ? 'after' : 'before'} ${at(now)}: ${at(now + sign * h * 60)}.`,
      );
      now += sign * h * 60;
    }
    if (m > 0) {
      const inHour = now % 60;
      const crosses = sign > 0 ? inHour + m >= 60 && inHour > 0 : inHour - m < 0 && inHour > 0;
      const first = sign > 0 ? 60 - inHour : inHour;
      if (crosses && first < m) {
        steps.push(
          `${first} minutes ${sign > 0 ? 'after' : 'before'} ${at(now)}: ${at(now + sign * first)}; ${m} - ${first} = ${m - first}.`,
        );
        now += sign * first;
        steps.push(
          `${m - first} minutes ${sign > 0 ? 'after' : 'before'} ${at(now)}: ${at(now + sign * (m - first))}.`,
        );
      } else steps.push(`${m} minutes ${sign > 0 ? 'after' : 'before'} ${at(now)}: ${at(now + sign * m)}.`);
    }
    return steps;
  };
  if (kind === 'later')
    return make(
      [
        '{A|The} $w {starts|begins|began} at $s and {lasts|takes|lasted} $d. When does it end?',
        'It is $s {now|}. {What time is it|What time will it be} in $d?',
        '{The|A} $w of $d begins at $s. {At what time|When} is it over?',
        'What time is it $d after $s?',
        '$s plus $d is what time?',
        'I {start|leave} at $s and need $d. When {am I there|am I done|do I arrive}?',
        'it is $s. the $w comes in $d. {at what time is that|when is that}?',
        'Now it is $s. {What does the clock show|Tell me the time} in $d{?|}',
      ],
      'Count on from the start.',
      hop(start, 1),
      at(end),
    );
  if (kind === 'earlier')
    return make(
      [
        '{A|The} $w ends at $e and {lasts|takes} $d. When does it {start|begin}?',
        'It is $e {now|}. What time was it $d ago?',
        'What time is it $d before $e?',
        'I have to be there at $e and need $d. When must I leave?',
        'the $w was over at $e after $d. when did it begin?',
      ],
      'Count back from the end.',
      hop(end, -1),
      at(start),
    );
  const asHours = long % 60 === 0;
  const asMinutes = !asHours || r.chance(0.3);
  const steps: string[] = [];
  const full = Math.floor(long / 60);
  if (full > 0)
    steps.push(
      `From ${at(start)} to ${at(start + full * 60)}: ${full} ${full === 1 ? 'hour' : 'hours'}${asMinutes ? `, ${full} * 60 = ${full * 60} minutes` : ''}.`,
    );
  if (m > 0) steps.push(`From ${at(start + full * 60)} to ${at(end)}: ${m} minutes.`);
  if (full > 0 && m > 0) steps.push(`Together: ${full * 60} + ${m} = ${long} minutes.`);
  const unit = asMinutes ? 'minutes' : 'hours';
  return make(
    [
      `{A|The} $w {goes|lasts|is} from $s to $e. How {long is it in ${unit}|many ${unit} is that}?`,
      `How many ${unit} are {there|} {between|from} $s {and|to} $e?`.replace(
        '{between|from} $s {and|to} $e',
        'between $s and $e',
      ),
      `{The|A} $w starts at $s and {ends|stops} at $e. How many ${unit} does it last?`,
      `from $s to $e, how many ${unit} is that`,
      `I left at $s and came back at $e. How many ${unit} was I away?`,
    ],
    'Count from the start to the end.',
    steps,
    String(asMinutes ? long : full),
  );
}

/** Days before and after. */
export function days(r: Rng): Item {
  const d = r.int(0, 6);
  const n = r.weighted([
    [5, r.int(1, 6)],
    [2, r.int(7, 20)],
  ]);
  const back = r.chance(0.3);
  const weeks = Math.floor(n / 7);
  const rest = n % 7;
  const seq = Array.from({ length: rest }, (_, i) => DAYS[(d + (back ? -i - 1 : i + 1) + 21) % 7]!);
  const answer = seq[seq.length - 1] ?? DAYS[d]!;
  const steps = [
    ...(weeks > 0
      ? [
          `${weeks * 7} days are ${weeks} full ${weeks === 1 ? 'week' : 'weeks'}: ${DAYS[d]} again; ${n} - ${weeks * 7} = ${rest}.`,
        ]
      : []),
    ...seq.map((s, i) => `${i + 1} ${i ? 'days' : 'day'} ${back ? 'back' : 'on'}: ${s}.`),
  ];
  const f = figures(r);
  const slots = { t: DAYS[d]!, n: n === 1 ? 'one day' : `${f(n)} days` };
  const forms = back
    ? [
        'Today is $t. {What|Which} day was it $n ago?',
        'If today is $t, what day was it $n ago?',
        '{What|Which} day is $n before $t?',
        'it is $t. $n ago it was what day',
        '$n before a $t, which day is that?',
      ]
    : [
        'Today is $t. {What|Which} day {is it|will it be} in $n?',
        'If today is $t, {what|which} day will it be {in $n|$n from now}?',
        '{What|Which} day {comes|is} $n after {a|} $t?',
        'it is $t. which day is it in $n',
        'The party is $n after $t. {On which day is it?|What day is that?}',
        '$t plus $n is which day?',
      ];
  return {
    kind: 'days',
    q: style(r, say(r, formOf(r, forms), slots)),
    a: solution('Count the days one by one.', steps, answer),
    answer,
  };
}

/** A rule and one case. */
const KINDS =
  'cats dogs birds roses oaks apples robots dragons kings poets bakers trains boats lamps stars knights horses frogs trees chairs books wizards drums shoes'.split(
    ' ',
  );

const WIDE =
  'animals plants living things machines objects people round things green things friendly beings fast movers big things old things tools toys'.split(
    / (?=animals|plants|living|machines|objects|people|round|green|friendly|fast|big|old|tools|toys)/,
  );

export function rule(r: Rng, name: string): Item {
  const [a, b] = [r.pick(KINDS), r.pick(WIDE)];
  const one = a.replace(/s$/, '');
  const article = /^[aeiou]/.test(one) ? 'an' : 'a';
  const no = r.chance(0.35);
  const single =
    b.endsWith('things') || b.endsWith('beings') || b === 'people'
      ? `one of the ${b}`
      : `${/^[aeiou]/.test(b) ? 'an' : 'a'} ${b.replace(/s$/, '')}`;
  const q = say(
    r,
    formOf(r, [
      `${no ? 'No' : '{All|all|Every one of the}'} $a are $b. $p is $i. Is $p $w? {Yes or no.|yes or no|}`.replace(
        'Every one of the',
        'All',
      ),
      `$p is $i. ${no ? 'No' : 'All'} $a are $b. Is $p $w{?|? Answer yes or no.}`,
      `If ${no ? 'no' : 'all'} $a are $b and $p is $i, is $p $w?`,
    ]),
    { a, b, p: name, i: `${article} ${one}`, w: single },
  );
  return {
    kind: 'rule',
    q: style(r, q),
    a: solution(
      'Use the rule on the one case.',
      [`${name} is ${article} ${one}.`, `${no ? 'No' : 'All'} ${a} are ${b}.`],
      no ? 'No' : 'Yes',
    ),
    answer: no ? 'No' : 'Yes',
  };
}
