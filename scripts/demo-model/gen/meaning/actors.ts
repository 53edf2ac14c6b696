/** Who and what the stories are about. */
import type { Rng } from '../rng.ts';
import { item, NOUNS_MADE, person, place as placeName } from '../words.ts';
import type { Actor } from './say.ts';

const split = (text: string): readonly string[] => text.split(' ');

const ROLES = split(
  'farmer baker teacher gardener painter driver clerk cook nurse pupil student shopkeeper carpenter florist collector fisherman tailor builder mechanic librarian coach hiker runner cyclist waiter barber potter sailor guard trader artist musician dentist doctor plumber hunter beekeeper postman janitor scout tourist visitor customer child boy girl woman man neighbor guest worker printer butcher grocer weaver knitter singer dancer pilot captain robot king queen wizard pirate',
);
const KIN = split(
  'brother sister mother father uncle aunt cousin friend neighbor grandma grandpa mum dad son daughter teacher boss',
);
const GROUPS = split(
  'school club team family class company library museum bakery hotel shop farm office factory band choir zoo hospital museum',
);

const FEMALE = /woman|girl|sister|mother|aunt|grandma|mum|daughter|queen|nurse/;
const MALE = /man$|boy|brother|father|uncle|grandpa|dad|son$|king|postman|fisherman|wizard/;

function named(name: string, he: string): Actor {
  const she = he === 'she';
  return { first: name, again: name, he, him: she ? 'her' : 'him', his: she ? 'her' : 'his', plural: false };
}

export function actor(r: Rng): Actor {
  return r.weighted<() => Actor>([
    [
      46,
      () => {
        const { name, he } = person(r);
        return named(name, he);
      },
    ],
    [13, () => ({ first: 'I', again: 'I', he: 'I', him: 'me', his: 'my', plural: true })],
    [4, () => ({ first: 'we', again: 'we', he: 'we', him: 'us', his: 'our', plural: true })],
    [2, () => ({ first: 'you', again: 'you', he: 'you', him: 'you', his: 'your', plural: true })],
    [
      10,
      () => {
        const who = r.pick(KIN);
        const mine = `${r.pick(['my', 'my', 'our', `${person(r).name}'s`])} ${who}`;
        return named(mine, pronoun(r, who));
      },
    ],
    [
      14,
      () => {
        const role = r.pick(ROLES);
        const article = r.chance(0.7) ? (/^[aeiou]/.test(role) ? 'an' : 'a') : 'the';
        return { ...named(`the ${role}`, pronoun(r, role)), first: `${article} ${role}` };
      },
    ],
    [
      4,
      () => {
        const title = r.pick(['Mr.', 'Mrs.', 'Ms.', 'Dr.', 'Aunt', 'Uncle', 'Miss']);
        const male = title === 'Mr.' || title === 'Uncle' || (title === 'Dr.' && r.chance(0.5));
        return named(`${title} ${person(r).name}`, male ? 'he' : 'she');
      },
    ],
    [
      4,
      () => {
        const group = r.pick(GROUPS);
        const it = { he: 'it', him: 'it', his: 'its', plural: false };
        return {
          first: `${r.chance(0.6) ? 'a' : 'the'} ${group}`.replace(/^a (?=[aeiou])/, 'an '),
          again: `the ${group}`,
          ...it,
        };
      },
    ],
    [
      4,
      () => {
        const [a, b] = [person(r).name, person(r).name];
        return {
          first: `${a} and ${b}`,
          again: r.pick(['they', 'the two']),
          he: 'they',
          him: 'them',
          his: 'their',
          plural: true,
        };
      },
    ],
  ])();
}

const pronoun = (r: Rng, who: string): string =>
  FEMALE.test(who) ? 'she' : MALE.test(who) ? 'he' : r.chance(0.5) ? 'she' : 'he';

/** Several who are not mistaken for each other. */
export function actors(r: Rng, n: number): Actor[] {
  const out: Actor[] = [];
  while (out.length < n) {
    const a = actor(r);
    const others = out.some((o) => o.again === a.again);
    const plain = a.first.includes(' and ') || (out.length > 0 && (a.he === 'I' || a.plural));
    if (!others && !plain) out.push(a);
  }
  return out;
}

/** Something that can be counted. */
export interface Thing {
  readonly one: string;
  readonly many: string;
}

function pluralOf(one: string): string {
  const odd = ODD[one];
  if (odd !== undefined) return odd;
  if (/(s|x|z|ch|sh)$/.test(one)) return `${one}es`;
  if (/[^aeiou]y$/.test(one)) return `${one.slice(0, -1)}ies`;
  return `${one}s`;
}
const ODD: Readonly<Record<string, string>> = {
  shelf: 'shelves',
  loaf: 'loaves',
  knife: 'knives',
  leaf: 'leaves',
  mouse: 'mice',
  goose: 'geese',
  child: 'children',
  man: 'men',
  woman: 'women',
  sheep: 'sheep',
  fish: 'fish',
  deer: 'deer',
  potato: 'potatoes',
  tomato: 'tomatoes',
  tooth: 'teeth',
  box: 'boxes',
  wolf: 'wolves',
  person: 'people',
  scarf: 'scarves',
};

