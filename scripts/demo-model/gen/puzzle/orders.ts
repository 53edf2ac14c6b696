/** Who is the tallest, first, leftmost …: the facts are turned into the direction that is asked for. */
import { cap, type Item, type Rng, solution } from '../rng.ts';
import { formOf, say } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';
import { people } from '../words.ts';

export interface Fact {
  /** Places on the scale, 0 is first of "more". */
  readonly hi: number;
  readonly lo: number;
  /** Said as "more" and not as "less". */
  readonly up: boolean;
}

interface Scale {
  /** `$a` stands before `$b` on the scale. */
  readonly more: readonly string[];
  readonly less: readonly string[];
  /** How the order is named. */
  readonly words: readonly [more: string, less: string];
  /** What the steps say of two of them, one way round and the other. */
  readonly says: readonly [more: string, less: string];
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly who: 'people' | 'things' | 'both';
}

const plain = (
  more: string,
  less: string,
  most: string,
  least: string,
  who: Scale['who'] = 'people',
  be = 'is',
): Scale => ({
  more: [
    `$a ${be} ${more} than $b`,
    `$a ${be} ${more} than $b ${be}`.replace(/ is$/, ''),
    `compared with $b, $a ${be} ${more}`,
    `$a ${be} {a bit|much|a little|far} ${more} than $b`,
  ],
  less: [
    `$b ${be} ${less} than $a`,
    `$b ${be} {a bit|much|a little} ${less} than $a`,
    `$b ${be} not as ${positive(more)} as $a`,
  ],
  words: [more, less],
  says: [`is ${more} than`, `is ${less} than`],
  first: [
    `who ${be} {the|} ${most}`,
    `who ${be} the ${most} {of them|of all|one|}`,
    `which one ${be} {the|} ${most}`,
    `find the ${most} {one|of them}`,
  ],
  last: [
    `who ${be} {the|} ${least}`,
    `who ${be} the ${least} {of them|of all|one|}`,
    `which one ${be} {the|} ${least}`,
    `find the ${least} {one|of them}`,
  ],
  who,
});

function positive(more: string): string {
  const known: Readonly<Record<string, string>> = {
    heavier: 'heavy',
    bigger: 'big',
    richer: 'rich',
    larger: 'large',
    happier: 'happy',
    busier: 'busy',
    hotter: 'hot',
    nicer: 'nice',
    wider: 'wide',
    noisier: 'noisy',
    funnier: 'funny',
  };
  return known[more] ?? more.replace(/^more /, '').replace(/er$/, '');
}

