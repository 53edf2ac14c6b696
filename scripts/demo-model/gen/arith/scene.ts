/** Everyday scenes. */
import { type Rng, cap } from '../rng.ts';
import { item, people, person } from '../words.ts';
import { type Draft, TIMES, num, factors } from './draft.ts';

/** Everyday scenes with one to three computations. */
export function scene(r: Rng): Draft {
  const p = person(r);
  const he = p.he;
  const it = item(r);
  const base = { who: p.name, he };
  const [k, m] = factors(r, 130);
  const P = k * m;
  const a = r.int(20, 99);
  const b = r.int(2, a - 2);
  const c = r.int(2, 50);
  switch (r.int(0, 18)) {
    case 0: {
      const [place, who] = r.pick([
        ['bus', 'passengers'],
        ['train', 'people'],
        ['ship', 'guests'],
        ['tram', 'passengers'],
        ['plane', 'passengers'],
        ['boat', 'people'],
      ]);
      const q = r.pick([
        `A ${place} has ${a} ${who}. At the first stop ${b} get off and ${c} get on.`,
        `There are ${a} ${who} on a ${place}. ${b} leave and ${c} get on.`,
      ]);
      return {
        ...base,
        q: `${q} ${r.pick([`How many ${who} are on the ${place} now?`, `How many ${who} are there now?`])}`,
        plan: 'Subtract those who leave, then add those who come.',
        steps: [`After leaving: ${a} - ${b} = ${a - b}.`, `After coming: ${a - b} + ${c} = ${a - b + c}.`],
        n: a - b + c,
        nums: [a, b, c],
        unit: who,
      };
    }
    case 1: {
      const [whole, one, two] = r.pick([
        ['students', 'boys', 'girls'],
        ['children', 'boys', 'girls'],
        ['animals', 'cats', 'dogs'],
        ['animals', 'sheep', 'cows'],
        ['balls', 'red', 'blue'],
        ['flowers', 'white', 'yellow'],
        ['cars', 'new', 'old'],
      ]);
      return {
        ...base,
        q: `There are ${a} ${whole}${whole === 'students' ? r.pick([' in a class', ' in the school', '']) : ''}. ${b} are ${one} and the rest are ${two}. ${r.pick([`How many are ${two}?`, `How many ${two === 'girls' || two === 'dogs' || two === 'cows' ? two : `${two} ones`} are there?`])}`,
        plan: 'Subtract the known part from the whole.',
        steps: [`The rest: ${a} - ${b} = ${a - b}.`],
        n: a - b,
        nums: [a, b],
        unit: whole,
      };
    }
    case 2: {
      const who = r.pick(['A train', 'A car', 'A bus', p.name, 'A cyclist', 'A truck', 'A boat']);
      return {
        ...base,
        q: `${who} ${r.pick(['travels', 'goes', 'moves'])} ${m} ${r.pick(['kilometers', 'km', 'miles'])} per hour for ${num(r, k)} hours. ${r.pick(['How far does it go?', 'What is the distance?', 'How far is that?'])}`,
        plan: 'Multiply the speed by the time.',
        steps: [`Distance: ${m} * ${k} = ${P}.`],
        n: P,
        nums: [m, k],
        unit: 'kilometers',
      };
    }
    case 3: {
      const [where, what] = r.pick([
        ['library', 'books'],
        ['shop', 'shirts'],
        ['bakery', 'rolls'],
        ['garage', 'cars'],
        ['farm', 'sheep'],
        ['hotel', 'guests'],
        ['zoo', 'birds'],
        ['school', 'chairs'],
        ['museum', 'visitors'],
        ['box', it],
        ['store', it],
        ['market', it],
      ]);
      const q = r.pick([
        `A ${where} has ${a} ${what}. ${b} are taken away and ${c} are brought back.`,
        `There are ${a} ${what} in a ${where}. First ${b} leave, then ${c} come.`,
        `A ${where} starts the day with ${a} ${what}, loses ${b} and gets ${c} new ones.`,
      ]);
      return {
        ...base,
        q: `${q} How many ${what} are there now?`,
        plan: 'Subtract first, then add.',
        steps: [`First: ${a} - ${b} = ${a - b}.`, `Then: ${a - b} + ${c} = ${a - b + c}.`],
        n: a - b + c,
        nums: [a, b, c],
        unit: what,
      };
    }
    case 4:
      return {
        ...base,
        q: r.pick([
          `A rope is ${P} meters long. It is cut into ${num(r, k)} equal pieces. How long is each piece?`,
          `${P} students are split into ${num(r, k)} equal groups. How many students are in each group?`,
          `${p.name} shares ${P} ${it} equally among ${num(r, k)} friends. How many does each friend get?`,
          `${cap(num(r, k))} friends share ${P} ${it} equally. How many ${it} does each one get?`,
          `${p.name} packs ${P} ${it} equally into ${num(r, k)} boxes. How many are in each box?`,
        ]),
        plan: 'Divide the whole by the number of parts.',
        steps: [`Each: ${P} / ${k} = ${m}.`],
        n: m,
        nums: [P, k],
        unit: it,
      };
    case 5: {
      const h = r.int(5, 75) * 2;
      const thing = r.pick(['coat', 'book', 'bag', 'lamp', 'chair', 'ticket', 'game', 'phone case']);
      if (r.chance(0.5))
        return {
          ...base,
          q: `A ${thing} costs ${h} dollars and is sold at half price. ${p.name} buys one and pays with ${r.chance(0.5) ? '' : 'a '}100 dollars. How much change does ${he} get?`.replace(
            'a 100 dollars',
            'a 100 dollar bill',
          ),
          plan: 'Find half the price, then subtract.',
          steps: [`Half price: ${h} / 2 = ${h / 2}.`, `Change: 100 - ${h / 2} = ${100 - h / 2}.`],
          n: 100 - h / 2,
          nums: [h],
          unit: 'dollars',
        };
      return {
        ...base,
        q: `A ${thing} costs ${h} dollars. ${r.pick(['It is sold at half price.', `${p.name} gets it for half the price.`])} ${r.pick([`How much does it cost now?`, `How much does ${he} pay?`])}`,
        plan: 'Halve the price.',
        steps: [`Half price: ${h} / 2 = ${h / 2}.`],
        n: h / 2,
        nums: [h],
        unit: 'dollars',
      };
    }
    case 6:
      return {
        ...base,
        q: `${p.name} gives ${num(r, m)} ${it} to each of ${num(r, k)} friends and has ${c} left. How many ${it} did ${he} have at first?`,
        plan: 'Find how many were given away, then add what is left.',
        steps: [`Given away: ${m} * ${k} = ${P}.`, `At first: ${P} + ${c} = ${P + c}.`],
        n: P + c,
        nums: [m, k, c],
        unit: it,
      };
    case 7:
      return {
        ...base,
        q: r.pick([
          `${p.name} has ${a} ${it} and ${he} gets ${c} more. How many ${it} does ${he} have now?`,
          `${p.name} has ${a} ${it} and buys ${c} more. How many ${it} does ${he} have?`,
          `There are ${a} ${it} on a table and ${c} in a box. How many ${it} are there in total?`,
          `${p.name} has ${a} ${it} at home and ${c} at school. How many is that together?`,
        ]),
        plan: 'Add the two numbers.',
        steps: [`Together: ${a} + ${c} = ${a + c}.`],
        n: a + c,
        nums: [a, c],
        unit: it,
      };
    case 8:
      return {
        ...base,
        q: r.pick([
          `${p.name} has ${a} ${it} and gives away ${b}. How many are left?`,
          `${p.name} had ${a} ${it}. ${cap(he)} lost ${b} of them. How many ${it} are left?`,
          `${p.name} had ${a} ${it} and sold ${b}. How many ${it} does ${he} have now?`,
          `There were ${a} ${it} and ${b} are gone. How many are left?`,
        ]),
        plan: 'Subtract the second number from the first.',
        steps: [`What is left: ${a} - ${b} = ${a - b}.`],
        n: a - b,
        nums: [a, b],
        unit: it,
      };
    case 9: {
      const w = r.int(2, 4);
      const e = r.int(2, 6);
      return {
        ...base,
        q: r.pick([
          `A hen lays ${num(r, e)} eggs a day. How many eggs is that in ${num(r, w)} weeks?`,
          `${p.name} reads ${num(r, e)} pages a day. How many pages is that in ${num(r, w)} weeks?`,
          `${p.name} uses ${num(r, e)} ${it} a day. How many is that in ${num(r, w)} weeks?`,
        ]),
        plan: 'Turn the weeks into days, then multiply.',
        steps: [`Days: ${w} * 7 = ${w * 7}.`, `In all: ${w * 7} * ${e} = ${w * 7 * e}.`],
        n: w * 7 * e,
        nums: [w, e],
        unit: it,
      };
    }
    case 10: {
      const f = r.int(2, 4);
      const x = r.int(3, 35);
      const o = r.pick(['sister', 'brother', 'friend', 'mother', 'father', 'cousin', 'neighbor']);
      return {
        ...base,
        q: `${p.name} ${r.pick(['has', 'finds', 'makes', 'sells', 'picks'])} ${num(r, x)} ${it}. ${cap(p.his)} ${o} has ${TIMES[f]} as many. ${r.pick(['How many do they have together?', `How many ${it} is that in total?`])}`,
        plan: 'Find the second number first, then add.',
        steps: [`${cap(p.his)} ${o}: ${x} * ${f} = ${x * f}.`, `Together: ${x} + ${x * f} = ${x + x * f}.`],
        n: x + x * f,
        nums: [x, f],
        unit: it,
      };
    }
    case 11: {
      const [x, y, z] = [r.int(2, 50), r.int(2, 50), r.int(2, 50)];
      const [c1, c2, c3] = r.sample(
        ['red', 'blue', 'green', 'white', 'black', 'yellow', 'big', 'small', 'old', 'new'],
        3,
      );
      const q = r.pick([
        `${p.name} has ${num(r, x)} ${c1} ${it}, ${num(r, y)} ${c2} ${it} and ${num(r, z)} ${c3} ${it}. How many ${it} does ${he} have?`,
        `There are ${x} ${c1} ${it}, ${y} ${c2} ${it} and ${z} ${c3} ${it}. How many ${it} are there in total?`,
        `${p.name} finds ${x} ${it} on Monday, ${y} on Tuesday and ${z} on Friday. How many ${it} is that together?`,
      ]);
      return {
        ...base,
        q,
        plan: 'Add the three numbers one after the other.',
        steps: [`First two: ${x} + ${y} = ${x + y}.`, `All three: ${x + y} + ${z} = ${x + y + z}.`],
        n: x + y + z,
        nums: [x, y, z],
        unit: it,
      };
    }
    case 12: {
      const [verb, past] = r.pick([
        ['spent', 'dollars'],
        ['sold', it],
        ['lost', it],
        ['used', it],
        ['gave away', it],
        ['ate', it],
      ]);
      if (r.chance(0.6))
        return {
          ...base,
          q: `${p.name} had some ${past}. ${cap(he)} ${verb} ${num(r, b)} ${r.pick(['', 'of them '])}and ${r.pick([`has ${c} left`, `now has ${c}`])}. How many did ${he} have at first?`,
          plan: 'Add what is gone to what is left.',
          steps: [`At first: ${c} + ${b} = ${b + c}.`],
          n: b + c,
          nums: [b, c],
          unit: past,
        };
      return {
        ...base,
        q: `${p.name} had ${a} ${past} and has ${b} left. How many ${past} are gone?`,
        plan: 'Subtract what is left from the first number.',
        steps: [`Gone: ${a} - ${b} = ${a - b}.`],
        n: a - b,
        nums: [a, b],
        unit: past,
      };
    }
    case 13: {
      const [o] = people(r, 1);
      const f = r.int(2, 4);
      const x = r.int(3, 40);
      const more = r.int(2, 30);
      const kind = r.int(0, 2);
      const rel =
        kind === 0
          ? `${TIMES[f]} as many ${it} as`
          : kind === 1
            ? `${more} more ${it} than`
            : `${Math.min(more, x - 1)} fewer ${it} than`;
      const n = kind === 0 ? x * f : kind === 1 ? x + more : x - Math.min(more, x - 1);
      return {
        ...base,
        q: `${p.name} has ${rel} ${o!.name}. ${o!.name} has ${num(r, x)} ${it}. How many ${it} does ${p.name} have?`,
        plan: `Start with the number of ${o!.name}.`,
        steps: [
          `${o!.name}: ${x}.`,
          kind === 0
            ? `${p.name}: ${x} * ${f} = ${n}.`
            : kind === 1
              ? `${p.name}: ${x} + ${more} = ${n}.`
              : `${p.name}: ${x} - ${x - n} = ${n}.`,
        ],
        n,
        nums: [x, kind === 0 ? f : more, kind],
        unit: it,
      };
    }
    case 14: {
      const q = r.pick([
        `I have ${a} ${it}. I ${r.pick(['lose', 'give away', 'sell', 'use', 'eat'])} ${num(r, b)} and ${r.pick(['buy', 'get', 'find'])} ${num(r, c)} more. How many ${it} do I have now?`,
        `We have ${a} ${it}. We ${r.pick(['lose', 'sell', 'use'])} ${b} and ${r.pick(['buy', 'find'])} ${c} more. How many ${it} do we have?`,
        `A ${r.pick(['farmer', 'baker', 'teacher', 'shop', 'gardener', 'boy', 'girl'])} has ${a} ${it}, ${r.pick(['sells', 'loses', 'uses'])} ${b} and ${r.pick(['buys', 'gets'])} ${c} more. How many ${it} are there now?`,
      ]);
      return {
        ...base,
        q,
        plan: 'Follow the changes one by one.',
        steps: [`First: ${a} - ${b} = ${a - b}.`, `Then: ${a - b} + ${c} = ${a - b + c}.`],
        n: a - b + c,
        nums: [a, b, c],
        unit: it,
      };
    }
    case 15: {
      const [x, y] = [r.int(2, 95), r.int(2, 95)];
      const [one, two, what] = r.pick([
        ['in the first half', 'in the second half', 'points'],
        ['in the morning', 'in the evening', 'customers'],
        ['in the first game', 'in the second game', 'points'],
        ['on Saturday', 'on Sunday', 'visitors'],
        ['last week', 'this week', 'letters'],
      ]);
      const who = r.pick(['A team', 'A shop', 'A player', p.name, 'A museum']);
      return {
        ...base,
        q: `${who} ${r.pick(['gets', 'has', 'counts'])} ${x} ${what} ${one} and ${y} ${what === 'points' ? '' : what + ' '}${two}. ${r.pick(['What is the total?', `How many ${what} is that in total?`, `How many ${what} are there altogether?`])}`,
        plan: 'Add the two numbers.',
        steps: [`Together: ${x} + ${y} = ${x + y}.`],
        n: x + y,
        nums: [x, y],
        unit: what,
      };
    }
    case 16: {
      const rest = r.int(1, P - 1);
      const kept = P - rest;
      return {
        ...base,
        q: r.pick([
          `Each box has ${num(r, m)} ${it}. How many ${it} are in ${num(r, k)} boxes if ${rest} of them are bad and thrown away?`,
          `Every bag holds ${m} ${it}. ${p.name} has ${k} bags and takes out ${rest} ${it}. How many ${it} stay in the bags?`,
        ]),
        plan: 'Multiply first, then subtract.',
        steps: [`All: ${m} * ${k} = ${P}.`, `What is left: ${P} - ${rest} = ${kept}.`],
        n: kept,
        nums: [m, k, rest],
        unit: it,
      };
    }
    case 17:
      return {
        ...base,
        q: r.pick([
          `There are ${num(r, k)} boxes. Every box holds ${num(r, m)} ${it}. How many ${it} are there?`,
          `One of the ${it} costs ${m} dollars. How much do ${num(r, k)} of them cost?`,
          `${p.name} walks ${m} km a day. How far is that in ${num(r, k)} days?`,
          `A page has ${m} lines. How many lines do ${k} pages have?`,
          `${p.name} saves ${m} dollars a week. How much does ${he} have after ${num(r, k)} weeks?`,
          `Each of ${num(r, k)} friends brings ${num(r, m)} ${it}. How many ${it} are there in all?`,
        ]),
        plan: 'Multiply the two numbers.',
        steps: [`In all: ${m} * ${k} = ${P}.`],
        n: P,
        nums: [m, k],
        unit: it,
      };
    default: {
      const age = r.int(3, 60);
      const y = r.int(2, 30);
      if (r.chance(0.5) || age <= y)
        return {
          ...base,
          q: `${p.name} is ${age} years old. How old will ${he} be in ${num(r, y)} years?`,
          plan: 'Add the years to the age.',
          steps: [`In ${y} years: ${age} + ${y} = ${age + y}.`],
          n: age + y,
          nums: [age, y],
          unit: 'years',
        };
      return {
        ...base,
        q: `${p.name} is ${age} years old. How old was ${he} ${num(r, y)} years ago?`,
        plan: 'Subtract the years from the age.',
        steps: [`${y} years ago: ${age} - ${y} = ${age - y}.`],
        n: age - y,
        nums: [age, y],
        unit: 'years',
      };
    }
  }
}
