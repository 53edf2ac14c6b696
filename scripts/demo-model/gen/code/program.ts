/** Small programs with the values they compute, step by step. */
import type { Rng } from '../rng.ts';
import { type Lang, Prog } from './prog.ts';
import {
  declBlock,
  letBlock,
  deriveBlock,
  change,
  updateBlock,
  ifBlock,
  forBlock,
  whileBlock,
} from './numberBlocks.ts';
import { forOfBlock, arrayBlock } from './listBlocks.ts';
import { funcBlock, stringBlock, printLoopBlock, ifTextBlock, funcIfBlock, compareBlock } from './otherBlocks.ts';

const NOTES = [
  'compute the result',
  'start value',
  'print the result',
  'show it',
  'add them up',
  'now change it',
  'the numbers',
  'loop',
  'check the value',
];

/** Now and then a blank line or a comment between statements. */
function decorate(p: Prog): void {
  if (!p.r.chance(0.25)) return;
  for (let i = p.lines.length - 1; i > 0; i--)
    if (!/^[ }]/.test(p.lines[i]!) && !/^(else|\})/.test(p.lines[i]!) && p.r.chance(0.4)) {
      if (p.r.chance(0.6)) p.lines.splice(i, 0, '');
      else p.lines.splice(i, 0, `${p.py ? '#' : '//'} ${p.r.pick(NOTES)}`);
    }
}

/** A program of two to ten lines that prints its result. */
export function program(r: Rng, lang: Lang): Prog {
  for (;;) {
    const p = new Prog(r, lang);
    r.weighted<() => void>([
      [
        3,
        () => {
          const x = declBlock(p);
          const y = r.chance(0.6) ? declBlock(p) : undefined;
          let z = deriveBlock(p, x, y);
          if (r.chance(0.4)) z = deriveBlock(p, z, r.chance(0.5) ? x : undefined);
          p.print(z, p.get(z));
        },
      ],
      [
        2,
        () => {
          const x = letBlock(p);
          const y = r.chance(0.4) ? declBlock(p) : undefined;
          if (y) {
            change(p, 0, x, y)('');
            p.main = `changes \`${x}\` with \`${y}\``;
          }
          for (let i = r.int(y ? 0 : 1, 3); i > 0; i--) updateBlock(p, x);
          p.print(x, p.get(x));
        },
      ],
      [
        3,
        () => {
          const x = letBlock(p);
          if (r.chance(0.3)) updateBlock(p, x);
          ifBlock(p, x);
          if (r.chance(0.2)) updateBlock(p, x);
          p.print(x, p.get(x));
        },
      ],
      [
        4,
        () => {
          const x = forBlock(p);
          const m = p.main;
          if (r.chance(0.2)) updateBlock(p, x);
          p.main = m;
          p.print(x, p.get(x));
        },
      ],
      [
        2.5,
        () => {
          const x = whileBlock(p);
          p.print(x, p.get(x));
        },
      ],
      [
        3.5,
        () => {
          const x = forOfBlock(p);
          p.print(x, p.get(x));
        },
      ],
      [3, () => funcBlock(p)],
      [3.5, () => arrayBlock(p)],
      [2, () => stringBlock(p)],
      [4, () => printLoopBlock(p)],
      [2, () => ifTextBlock(p)],
      [2.5, () => funcIfBlock(p)],
      [1.2, () => compareBlock(p)],
    ])();
    decorate(p);
    if (p.lines.length <= 12 && [...p.env.values()].every((v) => typeof v !== 'number' || (v >= 0 && v <= 200)))
      return p;
  }
}

export const lang = (r: Rng): Lang =>
  r.weighted([
    [5, 'typescript'],
    [2.5, 'javascript'],
    [3, 'python'],
  ]);

export const fence = (r: Rng, l: Lang, code: string): string =>
  r.chance(0.85)
    ? '```' + (r.chance(0.9) ? l : { typescript: 'ts', javascript: 'js', python: 'py' }[l]) + `\n${code}\n` + '```'
    : code;
