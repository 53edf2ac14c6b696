import type { Rng } from '../rng.ts';
import { explainWording } from './explain.ts';
import { program, lang } from './program.ts';
import { pure } from './pure.ts';

/** A program far beyond the ten lines that the model can follow. */
export function longCode(r: Rng): string {
  const l = lang(r);
  const lines: string[] = [];
  for (const n = r.int(18, 30); lines.length < n;)
    lines.push(...(r.chance(0.6) ? program(r, l).lines : pure(r, l).code.split('\n')), ...(r.chance(0.5) ? [''] : []));
  return explainWording(r, l, lines.join('\n'));
}
