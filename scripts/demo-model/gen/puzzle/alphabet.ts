/** Words in the order of the alphabet: by their first letters, which have to be spelled out before they can be compared. */
import { type Item, type Rng, solution } from '../rng.ts';
import { formOf, listed, say } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';
import { item, people } from '../words.ts';

const SORT = [
  '{Sort|Order|Arrange} {these|} alphabetically: $l',
  'Put {these|these words|} in alphabetical order: $l',
  'Put $l in alphabetical order.',
  '$l - sort {them|these} by the alphabet',
  'sort $l alphabetically',
  'alphabetical order please: $l',
  'Can you {sort|order|put} $l alphabetically?',
  'What is the alphabetical order of $l?',
];
const FIRST = [
  '{Which|What} {word|one|} comes first in the {alphabet|dictionary}: $o?',
  'Which comes first alphabetically, $o?',
  'Who is first on an alphabetical list: $o?',
  '$l: which is first in the alphabet?',
];
const LAST = [
  '{Which|What} {word|one|} comes last in the {alphabet|dictionary}: $o?',
  'Which comes last alphabetically, $o?',
  'Who is last on an alphabetical list: $o?',
  '$l: which is last in the alphabet?',
];

/** "put these in alphabetical order: plum, apple, melon" */
export function alphabet(r: Rng): Item {
  const n = r.int(3, 5);
  const names = r.chance(0.4);
  const words: string[] = [];
  const letter = (word: string) => word.charAt(0).toLowerCase();
  while (words.length < n) {
    const word = names ? people(r, 1)[0]!.name : item(r);
    if (!/\W/.test(word) && !words.some((other) => letter(other) === letter(word))) words.push(word);
  }
  const sorted = words.toSorted((a, b) => (letter(a) < letter(b) ? -1 : 1));
  const kind = r.weighted([
    [4, 'all'],
    [1, 'first'],
    [1, 'last'],
  ] as const);
  const answer = { all: sorted.join(', '), first: sorted[0]!, last: sorted.at(-1)! }[kind];
  return {
    kind: 'alphabet',
    q: style(
      r,
      say(r, formOf(r, { all: SORT, first: FIRST, last: LAST }[kind]), {
        l: words.join(', '),
        o: r.chance(0.5) ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}` : listed(r, words),
      }),
    ),
    a: solution(
      'Compare the first letters.',
      [
        `First letters: ${words.map((word) => `${word} ${letter(word)}`).join(', ')}.`,
        `In the alphabet: ${sorted.map(letter).join(', ')}.`,
        `Order: ${sorted.map((word) => `${letter(word)} ${word}`).join(', ')}.`,
      ],
      answer,
    ),
    answer,
    key: `a${words.join()}`,
  };
}
