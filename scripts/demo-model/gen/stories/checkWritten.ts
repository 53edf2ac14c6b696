/** Whether every written word problem can be filled, and what it looks like then. */
import { Rng } from '../rng.ts';
import { solved } from '../meaning/tale.ts';
import { fill, read, type Written, writtenFiles } from './written.ts';

const FILLED = 12;

/** Prints what is wrong, and some examples. @returns whether nothing is */
export function checkWritten(examples: number): boolean {
  const seen = new Set<string>();
  const faults: string[] = [];
  const all = writtenFiles().flatMap((file) => {
    const lines = read(file);
    for (const [i, one] of lines.entries()) {
      for (const q of [one.q, ...(one.w ?? [])]) {
        const fault = seen.has(q)
          ? 'the same question again'
          : (otherNumbers(one, q) ?? faultOf({ ...one, q, w: [] }, i));
        if (fault !== undefined) faults.push(`${file.pathname.split('/').at(-1)!}:${i + 1}: ${fault}`);
        seen.add(q);
      }
    }
    return lines;
  });
  const r = new Rng(examples, 'train');
  for (let i = 0; i < examples; i++) {
    const told = fill(r, r.pick(all));
    if (told !== undefined) console.log(`${told.q}\n${solved(told)}\n`);
  }
  for (const fault of faults) console.log(fault);
  console.log(`${all.length} word problems, ${faults.length} with a fault`);
  return faults.length === 0;
}

/** Whether a wording leaves a number out, or has one that the first does not have. */
function otherNumbers(one: Written, q: string): string | undefined {
  const numbers = (text: string) =>
    [...new Set(text.match(/\{\w+\}/g))].filter((slot) => typeof one.v[slot.slice(1, -1)] === 'string');
  const [first, here] = [numbers(one.q), numbers(q)];
  const fits = first.length === here.length && first.every((slot) => here.includes(slot));
  return fits ? undefined : `${here.join(' ')} instead of ${first.join(' ')}: ${q}`;
}

function faultOf(one: Written, seed: number): string | undefined {
  const r = new Rng(seed, 'train');
  for (let n = 0; n < FILLED; n++) {
    try {
      const told = fill(r, one);
      if (told === undefined) return 'no numbers fit';
      const text = `${told.q}\n${solved(told)}`;
      if (/\?\w+\?|[[\]{}|]/.test(text)) return `a slot is left: ${text}`;
    } catch (error) {
      return (error as Error).message;
    }
  }
  return undefined;
}
