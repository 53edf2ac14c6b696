/** Several amounts by day, place or kind. */
import type { Rng } from '../rng.ts';
import { actor, thing, things } from '../meaning/actors.ts';
import { size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';

/** Several amounts by day, place or kind, added up. */
export function several(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const n = r.int(2, 4);
  const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const kinds = things(r, n).map(({ many }) => many);
  const unit = thing(r).many;
  const style = r.pick(['days', 'kinds', 'colors', 'places'] as const);
  const values = Array.from({ length: n }, () => (r.chance(0.06) ? 0 : size(r, 1)));
  const verb = r.pick([
    '<sells/sell/sold>',
    '<finds/find/found>',
    '<makes/make/made>',
    '<reads/read/read>',
    '<picks/pick/picked>',
    '<counts/count/counted>',
    '<gets/get/got>',
    '<sees/see/saw>',
    '<catches/catch/caught>',
    '<paints/paint/painted>',
  ]);
  const no = (v: number) => (v === 0 ? r.pick(['no', 'zero']) : t.f(v));
  const first = r.int(0, 6 - n + 1);
  const spots = r.sample(
    [
      'in the garden',
      'in the house',
      'on the table',
      'at school',
      'in the car',
      'in the kitchen',
      'under the bed',
      'in the cellar',
      'by the lake',
    ],
    n,
  );
  const tint = r.sample(['red', 'blue', 'green', 'yellow', 'white', 'black', 'brown'], n);
  const names = {
    days: (i: number) => `on ${DAYS[first + i]!}`,
    kinds: (i: number) => kinds[i]!,
    colors: (i: number) => tint[i]!,
    places: (i: number) => spots[i]!,
  }[style];
  const all = style === 'kinds' ? r.pick(['things', 'pieces', 'items']) : unit;
  t.unit = all;
  t.given(values.map((v, i) => `${names(i).replace(/^on /, '')} ${v}`).join(', '));
  const part = (i: number): string => {
    const v = values[i]!;
    if (style === 'kinds') return `${no(v)} ${names(i)}`;
    if (style === 'colors') return `${no(v)} ${names(i)} ${i === 0 || r.chance(0.3) ? unit : 'ones'}`;
    return `${v === 0 ? 'none' : t.f(v)} ${i === 0 && v > 0 ? `${unit} ` : ''}${names(i)}`;
  };
  if (r.chance(0.6))
    t.tell(
      [`$A ${verb} $l`, `{altogether|this week|today|} $A ${verb} $l`],
      {
        l: join(
          r,
          values.map((_, i) => part(i)),
        ),
      },
      who,
    );
  else
    values.forEach((_, i) =>
      t.tell(i === 0 ? [`$A ${verb} $l`] : [`$A ${verb} $l`, `then $A ${verb} $l`, 'then $l'], { l: part(i) }, who),
    );
  if (values.length > 2 && r.chance(0.2)) {
    const total = t.work.sum('Sum', values);
    if (total % n === 0) {
      t.asksPlainly(['what is the average', `how many is that on average`], {}, 'the average');
      return t.told(t.work.div('Average', total, n));
    }
    t.asksPlainly([`how many ${all} {is|are} that {altogether|in all}`], {}, 'the total');
    return t.told(total);
  }
  if (r.chance(0.15)) {
    const [x, y] = [Math.max(values[0]!, values[1]!), Math.min(values[0]!, values[1]!)];
    t.asksPlainly([
      `how many more is {the larger|the bigger} of the first two than {the other|the smaller}`,
      `what is the difference between the first two {numbers|}`,
    ]);
    return t.told(t.work.sub('Difference', x, y));
  }
  t.asksPlainly(
    [
      `how many ${all} {is that|are there|are these|does that make} {altogether|in all|in total|together|}`,
      `how many {is|are} that {altogether|in all}`.replace('{is|are}', 'is'),
      `how many ${all} in {all|total}`,
    ],
    {},
    `the {total|total number|number of ${all} altogether}`,
  );
  return t.told(t.work.sum('In all', values));
}

function join(r: Rng, parts: string[]): string {
  return `${parts.slice(0, -1).join(', ')}${r.chance(0.3) ? ', and ' : ' and '}${parts[parts.length - 1]!}`;
}