const SCALES: readonly Scale[] = [
  plain('taller', 'shorter', 'tallest', 'shortest'),
  plain('taller', 'smaller', 'tallest', 'smallest'),
  plain('older', 'younger', 'oldest', 'youngest'),
  plain('faster', 'slower', 'fastest', 'slowest', 'both'),
  plain('heavier', 'lighter', 'heaviest', 'lightest', 'both'),
  plain('richer', 'poorer', 'richest', 'poorest'),
  plain('stronger', 'weaker', 'strongest', 'weakest'),
  plain('bigger', 'smaller', 'biggest', 'smallest', 'both'),
  plain('larger', 'smaller', 'largest', 'smallest', 'things'),
  plain('longer', 'shorter', 'longest', 'shortest', 'things'),
  plain('warmer', 'colder', 'warmest', 'coldest', 'things'),
  plain('cheaper', 'more expensive', 'cheapest', 'most expensive', 'things'),
  plain('newer', 'older', 'newest', 'oldest', 'things'),
  plain('wider', 'narrower', 'widest', 'narrowest', 'things'),
  {
    more: [
      '$a has more {money|points|books|cards} than $b',
      '$a owns more than $b',
      '$a got more {points|votes|cake} than $b',
      '$a earns more than $b',
    ],
    less: [
      '$b has {less money|fewer points|fewer books|fewer cards} than $a',
      '$b got {less|fewer points} than $a',
      '$b earns less than $a',
      '$b does not have as much as $a',
    ],
    words: ['more', 'less'],
    says: ['has more than', 'has less than'],
    first: ['who has {the|} most', 'who {got|has} the most {of all|}', 'who has more than all the others'],
    last: ['who has {the|} least', 'who {got|has} the least {of all|}', 'who has less than all the others'],
    who: 'people',
  },
  {
    more: ['$a weighs more than $b', '$a weighs a lot more than $b'],
    less: ['$b weighs less than $a', '$b does not weigh as much as $a'],
    words: ['heavier', 'lighter'],
    says: ['is heavier than', 'is lighter than'],
    first: ['who is {the|} heaviest', 'which one weighs {the|} most', 'who weighs {the|} most'],
    last: ['who is {the|} lightest', 'which one weighs {the|} least', 'who weighs {the|} least'],
    who: 'both',
  },
  {
    more: [
      '$a {came|arrived|finished} before $b',
      '$a {arrives|comes} earlier than $b',
      '$a was ahead of $b',
      '$a beat $b',
      '$a {finished|ran} faster than $b',
    ],
    less: [
      '$b {came|arrived|finished} after $a',
      '$b {arrives|comes} later than $a',
      '$b was behind $a',
      '$b lost to $a',
      '$b {finished|ran} slower than $a',
    ],
    words: ['earlier', 'later'],
    says: ['is earlier than', 'is later than'],
    first: [
      'who {came|was|is} first',
      'who won',
      'who {came|was} the first {of them|}',
      'who was there first',
      'who was the earliest',
    ],
    last: ['who {came|was|is} last', 'who {came|was} the last {of them|}', 'who was the latest'],
    who: 'people',
  },
  {
    more: ['$a was born before $b', '$a is the elder of $a and $b'.replace('the elder of $a and $b', 'older than $b')],
    less: ['$b was born after $a', '$b is younger than $a'],
    words: ['older', 'younger'],
    says: ['is older than', 'is younger than'],
    first: ['who is {the|} oldest', 'who was born first'],
    last: ['who is {the|} youngest', 'who was born last'],
    who: 'people',
  },
  {
    more: [
      '$a {stands|sits|is} in front of $b',
      '$a is ahead of $b {in the line|in the queue|}',
      '$a {stands|waits} before $b',
    ],
    less: [
      '$b {stands|sits|is} behind $a',
      '$b is after $a {in the line|in the queue|}',
      '$b {stands|waits} right behind $a',
    ],
    words: ['in front', 'behind'],
    says: ['is in front of', 'is behind'],
    first: [
      'who is {first|at the front|in front of all} {in the line|in the queue|}',
      'who {stands|is} at the {front|very front}',
    ],
    last: [
      'who is {last|at the back|at the end} {in the line|in the queue|}',
      'who {stands|is} at the {back|very end}',
    ],
    who: 'people',
  },
  {
    more: [
      '$a lives above $b',
      '$a lives higher {up|} than $b',
      '$a is {higher|above} $b'.replace('{higher|above}', 'above'),
      "$a's flat is over the one of $b",
    ],
    less: ['$b lives below $a', '$b lives lower {down|} than $a', '$b is below $a', '$b lives under $a'],
    words: ['higher', 'lower'],
    says: ['is higher than', 'is lower than'],
    first: ['who {lives|is} {highest|at the top|at the very top}', 'who lives on the top floor'],
    last: ['who {lives|is} {lowest|at the bottom|at the very bottom}', 'who lives on the lowest floor'],
    who: 'people',
  },
  {
    more: ['$a {sits|stands|is} {to the left|on the left} of $b', '$a is left of $b'],
    less: ['$b {sits|stands|is} {to the right|on the right} of $a', '$b is right of $a'],
    words: ['further left', 'further right'],
    says: ['is left of', 'is right of'],
    first: ['who is {on the far left|leftmost|furthest left}', 'who {sits|stands} on the left end'],
    last: ['who is {on the far right|rightmost|furthest right}', 'who {sits|stands} on the right end'],
    who: 'people',
  },
];

const ANIMALS =
  'lion wolf fox cat dog horse cow pig mouse bear rabbit goat elephant tiger zebra monkey duck swan eagle snake frog whale shark camel donkey hen owl crow deer sheep'.split(
    ' ',
  );
const OBJECTS =
  'box bag car house tree ball book table rope boat ship tower river street bottle lamp chair coat shoe hat stone pen ring kite bed door wall bridge cup'.split(
    ' ',
  );
const TINTS = 'red blue green yellow white black brown gray pink orange'.split(' ');

/** Names as they stand in sentences and, shorter, in the answer. */
function cast(r: Rng, n: number, kind: Scale['who']): { said: string; short: string }[] {
  const things = kind === 'things' || (kind === 'both' && r.chance(0.5));
  if (!things) return people(r, n).map(({ name }) => ({ said: name, short: name }));
  if (r.chance(0.4)) {
    const object = r.pick(OBJECTS);
    return r.sample(TINTS, n).map((tint) => ({ said: `the ${tint} ${object}`, short: tint }));
  }
  const article = r.pick(['the', 'the', 'a']);
  return r
    .sample(kind === 'both' && r.chance(0.6) ? ANIMALS : OBJECTS, n)
    .map((one) => ({ said: `${article} ${one}`, short: one }));
}

interface Ordering {
  /** By the scale, the most first. */
  readonly names: readonly string[];
  /** As they are told. */
  readonly facts: readonly Fact[];
  readonly words: readonly [more: string, less: string];
  /** What is said of two of them in the direction that is asked for: "is taller than". */
  readonly says: string;
  /** Asked for by the second of the words. */
  readonly down: boolean;
  readonly isThing: boolean;
}

/**
 * Each fact both ways round, then those that begin with the word that is asked for: nothing has to be decided on the way, and what
 * is looked up stands behind what it is looked up by.
 */
