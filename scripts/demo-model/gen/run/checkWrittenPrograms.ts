/** Whether every written program prints what it is told to print, and what it looks like. */
import { Rng } from '../rng.ts';
import { checkInPython } from './python.ts';
import { everyProgram, fillProgram, inNode } from './writtenPrograms.ts';

const FILLED = 8;

/** Prints what is wrong, and some of them. @returns whether nothing is */
export function checkWrittenPrograms(examples: number): boolean {
  const r = new Rng(7, 'train');
  const ones = everyProgram();
  let wrong = 0;
  for (const one of ones) {
    try {
      for (let n = 0; n < FILLED; n++) {
        const { code, steps, output } = fillProgram(r, one);
        if (output.length === 0) throw new Error('nothing is printed');
        if (steps.length > 24) throw new Error(`${steps.length} steps`);
        const text = steps.join('\n');
        if (/undefined|NaN|\{\w\}/.test(text)) throw new Error(`a value is missing:\n${text}`);
        if (one.lang === 'python') checkInPython([{ code, output: output.join('\n') }]);
        else {
          const real = inNode(one.lang, code).join('\n');
          if (real !== output.join('\n')) throw new Error(`it prints ${real}, told is ${output.join('\n')}`);
        }
      }
    } catch (error) {
      wrong++;
      console.log(`${one.code}\n-> ${(error as Error).message}\n`);
    }
  }
  for (let i = 0; i < examples; i++) {
    const { code, steps } = fillProgram(r, r.pick(ones));
    console.log(`${code}\n${steps.map((step, n) => `${n + 1}. ${step}`).join('\n')}\n`);
  }
  console.log(`${ones.length} programs, ${wrong} with a fault`);
  return wrong === 0;
}