const THINGS = split(
  'acorn almond ant apple apricot arrow avocado axe badge bag bagel ball balloon banana bandage banner barrel basket bat battery bead bean bear bee beetle bell belt bench berry bicycle bike bird biscuit blanket block boat bolt bone book boot bottle bow bowl bracelet branch brick bridge broom brush bucket bug bulb bun burger bus bush butterfly button cabbage cactus cake calf camel camera can candle candy cap car card carpet carrot cartoon cat caterpillar chair chalk cherry chest chestnut chick chicken chip clock cloth cloud coat coconut coin comb comic cone cookie cork corn costume couch cow crab cracker crane crate crayon cricket crocodile crow crown cucumber cup cupcake curtain cushion daisy dart date deer desk dice dinosaur dish dog doll dolphin donkey donut door dragon drawing dress drum duck dumpling eagle earring egg elephant envelope eraser fan feather fence fern fig figurine flag flashlight flower fly folder fork fossil fox frog fruit game garlic gem gift giraffe glass globe glove goat goose gorilla grape guitar hammer hammock hamster hat hen hook horse horseshoe hose house icicle instrument jacket jar jewel jigsaw juice kettle key kitten kiwi knife knot ladder lamb lamp lantern leaf lemon lentil letter light lily lime lion lizard loaf lobster log lollipop magazine magnet mango map marble marker mask mat match medal melon microphone mirror mitten model monkey monster mosquito moth motor mouse muffin mug mushroom nail napkin necklace needle nest net newspaper notebook nut oar olive onion orange orchid owl ox oyster paddle page painting pan pancake parrot pastry peach peacock peanut pear pearl pebble pen pencil penguin pepper photo piano pickle picture pie pig pigeon pill pillow pin pineapple pinecone pipe pizza plank plant plate plum poem pony pool poster pot potato present pretzel prize puck pumpkin puppet puppy puzzle quilt rabbit radish raisin rat raven ribbon rice ring robot rock rocket roll roof rope rose rug ruler sack sail sandwich saw scarf screw sculpture seashell seat seed sheep shell ship shirt shoe shovel shrimp sign skirt skate sled snail snake snowball soap sock sofa song spider spoon sponge spring sprout squirrel stamp star statue stick sticker stone stool story strawberry string swan sweater sweet switch sword table taco tadpole tank tape tart tent ticket tie tiger tile tire toad toast tomato tool toothbrush torch towel toy tractor train tray tree triangle truck trumpet tulip turkey turnip turtle tyre umbrella vase violin waffle wagon walnut watch watermelon whale wheel whistle window worm wreath yo-yo zebra zipper',
);
const LIVING = split(
  'people children students kids boys girls guests visitors passengers players workers pupils tourists adults dancers fans members soldiers sailors customers birds fish ducks sheep cows horses frogs bees',
);

/** Countable things of everyday life, and now and then a word that exists nowhere. */
export function thing(r: Rng): Thing {
  if (r.chance(0.06)) {
    const one = NOUNS_MADE(r);
    return { one, many: pluralOf(one) };
  }
  if (r.chance(0.1)) return { one: '', many: item(r) };
  const one = r.pick(THINGS.filter((_, i) => (i % 11 === 7) === (r.split === 'eval')));
  const adjective = r.chance(0.12) ? `${r.pick(ADJECTIVES)} ` : '';
  return { one: adjective + one, many: adjective + pluralOf(one) };
}
const ADJECTIVES = split(
  'red blue green yellow white black small big old new long short wooden golden round broken fresh ripe silver pink',
);
export const COLORS = split('red blue green yellow white black brown orange purple pink gray golden silver');

export function things(r: Rng, n: number): Thing[] {
  const out: Thing[] = [];
  while (out.length < n) {
    const t = thing(r);
    if (!out.some((o) => o.many === t.many)) out.push(t);
  }
  return out;
}

export const crowd = (r: Rng): string => r.pick(LIVING);

const HOLDERS = split(
  'box bag basket crate jar shelf tray pack carton drawer row table page bucket case chest barrel tin packet folder album bowl stack bundle cupboard rack pile sack tub bin plate pot line column set cage pen field wagon truck cart',
);
export function holder(r: Rng): Thing {
  const one = r.pick(HOLDERS.filter((_, i) => (i % 11 === 7) === (r.split === 'eval')));
  return { one, many: pluralOf(one) };
}
export const place = placeName;
