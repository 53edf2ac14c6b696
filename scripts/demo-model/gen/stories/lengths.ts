/** Something that is cut, grows, rises or falls, and areas. */
import type { Rng } from '../rng.ts';
import { size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';

/** Something that is cut, grows, rises or falls. */
export function lengths(r: Rng): Told {
  const t = new Tale(r);
  const unit = r.pick(['cm', 'm', 'meters', 'feet', 'inches', 'km']);
  t.unit = unit;
  const kind = r.pick(['cut', 'pieces', 'grow', 'degrees', 'area', 'around', 'liters'] as const);
  if (kind === 'degrees') {
    const [a, b] = [r.int(-10, 30), r.int(2, 25)];
    const up = r.chance(0.4);
    t.tell(
      [
        `{in the morning|at noon|yesterday|today} it {was|is} $a degrees`,
        'the temperature {was|is} $a degrees',
        'a thermometer {shows|showed} $a degrees',
      ],
      { a },
    );
    t.tell(
      up
        ? [
            '{then|later|by noon|} it {rises|goes up|climbs|rose} by $b {degrees|}',
            'it gets $b degrees {warmer|hotter}',
          ]
        : [
            '{then|later|at night|} it {falls|drops|goes down|fell} by $b {degrees|}',
            'it gets $b degrees {colder|cooler}',
          ],
      { b: t.f(b) },
    );
    t.given(`${a} degrees; ${up ? '+' : '-'}${b}`);
    t.asksPlainly(
      [
        'how many degrees {is it|are there|is that} {now|then}',
        'what is the temperature {now|then}',
        'how {warm|cold} is it {now|then}',
      ],
      {},
      'the temperature {now|then}',
    );
    return t.told(up ? t.work.add('Then', a, b) : t.work.sub('Then', a, b));
  }
  if (kind === 'area' || kind === 'around') {
    const [a, b] = [r.int(2, 20), r.int(2, 20)];
    const what = r.pick([
      'garden',
      'room',
      'field',
      'rectangle',
      'table',
      'carpet',
      'yard',
      'picture',
      'wall',
      'floor',
      'poster',
    ]);
    const square = r.chance(0.25);
    t.tell(
      square
        ? [`a {square|square ${what}} has {sides|a side} of $a $u`, `each side of a square is $a $u {long|}`]
        : [
            `a ${what} is $a $u long and $b $u wide`,
            `a ${what} {measures|has sides of} $a $u {by|and} $b $u`,
            `the sides of a {rectangle|rectangular ${what}} {are|measure} $a and $b $u`,
          ],
      { a: t.f(a), b: t.f(b), u: unit },
    );
    const other = square ? a : b;
    t.given(square ? `side ${a}` : `sides ${a} and ${b}`);
    if (kind === 'area') {
      t.asksPlainly(
        ['how {big|large} is {its|the} area', 'what is {its|the} area', 'how many square $u is that'],
        { u: unit },
        'the area',
      );
      return t.told(t.work.mul('Area', a, other));
    }
    t.asksPlainly(
      [
        'what is {its|the} perimeter',
        'how far is it {once|all the way|} around {it|}',
        'how long is {a fence|a line|the way} around it',
      ],
      {},
      'the perimeter',
    );
    return t.told(square ? t.work.mul('Four sides', a, 4) : t.work.mul('Both twice', t.work.add('Two sides', a, b), 2));
  }
  const what = r.pick(
    kind === 'liters'
      ? ['tank', 'barrel', 'pool', 'bottle', 'bucket', 'pot']
      : ['rope', 'ribbon', 'board', 'string', 'wire', 'pipe', 'plank', 'cable', 'stick', 'cloth'],
  );
  if (kind === 'cut' || kind === 'liters') {
    const n = size(r, 8);
    const k = r.int(1, Math.floor(n / 2));
    const m = r.chance(0.5) ? r.int(1, n - k) : 0;
    const u = kind === 'liters' ? r.pick(['liters', 'liters', 'gallons', 'cups']) : unit;
    t.unit = u;
    t.tell(
      kind === 'liters'
        ? [
            'a $w {holds|has|contains} $n $u {of water|}',
            'there are $n $u in {a|the} $w',
            'the $w {is filled with|had} $n $u',
          ]
        : [
            'a $w is $n $u long',
            'the $w has a length of $n $u',
            '{from|of} a $w of $n $u a piece is {needed|used}',
          ].slice(0, 2),
      { w: what, n: t.f(n), u },
    );
    t.tell(
      kind === 'liters'
        ? [
            m > 0 ? '{first|} $k $u are {used|taken out|drunk}, then $m' : '$k $u are {used|taken out|drunk|spilled}',
            m > 0 ? '$k $u {run out|are used} and {later|then} $m more' : '$k $u {run out|flow out|leak out}',
          ]
        : [
            m > 0
              ? '{a piece|pieces} of $k $u and {one|another} of $m $u {are|were} cut off'.replace(
                  '{a piece|pieces}',
                  'a piece',
                )
              : '$k $u {are|were} cut off',
            m > 0 ? 'somebody cuts off $k $u and then $m $u' : 'somebody cuts off {$k $u|a piece of $k $u}',
          ],
      { k: t.f(k), m: t.f(m), u },
    );
    t.given(`${n} ${u}; ${k}${m > 0 ? ` and ${m}` : ''} off`);
    let left = t.work.sub('Left', n, k);
    if (m > 0) left = t.work.sub('Then', left, m);
    t.asksPlainly(
      [
        'how {many $u|much} {is|are} left'.replace('{is|are}', 'is').replace('{many $u|much}', 'much'),
        'how many $u {are left|remain|are still there}',
        kind === 'liters' ? 'how much is still in it' : 'how long is {the rest|it now}',
      ],
      { u },
      'the rest',
    );
    return t.told(left);
  }
  if (kind === 'pieces') {
    const [m, q] = [r.int(2, 12), r.int(2, 15)];
    const piece = r.chance(0.5);
    const off = r.chance(0.3) ? r.int(1, 30) : 0;
    t.tell(
      [
        'a $w is $n $u long',
        'the $w {has|is} a length of $n $u'.replace('{has|is}', 'has'),
        'somebody has $n $u of $w',
      ],
      { w: what, n: t.f(m * q + off), u: unit },
    );
    t.given(`${m * q + off} ${unit}${off > 0 ? `; ${off} off` : ''}; ${piece ? `pieces of ${m}` : `${m} pieces`}`);
    if (off > 0) t.tell(['$k $u {are|get} cut off {first|and thrown away|}'], { k: t.f(off), u: unit });
    const all = off > 0 ? t.work.sub('Left', m * q + off, off) : m * q;
    t.tell(
      piece
        ? ['{it|the rest} is cut into pieces of $m $u {each|}', '{it|all of it} is cut in pieces that are $m $u long']
        : [
            '{it|the rest} is cut into $m equal {pieces|parts}',
            'somebody cuts it into $m {pieces of the same length|equal parts}',
          ],
      { m: t.f(m), u: unit },
    );
    if (piece)
      t.asksPlainly(['how many pieces {are there|does that give|is that|are made}'], {}, 'the number of pieces');
    else
      t.asksPlainly(
        ['how long is {each|one|each piece|one piece|every part}', 'what is the length of {one|each} {piece|part}'],
        {},
        'the length of {one piece|each piece}',
      );
    return t.told(t.work.div(piece ? 'Pieces' : 'Each', all, m));
  }
  const [a, g, n] = [r.int(2, 90), r.int(2, 12), r.int(2, 12)];
  const span = r.pick(['day', 'week', 'month', 'year']);
  const plant = r.pick(['a plant', 'a tree', 'a flower', 'a snake', 'a puppy', 'a pumpkin', 'a bush', 'a candle']);
  const down = plant === 'a candle' && g * n < a;
  if (plant === 'a candle' && !down) return lengths(r);
  t.tell([`$p is $a $u {tall|long}`, `$p measures $a $u`], { p: plant, a: t.f(a), u: unit });
  t.tell(
    down
      ? [`it gets $g $u shorter {each|every} ${span}`]
      : [
          `it grows $g $u {each|every|a|per} ${span}`,
          `{each|every} ${span} it grows {by|} $g $u`,
          `it gets $g $u {taller|longer} {each|every} ${span}`,
        ],
    { g: t.f(g), u: unit },
  );
  t.given(`${a} ${unit}; ${down ? '-' : '+'}${g} per ${span}; ${n} ${span}s`);
  const grown = t.work.mul('Change', g, n);
  t.asksPlainly(
    [
      `how {tall|long} is it after $n ${span}s`,
      `how many $u is it after $n ${span}s`,
      `how {tall|long} will it be in $n ${span}s`,
    ],
    { n: t.f(n), u: unit },
  );
  return t.told(down ? t.work.sub('Then', a, grown) : t.work.add('Then', a, grown));
}