export function orderSteps({ names, facts, words: [more, less], says, down, isThing }: Ordering): string[] {
  const pairs = facts.map(({ up, hi, lo }) => {
    const higher = `${more} first: ${names[hi]!}, ${names[lo]!}`;
    const lower = `${less} first: ${names[lo]!}, ${names[hi]!}`;
    return { given: up ? [higher, lower] : [lower, higher], asked: down ? lower : higher };
  });
  const sorted = down ? names.toReversed() : names;
  const [some, none] = isThing ? ['Something', 'nothing'] : ['Somebody', 'nobody'];
  return [
    ...pairs.map(({ given }) => `Given: ${given.join('; ')}.`),
    `So ${pairs.map(({ asked }) => asked).join('; ')}.`,
    `${some} ${says} ${facts.map(({ hi, lo }) => names[down ? hi : lo]!).join(', ')}; ${none} ${says} ${sorted[0]!}.`,
    `Order: ${sorted.join(', ')}.`,
  ];
}

export function order(r: Rng): Item {
  const scale = r.pick(SCALES);
  const n = r.weighted([
    [6, 3],
    [3, 4],
    [1, 2],
    [0.5, 5],
  ]);
  const all = cast(r, n, scale.who);
  const [more, less] = scale.words;
  const facts: (Fact & { text: string })[] = [];
  for (let i = 1; i < n; i++) {
    const slots = { a: all[i - 1]!.said, b: all[i]!.said };
    const up = r.chance(0.55);
    facts.push({
      text: say(r, formOf(r, up ? scale.more : scale.less), slots),
      up,
      hi: i - 1,
      lo: i,
    });
  }
  const told = r.chance(0.4) ? facts : r.chance(0.4) ? [...facts].reverse() : r.shuffle(facts);
  const target = r.weighted([
    [5, 'first'],
    [5, 'last'],
    [n === 3 ? 1.2 : 0, 'middle'],
    [n > 2 ? 0.8 : 0, 'all'],
  ] as const);
  const down = target === 'last';
  const word = down ? less : more;
  const sorted = down ? [...all].reverse() : all;
  const ask =
    target === 'first'
      ? formOf(r, scale.first)
      : down
        ? formOf(r, scale.last)
        : target === 'middle'
          ? 'who is {in the middle|in between|the middle one|the second}'
          : `list them {in order|all}, ${more} first`;
  const question = say(r, ask);
  const isThing = all[0]!.said !== all[0]!.short;
  const asked = isThing ? question.replace(/^who\b/, r.pick(['which', 'which one', 'what'])) : question;
  const names = all.map(({ short }) => short);
  const steps = orderSteps({ names, facts: told, words: scale.words, says: scale.says[down ? 1 : 0], down, isThing });
  const answer =
    target === 'middle'
      ? sorted[1]!.short
      : target === 'all'
        ? sorted.map(({ short }) => short).join(', ')
        : sorted[0]!.short;
  const joined = told.map(({ text }) => text);
  const end = /^(find|list)/.test(asked) ? '.' : '?';
  const body = r.weighted<() => string>([
    [6, () => `${joined.map(cap).join('. ')}. ${cap(asked)}${end}`],
    [
      3,
      () =>
        `${cap(joined.slice(0, 2).join(r.pick([' and ', ', and ', ', but ', '; ', ' while '])))}. ${joined
          .slice(2)
          .map((x) => `${cap(x)}. `)
          .join('')}${cap(asked)}${end}`,
    ],
    [1, () => `If ${joined.join(' and ')}, ${asked}${end}`],
    [0.7, () => `${cap(asked)}${end} ${joined.map(cap).join('. ')}.`],
  ])();
  return {
    kind: 'order',
    q: style(r, r.chance(0.06) ? `${body} ${r.pick(['Answer with a name.', 'Just the name.', 'Tell me.'])}` : body),
    a: solution(
      target === 'middle' || target === 'all'
        ? `Put them in order, ${word} first.`
        : `Put them in order, ${word} first, and take the first.`,
      steps,
      answer,
    ),
    answer,
    follow: (q) => {
      const inOrder = sorted.map(({ short }) => short).join(', ');
      if (q.chance(0.4))
        return {
          q: q.pick(['Why?', 'How come?', 'Why is that?', 'How do you know?']),
          a: `Because of this order: ${inOrder}.`,
          answer: inOrder,
        };
      const other = q.chance(0.5);
      const end = say(q, formOf(q, other === down ? scale.first : scale.last));
      const last = (other ? sorted[n - 1]! : sorted[0]!).short;
      const named = isThing ? end.replace(/^who\b/, 'which') : end;
      return {
        q: q.chance(0.6) ? `And ${named}?` : `${cap(named)}?`,
        a: `The order is: ${inOrder}.\nAnswer: ${last}`,
        answer: last,
      };
    },
  };
}
